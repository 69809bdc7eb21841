// Printing another way: what is said when the pages cannot be counted. Printing goes on without.
"use strict";

(() => {
  const pages = document.querySelector(".print-pages");
  const count = document.getElementById("print-count");

  const say = (words) => {
    const line = document.createElement("p");
    line.className = "soft";
    line.textContent = words;
    count.replaceChildren(line);
    document.getElementById("print-list").replaceChildren();
  };
  const off = "The pages could not be counted. You can print without that.";
  pages.addEventListener("htmx:responseError", ({ detail: { xhr } }) => {
    const words = { 404: "This sheet is no longer there.", 429: xhr.responseText };
    say(words[xhr.status] ?? off);
  });
  pages.addEventListener("htmx:sendError", () => say("No connection."));
  pages.addEventListener("htmx:timeout", () => say(off));
})();

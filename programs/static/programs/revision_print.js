// Printing another way: what is said when the pages cannot be counted or drawn. Printing goes on
// without.
"use strict";

(() => {
  const act = document.querySelector(".print-act");
  const form = document.getElementById("print-form");
  const count = document.getElementById("print-count");

  const line = (words) => {
    const made = document.createElement("p");
    made.className = "soft";
    made.textContent = words;
    return made;
  };
  const say = ({ target }, words) => {
    if (target === act) {
      count.replaceChildren(line(`The pages could not be counted. ${words}`));
      document.getElementById("print-list").replaceChildren();
    } else if (target.id === "print-list") {
      for (const blank of target.querySelectorAll(".print-blank")) blank.remove();
      target.prepend(line(`The pages could not be drawn. ${words}`));
    }
  };
  const off = "You can print without that.";
  form.addEventListener("htmx:responseError", (event) => {
    const { xhr } = event.detail;
    const words = { 404: "This sheet is no longer there.", 429: xhr.responseText };
    say(event, words[xhr.status] ?? off);
  });
  form.addEventListener("htmx:sendError", (event) => say(event, "No connection."));
  form.addEventListener("htmx:timeout", (event) => say(event, off));
})();

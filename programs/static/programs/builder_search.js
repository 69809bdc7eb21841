// The builder's search: what is typed, the results, and the keys that go through them.
"use strict";

(() => {
  // Type, arrow, Enter: the first result is added by Enter, the others by arrow and Enter. Enter
  // waits for the results of what is typed: those on the screen may be of fewer letters.
  const search = document.getElementById("search");
  const addButtons = () => [...document.querySelectorAll("#search-results button")];
  let shownFor = null;
  let isEntered = false;
  search?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    if (shownFor === search.value) addButtons()[0]?.click();
    else isEntered = true;
  });
  search?.addEventListener("input", () => { isEntered = false; });
  document.getElementById("search-results")?.addEventListener("htmx:afterSwap", (event) => {
    shownFor = event.detail.requestConfig.parameters.q;
    if (isEntered && shownFor === search.value) addButtons()[0]?.click();
    isEntered = false;
  });
  // A search without an answer says so in the place of its results.
  const refuse = (text) => {
    const line = document.createElement("li");
    line.className = "search-nothing soft";
    line.textContent = text;
    document.getElementById("search-results").replaceChildren(line);
    shownFor = null;
    isEntered = false;
  };
  search?.addEventListener("htmx:responseError", (event) => {
    const { status, responseText } = event.detail.xhr;
    refuse(status === 429 ? responseText : "The search did not work. Try again.");
  });
  search?.addEventListener("htmx:sendError", () => refuse("No connection. Try again."));
  search?.closest("section").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target.tagName === "SELECT") return;
    const stops = [search, ...addButtons()];
    stops[stops.indexOf(document.activeElement) + step]?.focus();
    event.preventDefault();
  });
})();

// Asks before somebody leaves a page with words that are typed and not saved.
"use strict";

(() => {
  const typedIn = new Set();

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && "unsaved" in form.dataset) typedIn.add(form);
  });
  // What a script sends goes away with its form, once it is saved.
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) typedIn.delete(event.target);
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...typedIn].some((form) => form.isConnected)) event.preventDefault();
  });
})();

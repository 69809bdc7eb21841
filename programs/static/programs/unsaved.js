// Asks before somebody leaves a page with words that are typed and not saved, and leads to what has
// to be mended first.
"use strict";

(() => {
  const typedIn = new Set();

  // What came back with a message is not saved either.
  for (const form of document.querySelectorAll("form[data-unsaved]")) {
    const wrong = form.querySelector(".is-invalid, .alert");
    if (!wrong) continue;
    typedIn.add(form);
    if (wrong.matches(".alert")) wrong.tabIndex = -1;
    wrong.focus();
  }
  // “Keep theirs” has shown what is given up.
  document.addEventListener("click", (event) => {
    const form = event.target.closest("form[data-unsaved] a.btn")?.closest("form");
    if (form?.querySelector(".two-texts")) typedIn.delete(form);
  });

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

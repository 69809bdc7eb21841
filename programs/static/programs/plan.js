// The builder's keys, and small things that need no server.
"use strict";

(() => {
  // One dose is open at a time, and closing gives the focus back to where it came from.
  document.addEventListener("click", (event) => {
    const close = event.target.closest("[data-close-editor]");
    if (!close) return;
    const item = close.dataset.closeEditor;
    document.getElementById(`${item}-editor`).replaceChildren();
    document.getElementById(`${item}-edit`).focus();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const { target } = event.detail;
    if (!target.id.endsWith("-editor") || target.contains(document.activeElement)) return;
    const field = target.querySelector(".is-invalid, .question button") ?? target.querySelector("input:not([type=hidden])");
    if (field) field.focus({ preventScroll: true });
  });

  // The keys that undo everywhere else; in a field they belong to what is typed there.
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select")) return;
    const key = event.key.toLowerCase();
    const wanted = key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" && "undo";
    const button = wanted && document.getElementById(wanted);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
})();

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

  // On a phone and a tablet the search and the plan fold into one another.
  const fold = document.getElementById("search-fold");
  const unfold = (isOpen) => {
    document.getElementById("builder").classList.toggle("is-folded", !isOpen);
    fold.setAttribute("aria-expanded", isOpen);
  };
  fold?.addEventListener("click", () => {
    const isOpen = fold.getAttribute("aria-expanded") === "false";
    unfold(isOpen);
    if (isOpen) document.getElementById("search").focus();
  });
  document.getElementById("search-side")?.addEventListener("htmx:beforeRequest", ({ target }) => {
    if (fold.offsetParent && target.id !== "search") unfold(true); // as when easier ones are asked for
  });

  // Alt and an arrow move the row that one is in, but for what they mean in a text.
  document.addEventListener("keydown", (event) => {
    const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    const row = event.altKey && way && event.target.closest(".item");
    if (!row || event.target.matches("select, textarea")) return;
    event.preventDefault();
    document.getElementById(`${row.id}-${way}`)?.click();
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

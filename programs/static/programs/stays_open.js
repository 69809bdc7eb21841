// What was unfolded stays unfolded when the server sends it anew.
"use strict";

(() => {
  const unfolded = new Set();
  document.addEventListener("toggle", ({ target }) => {
    if (!("staysOpen" in target.dataset)) return;
    if (target.open) unfolded.add(target.id);
    else unfolded.delete(target.id);
  }, true);
  const unfold = () => {
    for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  };
  document.addEventListener("htmx:afterSwap", unfold);
  document.addEventListener("htmx:oobAfterSwap", unfold);
})();

// The doses by keyboard: from the search to the dose of what was added, and from dose to dose.
"use strict";

(() => {
  const search = document.getElementById("search");
  if (!search) return;
  const DOSE = "input[name=shorthand]";
  const doses = () => [...document.querySelectorAll(`.item ${DOSE}`)].filter((field) => field.checkVisibility());

  // Shift and Enter add, and lead to the dose of what was added.
  let isWanted = false;
  search.addEventListener("keydown", ({ key, shiftKey }) => {
    if (key === "Enter") isWanted = shiftKey;
  }, true);
  const wanted = new Set();
  document.addEventListener("queue:put", ({ detail: { change } }) => {
    if (isWanted && change.form.id === "add-form") wanted.add(change);
    isWanted = false;
  });
  document.addEventListener("queue:answered", ({ detail: { change, isRefused } }) => {
    if (!wanted.delete(change) || isRefused || document.activeElement !== search) return;
    const rows = document.querySelectorAll(`#phase-${change.values.get("phase")}-items > .item`);
    rows[rows.length - 1]?.querySelector(DOSE).focus();
  });

  document.getElementById("to-doses").addEventListener("click", () => doses()[0]?.focus());
  const isDesk = matchMedia("(min-width: 62rem) and (hover: hover)").matches;
  if (isDesk && !doses().length) search.focus({ preventScroll: true });

  // Arrows go from dose to dose, Escape back to the search; what one comes to by key is selected.
  document.addEventListener("keydown", (event) => {
    if (!event.target.matches(`.item ${DOSE}`) || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) doses()[doses().indexOf(event.target) + step]?.focus();
    else if (event.key === "Escape" && search.checkVisibility()) { search.focus(); search.select(); }
    else return;
    event.preventDefault();
  });
  let isByMouse = false;
  document.addEventListener("pointerdown", () => { isByMouse = true; }, true);
  document.addEventListener("keydown", () => { isByMouse = false; }, true);
  document.addEventListener("focusin", ({ target }) => {
    if (!isByMouse && target.matches(`.item ${DOSE}`)) target.select();
  });
})();

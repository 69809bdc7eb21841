// Choosing what a plan starts from: type, arrow down, Enter.
"use strict";

(() => {
  const first = document.querySelector("[data-first]");
  if (first && matchMedia("(min-width: 62rem) and (hover: hover)").matches) first.focus();

  const list = (id) => [...document.getElementById(id).querySelectorAll("[data-start]")];
  const step = (event, to) => {
    event.preventDefault();
    to?.focus();
  };

  // While the answer to what was typed is on its way, the rows are still those of other words.
  const waiting = new Map();
  const inSearch = (event, search) => {
    if (event.key !== "ArrowDown" && event.key !== "Enter") return;
    event.preventDefault();
    if (waiting.has(search)) waiting.set(search, "wanted");
    else list(search.dataset.finds)[0]?.focus();
  };
  document.addEventListener("input", ({ target }) => {
    if (target.matches("[data-finds]")) waiting.set(target, "typed");
  });
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    const search = document.querySelector(`[data-finds="${detail.target.id}"]`);
    if (!search || detail.requestConfig.parameters[search.name] !== search.value) return;
    const isWanted = waiting.get(search) === "wanted" && document.activeElement === search;
    waiting.delete(search);
    if (isWanted) list(search.dataset.finds)[0]?.focus();
  });
  const inList = (event, button) => {
    const search = [...document.querySelectorAll("[data-finds]")].find(
      (input) => document.getElementById(input.dataset.finds).contains(button)
    );
    const all = search ? list(search.dataset.finds) : [...button.closest("ul").querySelectorAll("[data-start]")];
    const at = all.indexOf(button);
    if (event.key === "ArrowDown") step(event, all[at + 1]);
    if (event.key === "ArrowUp") step(event, all[at - 1] ?? search);
    if (event.key === "Escape") step(event, search);
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.target.matches("[data-finds]")) inSearch(event, event.target);
    else if (event.target.matches("[data-start]")) inList(event, event.target);
    else if (event.key === "Enter" && event.target.name === "goal") step(event, first);
  });

  // A second press while the first is under way would do it a second time.
  const underWay = new Set();
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-once]")) return;
    if (underWay.has(event.target)) event.preventDefault();
    underWay.add(event.target);
  });
  addEventListener("pageshow", () => underWay.clear());
})();

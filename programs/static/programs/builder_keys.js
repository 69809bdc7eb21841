// The keys of the builder's search. The arrows go from the box through the results and back, Escape
// leads back step by step.
"use strict";

(() => {
  const search = document.getElementById("search");
  const results = document.getElementById("search-results");
  if (!search) return;
  const addButtons = () => [...results.querySelectorAll("button[name=exercise]")];
  const backButton = () => results.querySelector("[data-search-back]");

  const escape = (target) => {
    if (backButton()) backButton().click();
    else if (target !== search) { search.focus(); search.select(); }
    else if (search.value) { search.value = ""; search.dispatchEvent(new Event("input", { bubbles: true })); }
  };
  const step = (target, key) => {
    const stops = [search, backButton(), ...addButtons()].filter(Boolean);
    const row = target.closest(".search-result")?.querySelector("button[name=exercise]");
    const here = stops.indexOf(stops.includes(target) ? target : row ?? search);
    const first = stops.indexOf(addButtons()[0]);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: first, End: stops.length - 1 };
    stops[to[key]]?.focus();
  };
  search.closest("section").addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || target.matches("select")) return;
    if (key === "Escape") escape(target);
    else if (key === "ArrowDown" || key === "ArrowUp") step(target, key);
    else if ((key === "Home" || key === "End") && results.contains(target)) step(target, key);
    else return;
    event.preventDefault();
  });
})();

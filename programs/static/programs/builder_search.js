// The builder's search: words and filters, what is easier and harder, and the keys that go through
// the results. What becomes of an exercise that was added stands in builder_added.js.
"use strict";

(() => {
  const search = document.getElementById("search");
  if (!search) return;
  const results = document.getElementById("search-results");
  const said = document.getElementById("search-said");
  const chips = document.getElementById("search-chips");
  const desk = search.closest("section");

  const ticks = () => [...chips.querySelectorAll("input:checked, option:not([value='']):checked")];
  const addButtons = () => [...results.querySelectorAll("button[name=exercise]")];
  const again = () => htmx.trigger(search, "search-again");

  let near = null; // the exercise whose easier and harder ones are shown, and what led to them
  let limit = 0; // how many results were asked for; 0 as many as usual
  let isEntered = false;
  let justAdded = ""; // by Enter, from these results
  let focusNext = null; // finds where the focus belongs once the results have come

  // What is asked for now. The results on the screen may be of fewer letters, or other filters.
  const asked = () => [near?.exercise, search.value, ...ticks().map((tick) => tick.value)].join("\n");
  let shownFor = null;
  const isOther = () => {
    [near, limit, isEntered, justAdded, focusNext] = [null, 0, false, "", null];
    delete results.dataset.isAdded;
  };

  // Type, arrow, Enter: the first result is added by Enter, the others by arrow and Enter. Enter
  // waits for the results of what is typed. Pressed twice it adds once.
  const addFirst = () => {
    const [first] = addButtons();
    isEntered = false;
    if (!first) return;
    if (justAdded === first.value && first.closest("li").querySelector(".in-plan").textContent) {
      said.textContent = "It was just added. Its Add button adds it once more.";
      return;
    }
    first.click();
    justAdded = first.value;
    results.dataset.isAdded = "";
    search.select(); // the next word takes the place of this one
  };
  const enter = (event) => {
    event.preventDefault();
    if (event.repeat) return;
    if (shownFor === asked()) return addFirst();
    isEntered = true;
    if (!search.classList.contains("htmx-request")) again(); // at once; or the last had no answer
  };
  // Seen before htmx sees it, and asks.
  desk.addEventListener("input", ({ target }) => { if (target === search) isOther(); }, true);
  desk.addEventListener("change", ({ target }) => { if (chips.contains(target)) isOther(); }, true);
  search.form.addEventListener("submit", (event) => event.preventDefault());

  const clear = () => {
    for (const tick of chips.querySelectorAll("input")) tick.checked = false;
    for (const choice of chips.querySelectorAll("select")) choice.value = "";
    isOther();
    search.focus();
    again();
  };

  // Easier and harder: shown in the place of the results, with a way back to them and to where
  // one came from.
  const showNear = (button) => {
    isOther();
    near = { exercise: button.dataset.near, from: button.id, isInPlan: !results.contains(button) };
    focusNext = () => results.querySelector("[data-search-back]");
  };
  const back = () => {
    const { from, isInPlan } = near;
    isOther();
    again();
    const place = document.getElementById(from);
    if (isInPlan) (place ?? search).focus();
    else focusNext = () => document.getElementById(from) ?? search;
  };
  const showMore = (button) => {
    const count = addButtons().length;
    limit = button.dataset.searchMore;
    focusNext = () => addButtons()[count] ?? search;
    again();
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("near" in button.dataset) showNear(button);
    else if ("searchBack" in button.dataset) back();
    else if ("searchClear" in button.dataset) clear();
    else if ("searchMore" in button.dataset) showMore(button);
  }, true); // before htmx, which asks for what is set here

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.target !== results) return;
    if (near && event.detail.elt === search) event.preventDefault(); // typed before that was pressed
    event.detail.askedFor = asked();
    if (limit) event.detail.parameters.limit = limit;
  });
  results.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== results) return;
    shownFor = event.detail.requestConfig.askedFor;
    focusNext?.()?.focus();
    focusNext = null;
    if (isEntered && shownFor === asked()) addFirst();
  });

  // A search without an answer says so in the place of its results.
  const refuse = (text) => {
    const line = document.createElement("p");
    line.className = "search-nothing soft";
    line.setAttribute("role", "alert");
    line.textContent = text;
    if (results.contains(document.activeElement)) search.focus();
    results.replaceChildren(line);
    said.textContent = "";
    isOther();
    shownFor = null;
  };
  const refusals = {
    "htmx:responseError": ({ status, responseText }) =>
      status === 429 ? responseText : "The search did not work. Try again.",
    "htmx:sendError": () => "No connection. Try again.",
    "htmx:timeout": () => "The search took too long. Try again.",
  };
  for (const [name, words] of Object.entries(refusals)) {
    document.addEventListener(name, (event) => {
      if (event.detail.target === results) refuse(words(event.detail.xhr));
    });
  }
  window.addEventListener("online", () => { if (shownFor === null) again(); });

  // Keys. The arrows go from the box through the results, and back.
  const escape = (event) => {
    if (near) back();
    else if (event.target !== search) { search.focus(); search.select(); }
    else if (search.value) { search.value = ""; search.dispatchEvent(new Event("input", { bubbles: true })); }
    else return;
    event.preventDefault();
  };
  const step = (event) => {
    const stops = [search, results.querySelector("[data-search-back]"), ...addButtons()].filter(Boolean);
    const row = event.target.closest(".search-result")?.querySelector("button[name=exercise]");
    const here = stops.indexOf(stops.includes(event.target) ? event.target : row ?? search);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: stops.indexOf(addButtons()[0]), End: stops.length - 1 };
    stops[to[event.key]]?.focus();
    event.preventDefault();
  };
  desk.addEventListener("keydown", (event) => {
    if (event.isComposing || event.target.tagName === "SELECT") return;
    if (event.key === "Enter" && event.target === search) enter(event);
    else if (event.key === "Escape") escape(event);
    else if (event.key.startsWith("Arrow") && /Up|Down/.test(event.key)) step(event);
    else if (["Home", "End"].includes(event.key) && results.contains(event.target)) step(event);
  });
})();

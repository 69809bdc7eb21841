// The builder's search: words and filters, Enter, what is easier and harder. The keys that go
// through the results are in builder_keys.js, what was added in builder_added.js.
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
  const builder = document.getElementById("builder");
  const foldButton = document.getElementById("search-fold");
  const isFolded = () => Boolean(foldButton?.offsetParent) && builder.classList.contains("is-folded");
  const fold = (isWanted) => {
    builder.classList.toggle("is-folded", isWanted);
    foldButton.setAttribute("aria-expanded", !isWanted);
  };
  const again = () => htmx.trigger(search, "search-again");

  let near = null; // the exercise whose easier and harder ones are shown, and what led to them
  let limit = 0; // how many results were asked for; 0 as many as usual
  let entered = null; // for what Enter was pressed before its results were there
  let enteredNext = null; // and for what behind that
  let isBehind = false; // something newer was asked for meanwhile
  let justAdded = ""; // by Enter, from these results
  let focusNext = null; // finds where the focus belongs once the results have come

  // What is asked for now. The results on the screen may be of fewer letters, or other filters.
  const asked = () =>
    [near?.exercise, search.value, ...ticks().map((tick) => tick.closest("[name]").name + tick.value)].join("\n");
  let shownFor = null;
  const isOther = () => {
    [near, limit, focusNext] = [null, 0, null];
  };

  // Type, arrow, Enter: the first result is added by Enter, the others by arrow and Enter. Enter
  // waits for the results of what is typed, and the next word may be typed meanwhile. Pressed twice
  // it adds once.
  const addFirst = () => {
    const [first] = addButtons();
    if (!first) return;
    if (justAdded === first.value && first.closest("li").querySelector(".in-plan").textContent) {
      said.textContent = "It was just added. Its Add button adds it once more.";
      return;
    }
    first.click();
    justAdded = first.value;
    results.dataset.isAdded = "";
    if (shownFor === asked()) search.select(); // the next word takes the place of this one
  };
  const enter = (event) => {
    event.preventDefault();
    if (event.repeat) return;
    if (entered === null && shownFor === asked()) return addFirst();
    search.select();
    if (entered !== null) {
      if (entered !== asked()) enteredNext = asked();
      return;
    }
    entered = asked();
    again(); // without waiting for more letters
  };
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) enter(event);
  });
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
    [entered, enteredNext, isBehind] = [null, null, false];
    const wasFolded = isFolded();
    if (wasFolded) fold(false);
    near = { exercise: button.dataset.near, from: button.id, isInPlan: !results.contains(button), wasFolded };
    focusNext = () => results.querySelector("[data-search-back]");
  };
  const back = () => {
    const { from, isInPlan, wasFolded } = near;
    isOther();
    again();
    if (wasFolded) fold(true);
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

  // A pause in typing asks nothing when something else was pressed since, or before what was entered.
  search.addEventListener("htmx:confirm", (event) => {
    isBehind = entered !== null && entered !== asked();
    if (near || isBehind) event.preventDefault();
  });
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.target !== results) return;
    event.detail.askedFor = asked();
    if (limit) event.detail.parameters.limit = limit;
  });
  results.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== results) return;
    shownFor = event.detail.requestConfig.askedFor;
    justAdded = "";
    delete results.dataset.isAdded;
    focusNext?.()?.focus();
    focusNext = null;
    if (entered === shownFor) addFirst();
    const isLate = isBehind || enteredNext !== null;
    [entered, enteredNext, isBehind] = [enteredNext === asked() ? enteredNext : null, null, false];
    if (isLate) again();
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
    [shownFor, entered, enteredNext, isBehind] = [null, null, null, false];
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
  search.addEventListener("browse", () => { if (isFolded()) fold(false); }); // the key "/"
  window.addEventListener("online", () => { if (shownFor === null) again(); });
})();

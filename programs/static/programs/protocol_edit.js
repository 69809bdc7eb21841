// Writing a protocol: says what is saved, keeps the focus where the work is.
"use strict";

(() => {
  const state = document.getElementById("save-state");
  const search = document.getElementById("search");
  const body = document.getElementById("protocol-body");
  const isWrite = (event) => event.detail.requestConfig?.verb !== "get";

  const say = (text, className = "") => {
    state.textContent = text;
    state.className = `save-state save-state-near ${className}`;
  };

  let underWay = 0;
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!isWrite(event)) return;
    underWay += 1;
    say("Saving…", "save-state-waiting");
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const status = event.detail.xhr.status;
    if (status === 0) say("No connection. Nothing is lost: try again.", "save-state-failed");
    if (!isWrite(event)) return;
    underWay -= 1;
    const at = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    const { said = "", problem } = body.querySelector("[data-answer]")?.dataset ?? {};
    if (status === 422) say("Not saved: see the message", "save-state-failed");
    else if (event.detail.successful && problem) say(problem, "save-state-failed");
    else if (event.detail.successful) say(`${said} Saved ${at}`.trim());
    else if (status !== 0) say("Not saved. Reload the page and try again.", "save-state-failed");
  });
  window.addEventListener("beforeunload", (event) => { if (underWay > 0) event.preventDefault(); });

  // The phase that was chosen to add to stays chosen.
  let chosen = "";
  const phases = () => document.getElementById("add-to");
  document.addEventListener("htmx:beforeSwap", () => { chosen = phases()?.value ?? chosen; });
  const choose = () => {
    const isThere = [...(phases()?.options ?? [])].some((option) => option.value === chosen);
    if (isThere) phases().value = chosen;
  };
  document.addEventListener("htmx:oobAfterSwap", choose);

  // What goes into a phase, or takes the place of an exercise, is searched for in one place. Who
  // thinks better of it is back where they were.
  const box = () => document.getElementById("add-to-box");
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "add-to-box") return;
    const asked = event.detail.requestConfig.elt;
    if (asked.closest("[data-search]")) {
      chosen = phases()?.value ?? chosen;
      search.form.scrollIntoView({ block: "nearest" });
      search.focus();
      search.select();
    } else {
      choose();
      document.getElementById(asked.dataset.back)?.focus();
    }
  });

  // What is being typed elsewhere on the page outlives that the phases are drawn anew.
  const topOf = (element) => element?.getBoundingClientRect().top ?? 0;
  let open = [];
  let wasSwap = false;
  let pressed = "";
  let was = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target !== body || !event.detail.shouldSwap) return;
    wasSwap = box().querySelector("[name=instead]") !== null;
    const sender = event.detail.requestConfig.elt;
    open = [...body.querySelectorAll("[id$=-editor]")]
      .filter((editor) => editor.firstElementChild)
      .filter((editor) => !(editor.contains(sender) && "unsaved" in sender.dataset))
      .map((editor) => ({ id: editor.id, parts: [...editor.childNodes] }));
    for (const { parts } of open) for (const part of parts) part.remove();
    pressed = event.detail.requestConfig.triggeringEvent?.submitter?.id;
    was = { page: window.scrollY, button: topOf(document.getElementById(pressed)) };
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== body) return;
    for (const { id, parts } of open) document.getElementById(id)?.replaceChildren(...parts);
    open = [];
  });

  // A change draws the phases anew: the focus goes back to the button that was pressed, which stays
  // under the pointer, or to what was changed; an editor gets it. Without the phases the page was
  // short for a moment, so it has to be told where it was.
  document.addEventListener("htmx:afterSwap", (event) => {
    const target = event.detail.target;
    if (target.id.endsWith("-editor")) {
      target.querySelector(".alert, .is-invalid, input:not([type=hidden])")?.focus();
    } else if (target === body && was) {
      const { page, button: at } = was;
      was = null; // htmx says so once for each part that it drew
      window.scrollTo({ top: page, behavior: "instant" });
      const place = document.getElementById(body.querySelector("[data-focus]")?.dataset.focus);
      const button = document.getElementById(pressed);
      const here = document.activeElement;
      const isBusy = here !== button && here.closest("section, form");
      if (here === search) search.select(); // the next words are for another exercise
      if (!place || (isBusy && !wasSwap)) return;
      place.classList.add("is-changed");
      if (button && place.contains(button)) {
        window.scrollBy({ top: topOf(button) - at, behavior: "instant" });
      }
      (button && !button.disabled && place.contains(button) ? button : place).focus();
    }
  });
  document.addEventListener("click", (event) => {
    const part = event.target.closest("[data-close-editor]")?.dataset.closeEditor;
    if (!part) return;
    document.getElementById(`${part}-editor`).replaceChildren();
    document.getElementById(`${part}-edit`).focus();
  });
  document.getElementById("new-phase").addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) event.target.reset();
  });

  // Type, arrow, Enter: the first result is added by Enter, the others by arrow and Enter. An
  // Enter that comes before the answer waits for it: what is on the screen is for other words.
  let shown = null; // the words that the results are for
  let isWanted = false;
  search.addEventListener("input", () => { isWanted = false; });
  const addFirst = () => {
    isWanted = shown !== search.value;
    if (!isWanted) addButtons()[0]?.click();
  };
  document.getElementById("search-results").addEventListener("htmx:afterSettle", (event) => {
    shown = event.detail.requestConfig.parameters.q;
    if (isWanted) addFirst();
  });
  const addButtons = () => [...document.querySelectorAll("#search-results [data-add]")];
  search.form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === search) {
      event.preventDefault();
      addFirst();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target.tagName === "SELECT") return;
    const stops = [search, ...addButtons()];
    stops[stops.indexOf(document.activeElement) + step]?.focus();
    event.preventDefault();
  });
})();

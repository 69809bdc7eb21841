// Writing a protocol: says what is saved, keeps the focus where the work is.
"use strict";

(() => {
  const state = document.getElementById("save-state");
  const search = document.getElementById("search");
  const body = document.getElementById("protocol-body");
  const isWrite = (event) => event.detail.requestConfig?.verb !== "get";

  const say = (text, className = "") => {
    state.textContent = text;
    state.className = `save-state ${className}`;
  };

  let underWay = 0;
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!isWrite(event)) return;
    underWay += 1;
    say("Saving…", "save-state-waiting");
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!isWrite(event)) return;
    underWay -= 1;
    const status = event.detail.xhr.status;
    const at = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    if (status === 422) say("Not saved: see the message", "save-state-failed");
    else if (event.detail.successful) say(`Saved ${at}`);
    else if (status === 0) say("No connection. Nothing is lost: try again.", "save-state-failed");
    else say("Not saved. Reload the page and try again.", "save-state-failed");
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

  // Another exercise for one that is there is searched for where all are. Afterwards the page is
  // where the exercise is.
  const box = () => document.getElementById("add-to-box");
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.requestConfig.elt.closest("[data-swap]")) {
      box().scrollIntoView({ block: "nearest" });
      search.focus();
      search.select();
    } else if (event.detail.target.id === "add-to-box") choose();
  });

  // What is being typed elsewhere on the page outlives that the phases are drawn anew.
  let open = [];
  let wasSwap = false;
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target !== body || !event.detail.shouldSwap) return;
    wasSwap = box().querySelector("[name=instead]") !== null;
    const sender = event.detail.requestConfig.elt;
    open = [...body.querySelectorAll("[id$=-editor]")]
      .filter((editor) => editor.firstElementChild && !editor.contains(sender))
      .map((editor) => ({ id: editor.id, parts: [...editor.childNodes] }));
    for (const { parts } of open) for (const part of parts) part.remove();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== body) return;
    for (const { id, parts } of open) document.getElementById(id)?.replaceChildren(...parts);
    open = [];
  });

  // A change draws the phases anew: the focus goes back to what was changed, an editor gets it.
  document.addEventListener("htmx:afterSwap", (event) => {
    const target = event.detail.target;
    if (target.id.endsWith("-editor")) {
      target.querySelector(".is-invalid, input:not([type=hidden])")?.focus();
    } else if (target === body) {
      const focus = body.querySelector("[data-focus]")?.dataset.focus;
      const isBusy = document.activeElement.closest("section, form");
      if (focus && (!isBusy || wasSwap)) document.getElementById(focus)?.focus();
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
  let isStale = true;
  let isWanted = false;
  search.addEventListener("input", () => { isStale = true; isWanted = false; });
  const addFirst = () => {
    isWanted = isStale;
    if (!isStale) addButtons()[0]?.click();
  };
  document.getElementById("search-results").addEventListener("htmx:afterSettle", () => {
    isStale = false;
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

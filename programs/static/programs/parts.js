// The builder's page says what it shows, an answer brings the parts that are different, and they
// are put in their order. A row that somebody types in waits until that is done.
"use strict";

(() => {
  if (!document.getElementById("plan-order")) return;

  document.addEventListener("htmx:configRequest", ({ detail }) => {
    const parts = [...document.querySelectorAll("[data-token]")];
    detail.headers["X-Shown"] = parts.map(({ dataset }) => `${dataset.part}=${dataset.token}`).join(" ");
  });

  // What is being typed in: a field that was not sent yet, or an editor that stands open.
  let typedIn = null;
  document.addEventListener("input", ({ target }) => { typedIn = target; });
  for (const name of ["change", "submit"]) {
    document.addEventListener(name, ({ target }) => { if (typedIn && target.contains(typedIn)) typedIn = null; });
  }
  const isInHand = (part) =>
    part.matches(".is-dragged") || part.contains(typedIn) || part.querySelector(".item-editor, .leaflet-choice")?.childElementCount > 0;
  let asked = "";
  document.addEventListener("htmx:beforeOnLoad", ({ detail }) => { asked = detail.requestConfig.path; });
  const isMeant = (part) => // as by /items/42/side/, or by undo, which may mean any part
    asked.includes(`/${part.id.replace("item-", "items/")}/`) || /\/(undo|redo|several)\/$/.test(asked);
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target } = event.detail;
    if (!target.matches(".item, .phase-leaflets, #plan-form")) return;
    const isTyped = typedIn?.matches("[name=shorthand]") && target.contains(typedIn);
    if (isTyped || (isInHand(target) && !isMeant(target))) event.detail.shouldSwap = false;
    const tick = event.detail.fragment.querySelector("[name=ticked]");
    if (tick) tick.checked ||= Boolean(target.querySelector("[name=ticked]:checked"));
  });

  // What was looked up before a change is not put over it; the next look says it again.
  let turn = 0;
  for (const name of ["queue:put", "queue:answered"]) document.addEventListener(name, () => { turn += 1; });
  document.addEventListener("htmx:beforeSend", ({ target, detail }) => {
    if (target.id === "plan-watch") detail.requestConfig.turn = turn;
  });
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const { turn: asked } = event.detail.requestConfig;
    if (asked !== undefined && asked !== turn) event.preventDefault();
  });

  // Two answers that were under way at once both bring what came to the plan meanwhile.
  document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
    if (!detail.target.matches("ol.items")) return;
    for (const row of detail.fragment.querySelectorAll(".item")) if (document.getElementById(row.id)) row.remove();
  });

  // What others changed about the phases waits too: it would take an open editor away.
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const isOthers = detail.requestConfig.path.includes("/watch/") && detail.target.id === "plan-body";
    if (isOthers && [...document.querySelectorAll(".item, .phase-leaflets")].some(isInHand)) detail.shouldSwap = false;
  });

  // A dose that is being typed goes on in its new field where all of the body comes anew. The old one
  // says nothing more: a browser would call its end a change.
  let typed = null;
  let restored = null; // a field whose leaving is no change to the browser, as nothing was typed since
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (!detail.shouldSwap || !typedIn?.matches("[name=shorthand]") || !detail.target.contains(typedIn)) return;
    typed = { id: typedIn.id, value: typedIn.value, at: typedIn.selectionStart };
    typedIn.value = typedIn.defaultValue;
  });
  document.addEventListener("htmx:afterSwap", () => {
    const field = typed && document.getElementById(typed.id);
    if (!field) return;
    field.value = typed.value;
    field.setSelectionRange(typed.at, typed.at);
    htmx.process(field.form); // it may be sent before htmx comes to it
    [typedIn, restored, typed] = [field, field, null];
  });
  document.addEventListener("input", ({ target }) => { if (target === restored) restored = null; });
  document.addEventListener("focusout", ({ target }) => {
    if (target === restored && target === typedIn && document.hasFocus()) target.form.requestSubmit();
  });

  // While more changes wait, the page shows an order that the server does not know yet.
  let waiting = [];
  for (const name of ["queue:put", "queue:sending"]) {
    document.addEventListener(name, ({ detail }) => { waiting = detail.waiting; });
  }
  const arrange = () => {
    if (waiting.length > 1 || document.querySelector(".is-dragged")) return;
    const held = document.activeElement;
    const order = JSON.parse(document.getElementById("plan-order").dataset.order);
    for (const [name, parts] of Object.entries(order)) {
      const list = document.getElementById(name);
      parts.map((part) => document.getElementById(part)).filter(Boolean).forEach((row, at) => {
        if (list.children[at] === row) return;
        if (row.parentElement !== list) list.closest("details")?.setAttribute("open", "");
        list.insertBefore(row, list.children[at] ?? null);
      });
    }
    if (held === document.activeElement) return;
    held.focus({ preventScroll: true });
    held.closest(".item")?.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("htmx:oobAfterSwap", ({ detail }) => {
    if (detail.target.id === "plan-order") arrange();
  });
  document.addEventListener("arrange", arrange);
})();

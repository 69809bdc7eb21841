// A change shows at once, before the server has answered. The answer says how it really is.
"use strict";

(() => {
  const order = document.getElementById("plan-order");
  if (!order) return;
  const coming = []; // rows that stand for what was added and is not answered yet

  const move = (row, way) => {
    const other = way === "up" ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    const held = document.activeElement;
    if (way === "up") other.before(row);
    else other.after(row);
    held.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  const remove = (row) => {
    const other = row.nextElementSibling ?? row.previousElementSibling;
    row.classList.add("is-going");
    const next = other?.querySelector("[id$=-remove]") ?? document.getElementById("undo");
    next?.focus({ preventScroll: true });
  };
  const choose = (row, side) => {
    for (const button of row.querySelectorAll(".side")) {
      button.classList.toggle("side-chosen", button.value === side);
      button.setAttribute("aria-pressed", button.value === side);
    }
  };
  const add = (values) => {
    const list = document.getElementById(`phase-${values.get("phase")}-items`);
    const button = document.querySelector(`#search-results button[name="exercise"][value="${values.get("exercise")}"]`);
    const found = button?.closest("li");
    if (!list || !found) return;
    const row = document.createElement("li");
    row.className = "item-coming";
    const name = document.createElement("b");
    name.textContent = found.querySelector("b").textContent;
    row.append(found.querySelector("img")?.cloneNode() ?? "", name, " is being added");
    list.append(row);
    coming.push(row);
  };

  document.addEventListener("queue:put", ({ detail: { change } }) => {
    const row = change.form.closest(".item");
    const [, verb] = /\/(\w+)\/$/.exec(change.path) ?? [];
    if (verb === "move" && row && change.values.has("way")) move(row, change.values.get("way"));
    else if (verb === "remove" && row) remove(row);
    else if (verb === "side" && row) choose(row, change.values.get("side"));
    else if (change.path.endsWith("/items/new/")) { change.isAdding = true; add(change.values); }
  });

  // What was pressed may be gone with the answer, as "Bring back" is, or have nothing more to do.
  const SETTLED = 60; // milliseconds
  let pressed = null;
  document.addEventListener("focusin", ({ target }) => { pressed = target; });
  const keepFocus = () => {
    if (document.activeElement !== document.body || !pressed || (pressed.isConnected && !pressed.disabled)) return;
    document.querySelector("#undo:enabled, #redo:enabled")?.focus({ preventScroll: true });
  };
  document.addEventListener("queue:answered", () => setTimeout(keepFocus, SETTLED));

  document.addEventListener("queue:answered", ({ detail: { change, isRefused } }) => {
    if (change.isAdding) coming.shift()?.remove();
    if (!isRefused) return;
    for (const row of document.querySelectorAll(".is-going")) row.classList.remove("is-going");
    order.dispatchEvent(new CustomEvent("arrange", { bubbles: true }));
  });
})();

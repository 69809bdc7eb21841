// What was chosen stays chosen while other sheets are looked for; and who comes back from a printed
// sheet, or after a while, sees what was printed meanwhile.
"use strict";

{
  const search = document.getElementById("desk-search");
  const batch = document.getElementById("desk-batch");
  const found = document.getElementById("desk-found");
  const chosen = new Set();
  const STALE = 20000; // milliseconds after which somebody else may have printed
  let hasPrinted = false;
  let shownAt = Date.now();

  const boxes = () => [...found.querySelectorAll("input[name=revision]")];

  // Sheets that were chosen and are not in the list just now go along unseen.
  function carryUnseen() {
    const seen = new Set(boxes().map((box) => box.value));
    for (const old of batch.querySelectorAll("input[name=revision]")) old.remove();
    for (const value of chosen) {
      if (seen.has(value)) continue;
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name: "revision", value });
      batch.append(input);
    }
    return chosen.size - boxes().filter((box) => box.checked).length;
  }

  function count() {
    const unseen = carryUnseen();
    const said = found.querySelector("[data-chosen-count]");
    if (!said) return;
    said.hidden = false;
    said.textContent = `${chosen.size} chosen` + (unseen ? `, ${unseen} of them not in this list` : "");
  }

  function arrive() {
    shownAt = Date.now();
    for (const box of boxes()) {
      if (box.checked) chosen.add(box.value);
      else box.checked = chosen.has(box.value);
    }
    count();
  }

  function lookAgain() {
    if (document.hidden || !(hasPrinted || Date.now() - shownAt > STALE)) return;
    if (found.querySelector("details[open]")) return; // somebody reads there
    hasPrinted = false;
    shownAt = Date.now();
    const values = Object.fromEntries(new FormData(search));
    const page = found.querySelector("[data-page]");
    if (page) values.page = page.dataset.page;
    htmx.ajax("POST", search.getAttribute("hx-post"), { target: found, swap: "innerHTML", values });
  }

  found.addEventListener("change", (event) => {
    if (event.target.name !== "revision") return;
    if (event.target.checked) chosen.add(event.target.value);
    else chosen.delete(event.target.value);
    count();
  });
  found.addEventListener("submit", (event) => {
    if (event.target.matches("[data-prints]")) hasPrinted = true;
  });
  found.addEventListener("htmx:afterSwap", arrive);
  document.addEventListener("visibilitychange", lookAgain);
  window.addEventListener("focus", lookAgain);
  window.addEventListener("pageshow", arrive);
}

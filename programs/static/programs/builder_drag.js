// Dragging an item by its grip, within its phase or to another one. The buttons do the same.
"use strict";

(() => {
  const EDGE = 90; // pixels from the window's edge where it scrolls along
  const STEP = 14;
  const UNFOLD_AFTER = 500; // milliseconds over a folded phase

  let drag = null; // {row, from, next, y}
  const phaseAt = (y) =>
    [...document.querySelectorAll(".phase")].find((phase) => {
      const { top, bottom } = phase.getBoundingClientRect();
      return top <= y && y <= bottom;
    });

  const place = () => {
    if (!drag.row.isConnected) return void stop(); // an answer brought it anew
    const phase = phaseAt(drag.y);
    const fold = phase?.querySelector(".phase-fold");
    if (fold && !fold.open) return void unfold(fold);
    const list = phase?.querySelector("ol.items");
    if (!list) return;
    const behind = [...list.children].find((row) => {
      const { top, height } = row.getBoundingClientRect();
      return row !== drag.row && drag.y < top + height / 2;
    });
    if (drag.row.parentElement !== list || drag.row.nextElementSibling !== (behind ?? null)) {
      list.insertBefore(drag.row, behind ?? null);
    }
  };
  const unfold = (fold) => {
    if (drag.fold === fold) return;
    drag.fold = fold;
    setTimeout(() => { if (drag?.fold === fold && phaseAt(drag.y)?.contains(fold)) fold.open = true; }, UNFOLD_AFTER);
  };
  const scroll = () => {
    if (!drag) return;
    const way = drag.y < EDGE ? -1 : drag.y > window.innerHeight - EDGE ? 1 : 0;
    if (way) { window.scrollBy(0, way * STEP); place(); }
    if (drag) requestAnimationFrame(scroll);
  };

  const stop = () => {
    const { row, from, next } = drag;
    drag = null;
    row.classList.remove("is-dragged");
    return { row, from, next };
  };
  // An answer that came meanwhile may have replaced what it stood before, and waited with the order.
  const putBack = () => {
    const { row, from, next } = stop();
    if (row.isConnected && from.isConnected) from.insertBefore(row, next?.parentElement === from ? next : null);
    row.dispatchEvent(new CustomEvent("arrange", { bubbles: true }));
  };
  // Sent with the row's own form, as if its buttons had been pressed.
  const drop = () => {
    const { row, from, next } = drag;
    const list = row.parentElement;
    if (!row.isConnected || (list === from && row.nextElementSibling === next)) return putBack();
    stop();
    const form = row.querySelector(".item-place form");
    const place = { phase: list.dataset.phase, before: (row.nextElementSibling?.id ?? "").replace("item-", "") };
    const fields = Object.entries(place).map(([name, value]) =>
      Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    form.append(...fields);
    form.requestSubmit();
    for (const field of fields) field.remove();
  };

  document.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest?.("[data-grip]");
    if (!grip || event.button !== 0) return;
    event.preventDefault();
    const row = grip.closest(".item");
    grip.setPointerCapture(event.pointerId);
    drag = { row, from: row.parentElement, next: row.nextElementSibling, y: event.clientY };
    row.classList.add("is-dragged");
    requestAnimationFrame(scroll);
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    drag.y = event.clientY;
    place();
  });
  document.addEventListener("pointerup", () => { if (drag) drop(); });
  document.addEventListener("pointercancel", () => { if (drag) putBack(); });
  document.addEventListener("keydown", (event) => { if (drag && event.key === "Escape") putBack(); });
})();

// − and + beside the numbers of a dose. The fields also take the arrow keys, by the same steps, so
// the buttons are for fingers and mice and no stops of the tab key.
"use strict";

(() => {
  const FIELDS = ".item-form input[data-low]";
  // How far one press goes, where it is not by one. Units: as the fields.
  const STEPS = { hold_seconds: 5, rest_seconds: 5, load_kg: 0.5 };

  // From an odd number to the next even step: from 7 seconds to 10, or to 5.
  const stepped = (field, way) => {
    const [low, high] = [Number(field.dataset.low), Number(field.dataset.high)];
    const step = STEPS[field.name] ?? 1;
    if (field.value === "") return way > 0 ? Math.max(low, step) : null;
    const steps = Number(field.value) / step;
    const next = (way > 0 ? Math.floor(steps + 1e-9) + 1 : Math.ceil(steps - 1e-9) - 1) * step;
    return Math.min(high, Math.max(low, next));
  };

  const press = (field, way) => {
    const next = stepped(field, way);
    if (next === null || Number.isNaN(next) || String(next) === field.value) return;
    field.value = next;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const button = (field, way) => {
    const made = document.createElement("button");
    const label = field.labels[0]?.textContent.trim().replace(/\*$/, "") ?? "";
    made.type = "button";
    made.className = "stepper";
    made.tabIndex = -1;
    made.textContent = way > 0 ? "+" : "−";
    made.setAttribute("aria-label", `${label}: ${way > 0 ? "more" : "less"}`);
    made.addEventListener("click", () => press(field, way));
    return made;
  };

  const dress = (root) => {
    for (const field of root.querySelectorAll(FIELDS)) {
      if (field.classList.contains("stepped")) continue;
      field.classList.add("stepped");
      field.parentElement.classList.add("has-steppers");
      field.before(button(field, -1));
      field.after(button(field, 1));
      field.addEventListener("keydown", (event) => {
        const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
        if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        press(field, way);
      });
    }
  };

  dress(document);
  document.addEventListener("htmx:load", (event) => dress(event.detail.elt));
})();

// The editor of one item: what is kept at hand goes into the fields by one press.
"use strict";

(() => {
  const fill = (form, name, value) => {
    for (const field of form.querySelectorAll(`[name="${name}"]`)) {
      if (field.type === "checkbox") field.checked = value.map(String).includes(field.value);
      else field.value = value;
    }
  };

  // The form saves itself by its change, as if all had been typed.
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-fill]");
    if (!chosen) return;
    const form = document.getElementById(chosen.dataset.fill);
    const { dose, cue } = chosen.dataset;
    const values = dose ? JSON.parse(dose) : { cue };
    for (const [name, value] of Object.entries(values)) fill(form, name, value);
    form.dispatchEvent(new Event("change", { bubbles: true }));
  });

  // A number of days takes the place of named days, and a named day that of the number.
  document.addEventListener("change", ({ target }) => {
    const count = target.closest(".item-form")?.elements.days_per_week;
    if (!count) return;
    if (target === count && count.value) fill(target.form, "days", []);
    else if (target.name === "days" && target.checked) count.value = "";
  });

  // A weight or a band: the one that is new takes the place of the other.
  document.addEventListener("change", ({ target }) => {
    const other = { load_kg: "band", band: "load_kg" }[target.name];
    const form = other && target.closest(".item-form");
    if (!form || !target.value) return;
    const [before] = JSON.parse(form.elements.was.value || "{}")[target.name] ?? [];
    if (!before) form.elements[other].value = "";
  });

  // A press that takes its own editor away leaves the focus with its item.
  let leftAt = "";
  document.addEventListener("htmx:beforeSwap", () => {
    leftAt = document.activeElement.closest(".item")?.id ?? leftAt;
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (leftAt && document.activeElement === document.body) {
      document.getElementById(`${leftAt}-edit`)?.focus({ preventScroll: true });
    }
    leftAt = "";
  });

  // What is kept does not go by the way of the plan's changes, so a failure is said here.
  const state = document.getElementById("save-state");
  for (const failure of ["htmx:sendError", "htmx:responseError"]) {
    document.addEventListener(failure, (event) => {
      if (!state || !event.target.closest?.(".at-hand")) return;
      state.textContent = "Not kept. Try again.";
      state.className = "save-state save-state-failed";
    });
  }
})();

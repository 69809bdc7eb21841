// What was added from the builder's search: its results say so.
"use strict";

(() => {
  const form = document.getElementById("add-form");
  const desk = document.getElementById("desk");
  if (!form || !desk) return;
  const results = document.getElementById("search-results");
  const rows = () => [...results.querySelectorAll("button[name=exercise]")];

  const waiting = new Set(); // exercises that were sent and are not in the plan yet

  // The plan's own rows say what is in it, whoever put it there or took it out.
  const inPlan = () => {
    const items = document.querySelectorAll(".builder-plan li.item");
    const ids = [...document.querySelectorAll(".builder-plan li.item [data-near]")].map((one) => one.dataset.near);
    return items.length === ids.length ? new Set(ids) : null;
  };
  const mark = () => {
    const there = inPlan();
    for (const button of rows()) {
      const line = button.closest("li").querySelector(".in-plan");
      if (waiting.has(button.value)) line.textContent = "adding…";
      else if (there) line.textContent = there.has(button.value) ? "in this plan" : "";
    }
  };

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.name !== "exercise") return;
    waiting.add(button.value);
    const list = document.getElementById(`phase-${form.elements.phase?.value}-items`);
    list?.closest("details")?.setAttribute("open", ""); // to be seen coming
    mark();
  });
  desk.addEventListener("htmx:afterRequest", (event) => {
    const { path, parameters } = event.detail.requestConfig;
    if (path !== form.getAttribute("action") || event.detail.xhr.status === 0) return;
    waiting.delete(parameters.exercise);
    mark();
  });
  document.addEventListener("htmx:afterSettle", mark);

  // The phases to add to follow those of the plan, and the one that was chosen stays chosen.
  let chosen = "";
  form.addEventListener("change", (event) => { if (event.target.id === "add-to") chosen = event.target.value; });
  document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
    if (detail.target.id !== "add-to-box") return;
    const words = (part) => [...part.querySelectorAll("[name=phase], option")].map((one) => one.outerHTML).join("");
    detail.shouldSwap = words(detail.fragment) !== words(detail.target);
  });
  document.addEventListener("htmx:oobAfterSwap", ({ detail }) => {
    if (detail.target.id !== "add-to-box") return;
    const phases = document.getElementById("add-to");
    const isThere = [...(phases?.options ?? [])].some((option) => option.value === chosen);
    if (isThere) phases.value = chosen;
  });
})();

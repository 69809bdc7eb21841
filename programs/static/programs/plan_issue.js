// Check and issue: what is put right here is seen here, and the pages follow the plan.
"use strict";

(() => {
  const preview = document.getElementById("issue-preview");
  const form = document.getElementById("issue-form");
  const trouble = document.getElementById("issue-trouble");
  const SOON = 10000; // milliseconds after which a press of the button is no longer meant
  let waiting = []; // the queue's own list of changes that were not answered yet
  let pressedAt = 0;
  let isPressed = false;
  let isLate = false; // new pages came while the button was held down
  let wasMended = false; // a check is gone, and the focus with it

  // A button that is replaced while it is held down is never pressed: what is new waits until then.
  document.addEventListener("pointerdown", ({ target }) => {
    isPressed = Boolean(target.closest(".issue-button"));
  });
  for (const name of ["pointerup", "pointercancel"]) {
    document.addEventListener(name, () => setTimeout(() => {
      isPressed = false;
      if (isLate) htmx.trigger(preview, "look");
      isLate = false;
    }));
  }

  // The builder's answers are for the builder's page: of them, only the form itself stays.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, requestConfig } = event.detail;
    if (requestConfig.verb === "get") {
      isLate ||= isPressed;
      event.detail.shouldSwap &&= !isPressed;
      return;
    }
    const answer = new DOMParser().parseFromString(event.detail.serverResponse, "text/html");
    const fields = target.id === "plan-form" && answer.querySelector("form");
    if (fields) event.detail.serverResponse = fields.outerHTML;
    else event.detail.shouldSwap = false;
  });

  // What was changed a moment ago is issued with the rest.
  document.addEventListener("queue:put", ({ detail }) => { waiting = detail.waiting; });
  document.addEventListener("queue:answered", ({ detail: { change, isRefused } }) => {
    wasMended ||= Boolean(change.form.closest(".issue-mend"));
    htmx.trigger(preview, "look");
    if (waiting.length && !isRefused) return;
    if (!isRefused && Date.now() - pressedAt < SOON) form.requestSubmit();
    pressedAt = 0;
  });
  form.addEventListener("submit", (event) => {
    if (!waiting.length) return;
    event.preventDefault();
    pressedAt = Date.now();
  });

  preview.addEventListener("htmx:afterSettle", () => {
    preview.removeAttribute("aria-busy");
    if (wasMended && document.activeElement === document.body) {
      const next = document.querySelector(".issue-mend button, .issue-button");
      (next ?? document.getElementById("issue-headline")).focus();
    }
    wasMended = false;
  });
  preview.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.successful) trouble.textContent = "";
  });
  // Checking and issuing go on without the pages.
  const fail = (words) => {
    preview.removeAttribute("aria-busy");
    const isShown = preview.querySelector("img");
    trouble.textContent = isShown ? `${words} The pages may be older than the plan.` : words;
    for (const blank of preview.querySelectorAll(".preview-blank")) blank.textContent = "";
  };
  const off = "The pages could not be drawn. You can check and issue without them.";
  preview.addEventListener("htmx:responseError", ({ detail: { xhr } }) => {
    const words = { 404: "This plan is no longer there.", 429: xhr.responseText };
    fail(words[xhr.status] ?? off);
  });
  preview.addEventListener("htmx:sendError", () => fail("No connection."));
  preview.addEventListener("htmx:timeout", () => fail(off));
})();

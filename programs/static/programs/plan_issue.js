// Check and issue: what is put right here is seen here, and the pages follow the plan.
"use strict";

(() => {
  const preview = document.getElementById("issue-preview");
  const form = document.getElementById("issue-form");
  const trouble = document.getElementById("issue-trouble");
  const unsaved = document.getElementById("issue-unsaved");
  const isFix = (elt) => elt.matches(".issue-mend form, #plan-form form");
  const underWay = new Set(); // requests with a change that were not answered yet
  let isWaiting = false; // the button was pressed meanwhile
  let wasMended = false; // a check is gone, and the focus with it

  // The builder's answers are for the builder's page: of them, only the form itself stays.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, requestConfig, xhr } = event.detail;
    if (requestConfig.elt.closest(".issue-mend")) event.detail.shouldSwap = false;
    if (target.id !== "plan-form" || xhr.status >= 500) return;
    const answer = new DOMParser().parseFromString(event.detail.serverResponse, "text/html");
    const fields = answer.querySelector("form");
    if (fields) event.detail.serverResponse = fields.outerHTML;
    event.detail.shouldSwap = Boolean(fields);
  });

  document.addEventListener("htmx:beforeSend", ({ detail }) => {
    if (isFix(detail.elt)) underWay.add(detail.xhr);
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (!underWay.delete(detail.xhr)) return;
    wasMended = wasMended || Boolean(detail.requestConfig.elt.closest(".issue-mend"));
    unsaved.textContent = detail.successful ? "" : "Your last change here is not saved. Try again.";
    htmx.trigger(preview, "look");
    if (isWaiting && detail.successful && underWay.size === 0) form.requestSubmit();
    isWaiting = isWaiting && detail.successful && underWay.size > 0;
  });
  // What was changed a moment ago is issued with the rest.
  form.addEventListener("submit", (event) => {
    if (underWay.size === 0) return;
    event.preventDefault();
    isWaiting = true;
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

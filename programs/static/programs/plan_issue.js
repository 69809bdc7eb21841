// Check and issue: what is put right here is seen here, and the pages follow the plan.
"use strict";

(() => {
  const preview = document.getElementById("issue-preview");
  const form = document.getElementById("issue-form");
  const trouble = document.getElementById("issue-trouble");
  const isFix = (elt) => elt.matches(".issue-mend form, #plan-form form");
  let underWay = 0; // changes that were not answered yet
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

  document.addEventListener("htmx:beforeSend", (event) => {
    if (isFix(event.detail.elt)) underWay += 1;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { elt, successful } = event.detail;
    if (elt === preview || !isFix(event.detail.requestConfig.elt)) return;
    underWay -= 1;
    wasMended = wasMended || Boolean(elt.closest(".issue-mend"));
    trouble.textContent = successful ? "" : "That was not saved. Try again.";
    htmx.trigger(preview, "look");
    if (isWaiting && successful && underWay === 0) form.requestSubmit();
    isWaiting = isWaiting && successful;
  });
  // What was changed a moment ago is issued with the rest.
  form.addEventListener("submit", (event) => {
    if (underWay === 0) return;
    event.preventDefault();
    isWaiting = true;
  });

  preview.addEventListener("htmx:afterSettle", () => {
    preview.removeAttribute("aria-busy");
    trouble.textContent = "";
    if (wasMended && document.activeElement === document.body) {
      const next = document.querySelector(".issue-mend button, .issue-button");
      (next ?? document.getElementById("issue-headline")).focus();
    }
    wasMended = false;
  });
  // Checking and issuing go on without the pages.
  const fail = (words) => {
    preview.removeAttribute("aria-busy");
    const isShown = preview.querySelector("img");
    trouble.textContent = isShown ? `${words} The pages may be older than the plan.` : words;
    for (const blank of preview.querySelectorAll(".preview-blank")) blank.textContent = "";
  };
  const off = "The pages could not be drawn. You can check and issue without them.";
  preview.addEventListener("htmx:responseError", ({ detail }) => {
    fail(detail.xhr.status === 429 ? detail.xhr.responseText : off);
  });
  preview.addEventListener("htmx:sendError", () => fail("No connection."));
  preview.addEventListener("htmx:timeout", () => fail(off));
})();

// Two people in one form. It sends what it showed along with what it says; here it takes in what
// others changed, keeps what was typed while an answer was under way, and asks what both changed.
"use strict";

(() => {
  const FORM = "form[data-merges]";
  const CARRIED = /^(csrfmiddlewaretoken|version|was|mine|use|keep)$/;

  const typed = (values) => {
    const names = [...new Set(values.keys())].filter((name) => !CARRIED.test(name));
    return Object.fromEntries(names.map((name) => [name, values.getAll(name)]));
  };
  const isSame = (left = [], right = []) => left.filter(Boolean).join("\n") === right.filter(Boolean).join("\n");
  const fill = (form, name, values) => {
    for (const field of form.querySelectorAll(`[name="${name}"]`)) {
      if (/^(checkbox|radio)$/.test(field.type)) field.checked = values.includes(field.value);
      else field.value = values[0] ?? "";
    }
  };
  const showed = (form) => JSON.parse(form.elements.was.value || "{}");

  // What others changed goes into the fields that nobody touched since.
  document.addEventListener("htmx:load", ({ detail: { elt } }) => {
    if (!elt.matches("input[name=was][data-take]")) return;
    const was = showed(elt.form);
    const now = typed(new FormData(elt.form));
    for (const [name, values] of Object.entries(JSON.parse(elt.dataset.take))) {
      if (!isSame(now[name], was[name])) continue;
      fill(elt.form, name, values);
      was[name] = values;
    }
    elt.value = JSON.stringify(was);
    elt.removeAttribute("data-take");
    for (const field of elt.form.querySelectorAll(".is-invalid")) {
      field.classList.remove("is-invalid");
      field.removeAttribute("aria-invalid");
    }
    for (const old of elt.form.querySelectorAll(".invalid-feedback, .field-error")) old.remove();
  });

  // A form that comes back keeps what was typed in it since it was sent.
  let left = null;
  const formIn = (target) => target.querySelector(`:scope > ${FORM}`);
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const form = detail.requestConfig.verb === "get" ? null : formIn(detail.target);
    left = form && { now: typed(new FormData(form)), sent: typed(detail.requestConfig.formData) };
  });
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    const form = left && formIn(detail.target);
    if (form) carry(form, left);
    left = null;
  });
  const carry = (form, { now, sent }) => {
    const isWritten = form.elements.was.hasAttribute("data-written");
    const was = showed(form);
    for (const name of Object.keys({ ...now, ...sent })) {
      if (isSame(now[name], sent[name])) continue;
      fill(form, name, now[name] ?? []);
      if (isWritten) was[name] = sent[name] ?? [];
      const field = document.activeElement;
      if (field.form !== form || field.name !== name) continue;
      const send = () => field.dispatchEvent(new Event("change", { bubbles: true }));
      field.addEventListener("blur", send, { once: true });
    }
    form.elements.was.value = JSON.stringify(was);
  };

  // A question is answered by a press, or by typing in its field. A form that saves itself does so.
  const asked = (box) => JSON.parse(box.querySelector("[name=mine]").value);
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".question button");
    const form = button?.form;
    if (!form?.hasAttribute("hx-post")) return;
    event.preventDefault();
    const box = button.closest(".question");
    const mine = asked(box);
    if (button.name === "use") for (const [name, values] of Object.entries(mine)) fill(form, name, values);
    box.remove();
    const name = Object.keys(mine)[0];
    (form.querySelector(`[name="${name}"]:checked`) ?? form.querySelector(`[name="${name}"]`)).focus();
    if (form.hasAttribute("hx-trigger")) form.dispatchEvent(new Event("change", { bubbles: true }));
    else if (!form.querySelector(".question")) form.requestSubmit();
  });
  document.addEventListener("change", ({ target }) => {
    for (const box of target.form?.querySelectorAll(".question") ?? []) {
      if (target.name in asked(box)) box.remove();
    }
  });

  // What is behind a change that is under way was typed on top of it: it was shown what that said.
  document.addEventListener("queue:taken", ({ detail: { change, waiting } }) => {
    for (const one of waiting) {
      if (one.path !== change.path || !one.values.has("was")) continue;
      one.values.set("was", JSON.stringify(typed(change.values)));
    }
  });
  document.addEventListener("queue:sending", ({ detail: { change } }) => {
    const form = document.querySelector(`${FORM}[action="${change.path}"]`);
    if (!form) return;
    change.values.delete("mine");
    for (const { value } of form.querySelectorAll("[name=mine]")) change.values.append("mine", value);
  });

  // What is not there any more cannot be saved; what was typed stays to be read.
  document.addEventListener("htmx:responseError", ({ detail }) => {
    const { status } = detail.xhr;
    const form = document.querySelector(`${FORM}[action="${detail.pathInfo.requestPath}"]`);
    const said = form?.querySelector("[role=status]");
    if (status !== 404 || !said) return;
    said.textContent = "Not saved: somebody took this out. What you typed is still here.";
    said.className = "field-error";
  });
})();

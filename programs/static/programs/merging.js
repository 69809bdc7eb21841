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
  const typedIn = (form) => typed(new FormData(form));
  const read = (text) => JSON.parse(text || "{}");
  const isSame = (left = [], right = []) => left.filter(Boolean).join("\n") === right.filter(Boolean).join("\n");
  const fill = (form, name, values) => {
    for (const field of form.querySelectorAll(`[name="${name}"]`)) {
      if (/^(checkbox|radio)$/.test(field.type)) field.checked = values.includes(field.value);
      else field.value = values[0] ?? "";
    }
  };
  const waitingIn = (form) => [...form.querySelectorAll("[name=mine]")].map(({ value }) => value);

  let underWay = null; // the change of the queue that is not answered yet
  document.addEventListener("queue:sending", ({ detail: { change } }) => {
    underWay = change;
    const form = document.querySelector(`${FORM}[action="${change.path}"]`);
    if (!form) return;
    change.values.delete("mine");
    for (const mine of waitingIn(form)) change.values.append("mine", mine);
  });

  // What was shown, as whoever typed on top of a change saw it: as that change left it.
  const rebased = (was, change) => {
    const [before, after] = [read(change.values.get("was")), typed(change.values)];
    const names = Object.keys({ ...before, ...after }).filter((name) => !isSame(before[name], after[name]));
    return { ...was, ...Object.fromEntries(names.map((name) => [name, after[name] ?? []])) };
  };
  document.addEventListener("queue:taken", ({ detail: { change, waiting } }) => {
    const { was } = change.form.elements;
    if (was && change.form.isConnected) was.value = JSON.stringify(rebased(read(was.value), change));
    for (const { form, values } of waiting) {
      if (form !== change.form || !values.has("was")) continue;
      values.set("was", JSON.stringify(rebased(read(values.get("was")), change)));
    }
  });

  // What others changed goes into the fields that nobody touched since.
  const takeIn = (form, taken, was) => {
    const now = typedIn(form);
    for (const [name, values] of Object.entries(taken)) {
      if (!isSame(now[name], was[name])) continue;
      fill(form, name, values);
      was[name] = values;
    }
    form.elements.was.value = JSON.stringify(was);
  };
  const clearMistakes = (form) => {
    for (const field of form.querySelectorAll(".is-invalid")) {
      field.classList.remove("is-invalid");
      field.removeAttribute("aria-invalid");
    }
    for (const old of form.querySelectorAll(".invalid-feedback, .field-error, .mistakes")) old.remove();
  };
  document.addEventListener("htmx:oobAfterSwap", () => {
    for (const elt of document.querySelectorAll(`${FORM} [data-take]`)) {
      const form = elt.closest("form");
      const was = read(form.elements.was.value);
      takeIn(form, read(elt.dataset.take), underWay?.form === form ? rebased(was, underWay) : was);
      clearMistakes(form);
      elt.removeAttribute("data-take");
    }
  });
  document.addEventListener("merging:fresh", ({ target, detail }) => {
    takeIn(target, read(detail), read(target.elements.was.value));
  });

  // A form that comes back keeps what was typed in it since it was sent.
  let left = null;
  const formIn = (target) => target.querySelector(`:scope > ${FORM}`);
  document.addEventListener("htmx:beforeSwap", ({ detail: { target, requestConfig } }) => {
    const form = requestConfig.verb === "get" ? null : formIn(target);
    left = form && {
      now: typedIn(form),
      was: read(form.elements.was.value),
      sent: typed(requestConfig.formData),
      before: read(requestConfig.formData.get("was")),
      // unless another answer has come between, and brought the form anew
      isSent: requestConfig.path !== underWay?.path || underWay.form === form,
      answered: requestConfig.formData.getAll("mine").filter((mine) => !waitingIn(form).includes(mine)),
    };
  });
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    const form = left && formIn(detail.target);
    if (form) carry(form, left);
    left = null;
  });
  const carry = (form, { now, was, sent, before, isSent, answered }) => {
    const isTouched = (name) => isSent
      ? !isSame(now[name], sent[name]) && !(isSame(now[name], was[name]) && isSame(sent[name], before[name]))
      : !isSame(now[name], was[name]);
    const isWritten = form.elements.was.hasAttribute("data-written");
    const shown = read(form.elements.was.value);
    for (const name of Object.keys({ ...now, ...was })) {
      if (!isTouched(name)) continue;
      fill(form, name, now[name] ?? []);
      if (isWritten) shown[name] = (isSent ? sent : was)[name] ?? [];
      settle(form, (mine) => name in read(mine));
      sendLater(form, name);
    }
    form.elements.was.value = JSON.stringify(shown);
    settle(form, (mine) => answered.includes(mine));
  };
  // A field that came anew under the hands tells nobody of its change.
  const sendLater = (form, name) => {
    const field = document.activeElement;
    if (field.form !== form || field.name !== name) return;
    field.addEventListener("blur", () => form.requestSubmit(), { once: true });
  };

  // A question is answered by a press, or by typing in its field. A form that saves itself does so.
  const settle = (form, isAnswered) => {
    for (const mine of form.querySelectorAll("[name=mine]")) {
      if (isAnswered(mine.value)) mine.closest(".question").remove();
    }
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".question button");
    const form = button?.form;
    if (!form?.hasAttribute("hx-post")) return;
    event.preventDefault();
    const box = button.closest(".question");
    const mine = read(box.querySelector("[name=mine]").value);
    if (button.name === "use") for (const [name, values] of Object.entries(mine)) fill(form, name, values);
    box.remove();
    const name = Object.keys(mine)[0];
    (form.querySelector(`[name="${name}"]:checked`) ?? form.querySelector(`[name="${name}"]`)).focus();
    if (form.hasAttribute("hx-trigger")) form.dispatchEvent(new Event("change", { bubbles: true }));
    else if (!form.querySelector(".question")) form.requestSubmit();
  });
  document.addEventListener("change", ({ target }) => {
    if (target.form?.matches(FORM)) settle(target.form, (mine) => target.name in read(mine));
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

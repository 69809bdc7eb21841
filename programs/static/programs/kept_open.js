// An editor that stands open stays open, with all that is typed in it, when what is around it comes
// anew; and a form with an open question is not taken away with it.
"use strict";

(() => {
  const EDITORS = "[id$='-editor']:has(> form[data-merges])";
  const ofBody = [];
  const ofRows = [];

  // Its own save says what becomes of an editor, unless more was typed in it since; of two sides
  // apart each has another one.
  const said = (values) => JSON.stringify([...values].filter(([name]) => !/^(was|mine|version|csrfmiddlewaretoken)$/.test(name)));
  const isOwn = (editor, { path, formData }) => {
    const form = editor.querySelector("form");
    const saves = form.getAttribute("action");
    if (path === saves) return said(new FormData(form)) === said(formData);
    return path === saves.replace(/edit\/$/, "split/");
  };
  const keep = (editors, kept) => {
    const focused = document.activeElement;
    for (const editor of editors) {
      kept.push({ id: editor.id, nodes: [...editor.childNodes], focused: editor.contains(focused) && focused });
      editor.replaceChildren();
    }
  };
  const putBack = (kept) => {
    for (const { id, nodes, focused } of kept.splice(0)) {
      const editor = document.getElementById(id);
      if (!editor) continue;
      editor.replaceChildren(...nodes);
      if (focused) focused.focus({ preventScroll: true });
      refresh(editor.querySelector("form"));
    }
  };
  const refresh = async (form) => {
    const answer = await fetch(form.action, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const detail = page.querySelector("[name=was]").value;
    form.dispatchEvent(new CustomEvent("merging:fresh", { bubbles: true, detail }));
  };

  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.target.id !== "plan-body" || !detail.shouldSwap) return;
    const open = [...detail.target.querySelectorAll(EDITORS)];
    keep(open.filter((editor) => !isOwn(editor, detail.requestConfig)), ofBody);
  });
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target.id === "plan-body") putBack(ofBody);
  });

  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target, shouldSwap } = event.detail;
    if (!shouldSwap || !target.querySelector(".question")) return;
    if (target.id === "plan-form") event.detail.shouldSwap = false;
    else keep(target.querySelectorAll(EDITORS), ofRows);
  });
  document.addEventListener("htmx:oobAfterSwap", () => putBack(ofRows));
})();

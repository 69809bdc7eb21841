// What was typed goes before the press that follows it. An item's editor waits a moment for more
// after each change; a press that copies the item, closes the editor or leaves the page does not.
"use strict";

(() => {
  const waiting = new Set();
  const send = (but) => {
    for (const form of [...waiting]) if (form !== but) form.requestSubmit();
  };

  document.addEventListener("change", ({ target }) => {
    const form = target.closest(".item-form[hx-post]");
    if (form) waiting.add(form);
  });
  document.addEventListener("htmx:confirm", ({ detail }) => waiting.delete(detail.elt));
  document.addEventListener("submit", ({ target }) => send(target), true);
  document.addEventListener("click", ({ target }) => {
    if (target.closest("a[href], [data-close-editor]")) send();
  }, true);

  // A link leads on as soon as all has arrived; pressed again before that, at once.
  let line = [];
  let wanted = null;
  document.addEventListener("queue:sending", ({ detail }) => { line = detail.waiting; });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]:not([hx-get], [target], [href^='#'])");
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented);
    if (!link || !isPlain || !line.length || wanted === link) return;
    event.preventDefault();
    wanted = link;
  });
  document.addEventListener("queue:answered", ({ detail: { waiting: left, isRefused } }) => {
    if (left.length && !isRefused) return;
    if (wanted && !isRefused) location.assign(wanted.href);
    wanted = null;
  });

  // A change of several items that waited for it knows them as it left them.
  document.addEventListener("queue:sending", ({ detail: { change } }) => {
    const seen = change.values.getAll("seen");
    change.values.delete("seen");
    for (const one of seen) {
      const [item] = one.split(" ");
      const now = document.querySelector(`[name=seen][value^="${item} "]`);
      change.values.append("seen", now?.value ?? one);
    }
  });
})();

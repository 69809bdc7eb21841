// Easier and harder exercises are searched by name and shown with their pictures. The field of
// codes, which works without a script and is what is sent, is kept in step and out of sight.
"use strict";

(() => {
  const prepare = (box) => {
    const codes = box.querySelector("[data-by-code] input");
    const search = box.querySelector("[type=search]");
    const found = box.querySelector("[data-found]");
    const chosen = box.querySelector("[data-chosen]");
    const say = (words) => { box.querySelector("[role=status]").textContent = words; };
    const taken = () => [...chosen.children].map((row) => row.dataset.code);
    const addButtons = () => [...found.querySelectorAll("[data-add]")];

    // The label and the links to mistakes lead to what is seen.
    [search.id, codes.id] = [codes.id, ""];
    box.querySelector("[data-by-code]").hidden = true;
    box.querySelector("[data-by-name]").hidden = false;
    for (const button of chosen.querySelectorAll("[data-remove]")) button.hidden = false;

    // Enter before the answer waits for it: what is on the screen is for other words.
    let isStale = false;
    let isWanted = false;

    const empty = () => {
      search.value = "";
      found.replaceChildren();
      isStale = isWanted = false;
      say("");
    };
    const refuse = (words) => {
      const row = document.createElement("li");
      row.className = "search-nothing field-error";
      row.textContent = words;
      found.replaceChildren(row);
      isStale = isWanted = false;
      say(words);
    };
    const changed = (words) => {
      codes.value = taken().join(", ");
      codes.dispatchEvent(new Event("input", { bubbles: true }));
      say(words);
    };
    const add = (row) => {
      const { code, name } = row.dataset;
      const isNew = !taken().includes(code);
      if (isNew) {
        const button = row.querySelector("[data-add]");
        delete button.dataset.add;
        button.dataset.remove = "";
        button.querySelector("[data-word]").textContent = "Remove";
        chosen.append(row);
      }
      empty();
      search.focus();
      changed(isNew ? `${name} added.` : `${name} is there already.`);
    };
    const remove = (row) => {
      const near = (row.nextElementSibling || row.previousElementSibling)?.querySelector("button");
      row.remove();
      (near || search).focus();
      changed(`${row.dataset.name || row.dataset.code} removed.`);
    };
    const addFirst = () => {
      const [first] = addButtons();
      if (isStale) isWanted = true;
      else if (first) first.click();
      else search.dispatchEvent(new Event("input")); // once more, after a lost connection
    };

    box.addEventListener("click", (event) => {
      const button = event.target.closest("[data-add], [data-remove]");
      if (!button) return;
      const act = "add" in button.dataset ? add : remove;
      act(button.closest("[data-code]"));
    });
    search.addEventListener("input", (event) => {
      event.stopPropagation(); // a search changes nothing of the exercise
      isWanted = false;
      isStale = Boolean(search.value.trim());
      if (!isStale) empty();
    });
    search.addEventListener("change", (event) => event.stopPropagation());
    box.addEventListener("htmx:afterSettle", () => {
      isStale = false;
      if (!search.value.trim()) return empty(); // too late: the words are gone
      say(found.querySelector("[data-said]")?.textContent.trim() ?? "");
      return isWanted && addFirst();
    });
    box.addEventListener("htmx:responseError", (event) => {
      const { status, responseText } = event.detail.xhr;
      refuse(status === 429 ? responseText : "The search did not work. Try again.");
    });
    box.addEventListener("htmx:sendError", () => refuse("No connection. Try again."));
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === search) {
        event.preventDefault();
        addFirst();
      }
      if (event.key === "Escape" && found.childElementCount) { empty(); search.focus(); }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const stops = [search, ...addButtons()];
      if (!step || !stops.includes(event.target)) return;
      event.preventDefault();
      stops[stops.indexOf(event.target) + step]?.focus();
    });
  };

  document.querySelectorAll("[data-near]").forEach(prepare);
})();

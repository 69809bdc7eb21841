// Warns before the session ends for want of use, and lets one key keep it.
"use strict";

(() => {
  const idleMinutes = Number(document.body.dataset.idleMinutes);
  if (!idleMinutes) return;
  const warningMs = 2 * 60 * 1000;
  // Use in one tab keeps the others signed in too, so they tell each other.
  const tabs = new BroadcastChannel("homestretch-use");
  let timer = 0;

  const csrf = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

  // To the sign-in page, and from there back here: nothing about patients stays on the screen.
  const leave = () => location.assign(location.pathname + location.search);

  const stay = async () => {
    const answer = await fetch("/stay/", { method: "POST", headers: { "X-CSRFToken": csrf() } });
    if (answer.status === 204) used();
    else leave();
  };

  const warn = () => {
    document.body.append(dialog);
    dialog.showModal();
    timer = setTimeout(leave, warningMs);
  };

  const restart = () => {
    clearTimeout(timer);
    if (dialog.open) dialog.close();
    timer = setTimeout(warn, idleMinutes * 60 * 1000 - warningMs);
  };

  const used = () => {
    tabs.postMessage("used");
    restart();
  };

  function makeDialog() {
    const made = document.createElement("dialog");
    made.className = "panel";
    made.setAttribute("aria-labelledby", "idle-title");
    const title = document.createElement("h2");
    title.id = "idle-title";
    title.textContent = "Still there? You will be signed out in two minutes.";
    const button = document.createElement("button");
    button.className = "btn btn-primary";
    button.textContent = "Stay signed in";
    button.addEventListener("click", stay);
    made.append(title, button);
    made.addEventListener("cancel", (event) => {
      event.preventDefault(); // Escape keeps the session too: it is a sign of life
      stay();
    });
    return made;
  }

  const dialog = makeDialog();
  tabs.addEventListener("message", restart);
  // What the page asks by itself is no sign that somebody is there.
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!("byItself" in event.detail.elt.dataset)) used();
  });
  used();
})();

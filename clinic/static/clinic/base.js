// Warns before the session ends for want of use, and lets one key keep it.
"use strict";

(() => {
  const idleMinutes = Number(document.body.dataset.idleMinutes);
  if (!idleMinutes) return;
  const warnBeforeMs = 2 * 60 * 1000;
  let timer = 0;

  const stay = async (dialog) => {
    await fetch("/stay/", { method: "POST", headers: { "X-CSRFToken": csrf() } });
    dialog.close();
    restart();
  };

  const csrf = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

  const warn = () => {
    const dialog = document.createElement("dialog");
    dialog.className = "panel";
    dialog.setAttribute("aria-labelledby", "idle-title");
    const title = document.createElement("h2");
    title.id = "idle-title";
    title.textContent = "Still there? You will be signed out in two minutes.";
    const button = document.createElement("button");
    button.className = "btn btn-primary";
    button.textContent = "Stay signed in";
    button.addEventListener("click", () => stay(dialog));
    dialog.addEventListener("close", () => dialog.remove());
    dialog.append(title, button);
    document.body.append(dialog);
    dialog.showModal();
  };

  const restart = () => {
    clearTimeout(timer);
    timer = setTimeout(warn, idleMinutes * 60 * 1000 - warnBeforeMs);
  };

  document.addEventListener("htmx:afterRequest", restart);
  restart();
})();

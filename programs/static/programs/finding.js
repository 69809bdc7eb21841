// The library's list and its pages: letter keys, drawings that move, filters that stay unfolded.
"use strict";

(() => {
  const wantsStillness = window.matchMedia("(prefers-reduced-motion: reduce)");
  const hasMouse = window.matchMedia("(hover: hover) and (pointer: fine)");

  // Letter keys. They can be switched off, for people who speak to their computer (WCAG 2.1.4).
  const remember = (isOn) => {
    const secure = window.location.protocol === "https:" ? "; Secure" : "";
    const days = isOn ? 0 : 365;
    document.cookie = `letter-keys=off; path=/; SameSite=Lax; max-age=${days * 86400}${secure}`;
  };
  let lettersAreOn = !document.cookie.split("; ").includes("letter-keys=off");

  const showKeys = () => {
    for (const line of document.querySelectorAll("[data-keys]")) {
      line.hidden = !hasMouse.matches;
      line.querySelector("[data-keys-help]").classList.toggle("is-off", !lettersAreOn);
      const button = line.querySelector("[data-keys-switch]");
      button.textContent = lettersAreOn ? "Switch letter keys off" : "Switch letter keys on";
    }
  };

  const isTyping = (element) =>
    element.isContentEditable || element.matches("input:not([type=checkbox]), textarea, select");

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
    if (!lettersAreOn || isTyping(event.target)) return;
    if (event.key === "/") {
      event.preventDefault();
      const box = document.querySelector("input[data-browse-first]");
      box?.dispatchEvent(new Event("browse")); // it may be folded away
      if (box) { box.focus(); box.select(); } else { window.location.assign("/library/"); }
    }
    const star = document.querySelector(".star.btn");
    if (event.key === "f" && star) star.click();
  });

  // A drawing on a card moves while one points at it or has come to it, and is only then fetched.
  const cardOf = (event) => event.target.closest?.("[data-moving]:not(.moving-picture)");
  const start = (event) => {
    const card = cardOf(event);
    const picture = card && [...card.querySelectorAll("img")].pop();
    if (!picture || picture.dataset.still || wantsStillness.matches) return;
    picture.dataset.still = picture.getAttribute("src");
    picture.src = card.dataset.moving;
  };
  const stop = (event) => {
    const card = cardOf(event);
    if (!card || card.contains(event.relatedTarget)) return;
    for (const picture of card.querySelectorAll("img[data-still]")) {
      picture.src = picture.dataset.still;
      delete picture.dataset.still;
    }
  };
  for (const name of ["pointerover", "focusin"]) document.addEventListener(name, start);
  for (const name of ["pointerout", "focusout"]) document.addEventListener(name, stop);

  // On its own page it moves until one stops it (WCAG 2.2.2).
  const prepare = (figure) => {
    const picture = figure.querySelector("img");
    const button = figure.querySelector("[data-play]");
    const still = picture.getAttribute("src");
    const play = (isPlaying) => {
      picture.src = isPlaying ? figure.dataset.moving : still;
      button.textContent = isPlaying ? "Pause" : "Play";
    };
    button.addEventListener("click", () => play(button.textContent === "Play"));
    figure.hidden = false;
    play(true);
  };
  if (!wantsStillness.matches) document.querySelectorAll("figure.moving-picture").forEach(prepare);

  // What is unfolded stays so when the filters come anew.
  let unfolded = [];
  document.addEventListener("htmx:beforeSwap", () => {
    unfolded = [...document.querySelectorAll("details[open][id]")].map((one) => one.id);
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  });

  // A search without an answer says so where the number of results stands.
  const form = document.getElementById("library-search");
  const refuse = (text) => { document.getElementById("result-count").textContent = text; };
  form?.addEventListener("htmx:responseError", (event) => {
    const { status, responseText } = event.detail.xhr;
    refuse(status === 429 ? responseText : "The search did not work. Try again.");
  });
  form?.addEventListener("htmx:sendError", () => refuse("No connection. Try again."));

  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-keys-switch]")) return;
    lettersAreOn = !lettersAreOn;
    remember(lettersAreOn);
    showKeys();
  });
  showKeys();
})();

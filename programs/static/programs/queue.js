// The builder's changes go to the server one after another, in the order in which they were made.
// Without a connection they wait, and go by themselves when it is back.
"use strict";

(() => {
  const desk = document.getElementById("desk");
  const state = document.getElementById("save-state");
  if (!desk || !state) return;

  const FIRST_PAUSE = 1000; // milliseconds until the next try; twice as long each time
  const LONGEST_PAUSE = 20000;
  const MOST_REFUSALS = 3; // of one change by a server that is in trouble
  const behind = []; // what is asked for once all was answered
  const waiting = []; // what was not answered yet; the first may be under way
  let isUnderWay = false;
  let tries = 0;
  let timer = 0;

  const say = (text, className = "") => {
    state.textContent = text;
    state.className = `save-state ${className}`;
  };
  const plural = (count) => (count === 1 ? "1 change waits" : `${count} changes wait`);
  const tell = (name, change, isRefused = false) =>
    document.dispatchEvent(new CustomEvent(name, { detail: { change, waiting, isRefused } }));
  const newKey = () =>
    [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  // What htmx would have sent at once.
  document.addEventListener("htmx:confirm", (event) => {
    const { elt, verb, path, target, triggeringEvent } = event.detail;
    // An editor that is opened shows what was changed before.
    if (verb === "get" && waiting.length && elt.matches(".builder-plan a[id]")) {
      event.preventDefault();
      behind.push(() => htmx.ajax("get", path, { source: `#${elt.id}`, target: `#${target.id}` }));
    }
    if (verb === "get" || elt === desk || !elt.matches("form")) return;
    event.preventDefault();
    if (!elt.reportValidity()) return;
    const values = new FormData(elt);
    const button = triggeringEvent?.submitter;
    if (button?.name) values.append(button.name, button.value);
    const isWhole = (elt.getAttribute("hx-sync") ?? "").includes("last");
    put({ form: elt, path, target: target.id, values, isWhole, key: newKey(), refusals: 0 });
  });

  // A form that was sent whole replaces what it sent before, as long as that has never left: what
  // got no answer may have arrived.
  const put = (change) => {
    const older = waiting.findIndex((one) => one.path === change.path && !one.hasLeft);
    if (change.isWhole && older >= 0) waiting.splice(older, 1);
    waiting.push(change);
    tell("queue:put", change);
    next();
  };

  const next = () => {
    clearTimeout(timer);
    if (isUnderWay || !waiting.length) return;
    isUnderWay = true;
    const change = waiting[0];
    say("Saving…", "save-state-waiting");
    // What we changed ourselves meanwhile is no conflict; what others changed, the answers showed.
    const version = document.querySelector(`form[action="${change.path}"] [name=version]`);
    if (version && change.values.has("version")) change.values.set("version", version.value);
    change.hasLeft = true;
    tell("queue:sending", change);
    const target = document.getElementById(change.target) ?? document.getElementById("desk-sink");
    htmx.ajax("post", change.path, {
      source: desk, target, values: change.values, headers: { "X-Change": change.key },
    }).catch(() => {}); // the events below say what became of it
  };

  desk.addEventListener("htmx:afterRequest", (event) => {
    isUnderWay = false;
    const { status } = event.detail.xhr;
    if (status === 0 || status === 429 || status >= 502) later();
    else if (status >= 500 && (waiting[0].refusals += 1) < MOST_REFUSALS) later();
    else answered(status);
  });

  const later = () => {
    tries += 1;
    timer = setTimeout(next, Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tries - 1)));
    say(`No connection. ${plural(waiting.length)} here, and will be sent.`, "save-state-failed");
  };

  // What is wrong with a form is said of its last state: an earlier one may be mended already.
  const isShared = (change) => change.isWhole && change.values.has("was");
  const isAgain = (later, change) => later.path === change.path;
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const [first, ...others] = waiting;
    const isMended = isUnderWay && isShared(first) && others.some((later) => isAgain(later, first));
    if (isMended && detail.xhr.status === 422) detail.shouldSwap = false;
  });

  const answered = (status) => {
    tries = 0;
    const change = waiting.shift();
    tell("queue:answered", change, status >= 400);
    if (status < 400 || status === 409) tell("queue:taken", change);
    if (status === 422 || status === 409) {
      // what was made on top of it would put it in the place of what was refused; not so where a
      // form says all that it showed
      for (let at = waiting.length; at-- && !isShared(change); ) if (isAgain(waiting[at], change)) waiting.splice(at, 1);
      say(status === 409 ? "Not all saved: see the question" : "Not saved: see the message", "save-state-failed");
    } else if (status >= 400) {
      say("The last change was not saved. Reload the page and make it again.", "save-state-failed");
    } else if (!waiting.length) {
      const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      say(`Saved ${time}`);
    }
    queueMicrotask(next); // once htmx has let go of this one, so that it tells us of the next one's end
    if (!waiting.length) for (const ask of behind.splice(0)) ask();
  };

  window.addEventListener("online", next);
  window.addEventListener("beforeunload", (event) => { if (waiting.length) event.preventDefault(); });
})();

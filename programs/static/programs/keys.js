// Keys for what a page is mostly opened for: a letter where nothing is typed, Ctrl+Enter anywhere.
// Letters can be switched off in the library (WCAG 2.1.4).
"use strict";

(() => {
  const isTyping = (element) =>
    element.isContentEditable || element.matches("input:not([type=checkbox], [type=radio]), textarea, select");
  const press = (event, element) => {
    if (!element || element.disabled) return;
    event.preventDefault();
    document.activeElement.blur(); // so that a field says what was typed
    element.focus();
    element.click();
  };

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.repeat || event.isComposing) return;
    const isWithControl = event.ctrlKey || event.metaKey;
    if (isWithControl && event.key === "Enter") {
      press(event, document.querySelector("[data-ctrl-enter]"));
    } else if (!isWithControl && !isTyping(event.target) && /^[a-z]$/.test(event.key)) {
      if (document.cookie.split("; ").includes("letter-keys=off")) return;
      const element = document.querySelector(`[data-key="${event.key}"]`);
      if (element?.matches("input")) { event.preventDefault(); element.focus(); }
      else press(event, element);
    }
  });
})();

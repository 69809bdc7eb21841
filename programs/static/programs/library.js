// Going through results by keyboard. A search box says where its results are:
// <input data-browse="#found">; each link or button to stop at carries data-browse-item.
"use strict";

(() => {
  const boxes = () => [...document.querySelectorAll("input[data-browse]")];
  const itemsOf = (box) =>
    [...document.querySelectorAll(`${box.dataset.browse} [data-browse-item]`)];
  const boxOf = (item) => boxes().find((box) => itemsOf(box).includes(item));

  // Cards stand in columns as wide as the window allows: up and down go by what is seen.
  const middle = (item) => {
    const shape = (item.closest("li") || item).getBoundingClientRect();
    return { x: shape.left + shape.width / 2, y: shape.top + shape.height / 2 };
  };

  const nextRow = (items, item, direction) => {
    const here = middle(item);
    const beyond = items
      .map((other) => ({ other, at: middle(other) }))
      .filter(({ at }) => (at.y - here.y) * direction > 4);
    const score = ({ at }) => Math.abs(at.y - here.y) * 1000 + Math.abs(at.x - here.x);
    return beyond.sort((a, b) => score(a) - score(b))[0]?.other;
  };

  const target = (key, items, item) => {
    const at = items.indexOf(item);
    switch (key) {
      case "ArrowDown": return nextRow(items, item, 1);
      case "ArrowUp": return nextRow(items, item, -1);
      case "ArrowRight": return items[at + 1];
      case "ArrowLeft": return items[at - 1];
      case "Home": return items[0];
      case "End": return items[items.length - 1];
      default: return undefined;
    }
  };

  const goTo = (event, element) => {
    event.preventDefault();
    element.focus();
    (element.closest("li") || element).scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const here = event.target;
    if (here.matches("input[data-browse]")) {
      const first = itemsOf(here)[0];
      if (event.key === "ArrowDown" && first) goTo(event, first);
      return;
    }
    if (!here.matches("[data-browse-item]")) return;
    const box = boxOf(here);
    if (!box) return;
    const found = target(event.key, itemsOf(box), here);
    if (found) goTo(event, found);
    else if (event.key === "ArrowUp" || event.key === "Escape") goTo(event, box);
    else if (event.key.length === 1 && event.key !== " ") box.focus(); // typing goes on in the box
  });

  // With a keyboard and a mouse the first thing to do is to type; on a phone that would open the keys.
  if (window.matchMedia("(hover: hover) and (pointer: fine)").matches) {
    for (const box of boxes()) {
      document.getElementById(box.getAttribute("aria-describedby"))?.removeAttribute("hidden");
      if (box.dataset.browseFirst !== undefined) box.focus();
    }
  }
})();

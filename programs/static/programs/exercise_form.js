// A chosen file shows at once, and one that is too large is said to be so before it is sent.
// And the form is sent once, however long the photographs take.
(() => {
  const MEGABYTE = 1024 * 1024;
  const LIMITS = { video_file: [60, "This video is over 60 MB. Film less, or with fewer pixels (720p)."] };
  const PHOTO_LIMIT = [15, "This picture is over 15 MB. Save it smaller and try again."];

  function say(input, words) {
    const id = `${input.id}_too_large`;
    document.getElementById(id)?.remove();
    if (!words) return;
    const error = document.createElement("p");
    error.id = id;
    error.className = "field-error";
    error.setAttribute("role", "alert");
    error.textContent = words;
    input.after(error);
  }

  const shownBefore = new WeakMap();
  function show(input, file) {
    const place = input.closest(".picture-slot")?.querySelector(".picture-now");
    if (!place) return;
    if (!shownBefore.has(place)) shownBefore.set(place, [...place.children]);
    place.replaceChildren(...shownBefore.get(place));
    if (!file?.type.startsWith("image/")) return;
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      const image = document.createElement("img");
      image.className = "figure";
      image.alt = "The photograph that you chose";
      image.src = reader.result;
      place.replaceChildren(image);
    });
    reader.readAsDataURL(file);
  }

  function sendOnce(form) {
    const button = form.querySelector("[data-sending]");
    const words = button.textContent;
    let isSending = false;
    form.addEventListener("submit", (event) => {
      if (isSending) event.preventDefault();
      isSending = true;
      button.textContent = button.dataset.sending;
    });
    // back from the next page, which the browser may show as it was left
    window.addEventListener("pageshow", () => {
      isSending = false;
      button.textContent = words;
    });
  }

  // The preview is told that a file is chosen: its name will do.
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.elt.id !== "preview") return;
    for (const input of document.querySelectorAll("#exercise-form input[type=file]")) {
      event.detail.parameters[input.name] = input.files[0]?.name ?? "";
    }
  });

  const form = document.getElementById("exercise-form");
  if (form) sendOnce(form);
  const alert = document.querySelector(".exercise-form > .alert");
  if (alert) { alert.tabIndex = -1; alert.focus(); }

  // What is ticked in a fold can be read while it is folded.
  form?.addEventListener("change", (event) => {
    const fold = event.target.closest("details");
    const place = fold?.querySelector("[data-ticked]");
    if (!place) return;
    const ticked = [...fold.querySelectorAll("input:checked")];
    place.textContent = ticked.map((box) => `· ${box.labels[0].textContent.trim()}`).join(" ");
  });

  form?.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type !== "file") return;
    const file = input.files[0];
    const [most, words] = LIMITS[input.name] || PHOTO_LIMIT;
    if (file && file.size > most * MEGABYTE) {
      input.value = "";
      say(input, words);
      show(input);
      return;
    }
    say(input, "");
    show(input, file);
  });
})();

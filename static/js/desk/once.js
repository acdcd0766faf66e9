// A form that takes some seconds is sent once: a second press does nothing, and the page says what is under way.

const BUSY = "form[data-once]";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches(BUSY)) return;
  if (form.ariaBusy === "true") return event.preventDefault();
  form.ariaBusy = "true";
  const shown = form.querySelector("[data-busy]");
  shown.textContent = shown.dataset.words;
});

// Whoever comes back to the page finds it as it was.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll(BUSY)) {
    form.ariaBusy = null;
    form.querySelector("[data-busy]").textContent = "";
  }
});

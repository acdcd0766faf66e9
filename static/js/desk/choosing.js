// Several cases at once: x chooses the current one, Enter decides on the chosen together, on the page that shows all of them.

import { current, tell, tellNothing } from "./cases.js";

const form = document.getElementById("together");
const boxes = (which = "") => [...document.querySelectorAll(`.case input[form="together"]${which}`)];

function count() {
  const many = boxes(":checked").length;
  const shown = form.querySelector("[data-words]");
  shown.textContent = many ? shown.dataset.words.replace("{n}", many) : "";
  form.toggleAttribute("data-chosen", many > 0);
  return many;
}

/** Choose the current case, or no longer. */
export function choose() {
  const box = current()?.querySelector('input[form="together"]');
  if (!form || !box) return tellNothing();
  box.checked = !box.checked;
  tell(count() ? "chosen" : "");
}

/** Go on to the page of all that are chosen. Returns whether there was one. */
export function decideTogether() {
  if (!form || !boxes(":checked").length) return false;
  form.requestSubmit();
  return true;
}

if (form) {
  const all = form.querySelector("[data-choose-all]");
  all.hidden = false;
  all.addEventListener("click", () => {
    const every = boxes().every((box) => box.checked);
    for (const box of boxes()) box.checked = !every;
    count();
  });
  document.addEventListener("change", (event) => event.target.form === form && count());
  // What was chosen and has been decided by itself is chosen no more.
  document.addEventListener("swap:done", count);
  // A browser that comes back to the page remembers its boxes.
  addEventListener("pageshow", count);
}

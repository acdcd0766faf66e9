// An answer in writing by keys: a or r chooses what is decided and leads to the words, Ctrl Enter sends them, u takes an
// answer back, j takes the next thing, k leads back to the list. Everything a key does is a control on the page; this only
// presses it.

import { letterOf } from "./desk/letters.js";

const form = document.getElementById("answer");
const keys = document.getElementById("keys");
// Which of the two leaves the comment shown, or lifts the sanction: the page says so with its letters.
const choice = (letter) => form?.querySelector(`input[type="radio"][data-key="${letter}"]`);

function choose(letter) {
  const wanted = choice(letter);
  if (!wanted) return;
  wanted.checked = true;
  const rule = form.elements.rule;
  // What is removed names a rule first.
  (rule && wanted.hasAttribute("data-names-rule") && !rule.value ? rule : form.elements.words).focus();
}

const KEYS = {
  a: () => choose("a"),
  r: () => choose("r"),
  u: () => document.querySelector('.undo [data-key="u"]')?.click(),
  j: () => document.querySelector(".take-next button")?.click(),
  k: () => document.querySelector('a[data-key="k"]')?.click(),
  "?": () => {
    keys.setAttribute("tabindex", "-1");
    keys.focus();
  },
};

document.addEventListener("keydown", (event) => {
  const field = event.target;
  // What is being composed of several keys is text.
  if (event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && field.form === form && form) {
    event.preventDefault();
    if (!event.repeat) form.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.key === "Escape") return field.blur?.();
  if (field.matches?.('textarea, select, input:not([type="radio"], [type="checkbox"])')) return;
  const act = Object.hasOwn(KEYS, letterOf(event)) ? KEYS[letterOf(event)] : null;
  if (!act) return;
  event.preventDefault();
  act();
});

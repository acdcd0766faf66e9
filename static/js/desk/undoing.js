// What was done on this page, the last of it on top: undone by one key, one after the other.

import { current, goTo, tell } from "./cases.js";

// What can still be undone: the id of what it stands in, and the button in there that undoes it.
const BUTTON = '[data-key="u"]:enabled';
let done = [...document.querySelectorAll(".just-decided .undo")].map((line) => ({ id: line.id, button: BUTTON })).reverse();
// All decisions of this page in their order; their answers may overtake each other.
let made = [];
// Undone while their decision was still on its way: done as soon as it has been answered.
const unwanted = new Set();

const keep = (id, button) => (done = [...done.filter((other) => other.id !== id), { id, button }]);
const isUnderWay = (item) => item?.querySelector(':is(.decide, .pass-on)[aria-busy="true"]');

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches(".feature")) keep(form.id, `[aria-pressed="${event.submitter.ariaPressed !== "true"}"]:enabled`);
  if (!form.matches(".decide, .pass-on")) return;
  const { id } = form.closest(".neighbour, .case");
  unwanted.delete(id);
  keep(id, BUTTON);
  if (form.closest(".neighbour")) return;
  made = [...made.filter((other) => other !== id), id];
});

/** Undo what was done last; what was undone already, or can be undone no more, has no button and is passed over. */
export function undo() {
  while (done.length) {
    const { id, button } = done.pop();
    const item = document.getElementById(id);
    if (isUnderWay(item)) return unwanted.add(id);
    const found = item?.querySelector(button);
    if (!found) continue;
    const back = done;
    // What did not get through is still the last that was done.
    found.form.addEventListener("swap:failed", () => keep(id, button), { once: true });
    found.form.requestSubmit(found);
    // Taking a pick back is no new deed that the next press would undo.
    done = back;
    return;
  }
  tell("noUndo");
}

// The key stands beside the one decision that it would undo now.
function markNext() {
  const next = done.findLast(({ id, button }) => document.getElementById(id)?.querySelector(button));
  document.querySelector("[data-next]")?.removeAttribute("data-next");
  document.getElementById(next?.id)?.setAttribute("data-next", "");
}

// How long it can be undone is counted down in words, once a second and for the eye alone.
function countDown() {
  const now = performance.now();
  for (const button of document.querySelectorAll("[data-key='u'][data-seconds]")) {
    button.dataset.until ??= now + button.dataset.seconds * 1000;
    const left = Math.max(0, Math.ceil((button.dataset.until - now) / 1000));
    const shown = button.parentElement.querySelector("[data-left]");
    if (shown) shown.textContent = left ? shown.dataset.left.replace("{n}", left) : "";
    if (left) continue;
    button.disabled = true;
    button.removeAttribute("data-seconds");
  }
}

// The newest decisions stay in sight, the others are folded away above; what is being read stays where it is.
const before = document.getElementById("decided-before");

function fold() {
  if (!before) return;
  const top = current()?.getBoundingClientRect().top;
  const lines = made.map((id) => document.getElementById(id)).filter((item) => item?.matches(".case-done"));
  const older = lines.slice(0, -before.dataset.shown);
  const isFolded = before.getAttribute("aria-expanded") === "false";
  for (const item of older) item.hidden = isFolded && item !== current();
  before.textContent = before.dataset.words.replace("{n}", older.length);
  before.parentElement.hidden = !older.length;
  if (current()) scrollBy({ top: current().getBoundingClientRect().top - top, behavior: "instant" });
}

before?.addEventListener("click", () => {
  before.setAttribute("aria-expanded", before.getAttribute("aria-expanded") === "false");
  fold();
});

/** After something was put in: undo what nobody wanted any more, and say what can be undone now. */
export function settleUndoing(changed, put) {
  if (put.matches(".sanctioning[id]")) keep(put.id, BUTTON);
  if (changed?.matches(".case-done, .neighbour-done") && unwanted.delete(changed.id)) {
    const button = changed.querySelector(BUTTON);
    button?.form.requestSubmit(button);
  }
  countDown();
  fold();
  markNext();
}

countDown();
setInterval(countDown, 1000);
markNext();

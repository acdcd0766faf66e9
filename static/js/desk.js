// The moderation desk by keys. Everything a key does is a button, a form or a link on the page; this only presses it.
// Decisions are sent while the next case is read.

import "./desk/beside.js";
import "./desk/failing.js";
import "./desk/once.js";
import { answerTo, current, goTo, settle, step, tell } from "./desk/cases.js";
import { choose, decideTogether } from "./desk/choosing.js";
import { followAll } from "./desk/following.js";
import { letterOf } from "./desk/letters.js";
import {
  acting,
  chooseRule,
  enterRoom,
  feature,
  foldAway,
  passOn,
  press,
  remove,
  ruleKey,
  toolOf,
  warn,
  withTools,
} from "./desk/tools.js";
import { settleUndoing, undo } from "./desk/undoing.js";

const help = document.getElementById("all-keys");

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  a: () => press(toolOf(acting(), '[data-key="a"]')),
  r: () => chooseRule(),
  n: () => chooseRule({ note: true }),
  e: () => withTools(passOn),
  f: () => withTools(feature),
  w: () => withTools(warn),
  u: undo,
  x: choose,
  "/": () => {
    const search = document.querySelector("[data-desk-search]");
    if (!search) return tell("notHere");
    search.focus();
    search.select();
  },
  // A dialog of the browser's own: Escape closes it, and the focus is where it was before.
  "?": () => help?.showModal(),
};

const keyOf = (event) => (Object.hasOwn(KEYS, letterOf(event)) ? KEYS[letterOf(event)] : null);

// Whatever a field was opened for by a key is left by Escape, and what was typed in it stays.
function leave(field) {
  tell("");
  const beside = field.closest(".neighbour");
  const item = field.closest(".case") ?? current();
  foldAway(field);
  if (beside) beside.focus();
  else goTo(item);
}

document.addEventListener("keydown", (event) => {
  const field = event.target;
  // What is being composed of several keys is text.
  if (event.isComposing || help?.open) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && field.matches?.(".decide textarea")) {
    event.preventDefault();
    if (!event.repeat) remove(field.form);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (!field.matches?.("textarea")) tell("");
  if (field.matches?.('select[data-key="r"]')) {
    if (ruleKey(event, { isKey: keyOf })) return;
  } else if (field.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]")) {
    if (event.key !== "Escape") return;
    // By itself it would empty the field of the search.
    event.preventDefault();
    leave(field);
    return;
  }
  // When a page opens, its first case is the one that the keys act on, and nothing has the focus.
  if (event.key === "Enter" && !event.repeat && field.matches?.("body, .case")) {
    const answer = answerTo(current());
    if (answer) answer.click();
    if (answer || decideTogether()) return event.preventDefault();
  }
  const act = keyOf(event);
  if (!act) return;
  event.preventDefault();
  // A key held down walks through the list; it never decides a second time.
  if (!event.repeat || act === KEYS.j || act === KEYS.k) act();
});

// A field that is one line would be sent a second time by a key held down.
document.addEventListener("keydown", (event) => {
  if (event.repeat && event.key === "Enter" && event.target.matches?.(".pass-on input")) event.preventDefault();
});

document.addEventListener("focusin", (event) => {
  const item = event.target.closest?.(".case");
  if (item && item !== current()) goTo(item, { focus: false });
});

// Passing on is deciding for oneself: the next case is what one reads while it is under way.
document.addEventListener("submit", (event) => {
  const item = event.target.matches(".pass-on") && event.target.closest(".neighbour, .case");
  if (!item) return;
  tell("");
  if (item.matches(".case")) step(1, { from: item, open: true });
});

document.addEventListener("swap:done", (event) => {
  const changed = event.target.closest?.(".neighbour, .case") ?? null;
  followAll();
  // The focus was on what made way: it is not lost, but stays on that comment.
  if (document.activeElement === document.body && changed?.matches(".neighbour")) changed.focus({ preventScroll: true });
  settle(changed?.closest(".case") ?? null);
  settleUndoing(changed, event.target);
  enterRoom(event.target);
});

goTo(document.querySelector(".case"), { focus: false });

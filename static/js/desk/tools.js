// What one presses on a comment: the tools of the current case, or of the comment beside it that has the focus. A removal by
// keys is r, then the number of the rule; or n, then the number, then the note.

import { current, goTo, step, tell, tellNothing } from "./cases.js";

const FIELDS = "select, textarea, input:not([type=hidden])";
const HOLDER = ".neighbour, .case";

/** The comment that the keys act on. */
export const acting = () => document.activeElement?.closest?.(".neighbour") ?? current();

/** A tool of `item` itself: not one of a comment beside it. */
export function toolOf(item, selector) {
  return [...(item?.querySelectorAll(selector) ?? [])].find((tool) => tool.closest(HOLDER) === item);
}

/** Press a button that decides on its comment; a case makes way for the next one while the answer is under way. */
export function press(button) {
  const item = button?.closest(HOLDER);
  if (!item) return tellNothing();
  if (button.disabled || toolOf(item, '[aria-busy="true"]')) return;
  tell("");
  button.form.requestSubmit(button);
  if (item.matches(".case")) step(1, { from: item, open: true });
}

/** Do it with the tools of the current case: at once, or as soon as they have come with what stands beside it. */
export function withTools(act) {
  const item = acting();
  if (!item?.querySelector(":scope > [data-beside]")) return act();
  item.addEventListener("case:filled", () => acting() === item && act(), { once: true });
}

/** Ask colleagues: the note first, which may stay empty; Enter sends it. */
export function passOn() {
  const note = toolOf(acting(), '[data-key="e"]');
  if (!note) return tellNothing();
  const folded = note.closest("details");
  folded.open = true;
  note.focus();
  tell("passOn");
}

/** Put it forward, or no longer: only what readers see. */
export function feature() {
  const item = acting();
  const button = toolOf(item, '[data-key="f"]');
  if (!button) return tellNothing(item?.matches("[data-waits], .neighbour") ? "notSeen" : "notHere", { item });
  tell("");
  if (!button.disabled) button.form.requestSubmit(button);
}

/** Open the form of a warning to the author. */
export function warn() {
  const item = acting();
  const link = toolOf(item, '[data-key="w"]');
  if (!link) return tellNothing("nobodyToWarn", { item });
  tell("");
  const begun = document.querySelector(link.dataset.hxTarget).querySelector(FIELDS);
  if (begun) begun.focus();
  else link.click();
}

/** Where a form has opened in the room below a comment, the focus is in its first field. */
export function enterRoom(changed) {
  changed.closest(".case-room")?.querySelector(`form.form :is(${FIELDS})`)?.focus();
}

/** Put away what a key has opened; what somebody has begun to write stays. */
export function foldAway(field) {
  const folded = field.closest("details.passing-on");
  if (folded) folded.open = false;
  const room = field.closest(".case-room");
  if (room && ![...room.querySelectorAll("textarea")].some((written) => written.value)) room.replaceChildren();
}

let typed = "";
let withNote = false;

const numbersOf = (list) => [...list.options].map((option) => option.dataset.number).filter(Boolean);
const named = (list) => ({ numbers: numbersOf(list).join(", ") });
const isLong = (list) => numbersOf(list).some((number) => number.length > 1);

// Where digits are typed with Shift, or are others than 0 to 9, the place of the key says which one is meant.
const digitOf = (event) => (/^\d$/.test(event.key) ? event.key : (/^Digit(\d)$/.exec(event.code)?.[1] ?? ""));

export function chooseRule({ note = false } = {}) {
  const item = acting();
  const list = toolOf(item, '[data-key="r"]');
  if (!list) return tellNothing();
  if (!numbersOf(list).length) return tell("noRules");
  [typed, withNote] = ["", note];
  const folded = list.closest("details");
  if (folded) folded.open = true;
  list.focus();
  if (note && list.value) return writeNote(list);
  tell(isLong(list) ? "numberEnter" : "number", named(list));
}

function writeNote(list) {
  list.form.querySelector("textarea").focus();
  tell("note");
}

export const remove = (form) => press(form.querySelector('[value="remove"]'));

/** In the list of rules a number is the rule of that number: with it the comment is removed, or its note begun.
 *
 * Where numbers have two digits, the digits only choose: who types 1 may mean 12, so Enter goes on. Keys of the desk, which
 * `isKey` knows, go on doing what they do. Returns whether the key was one for the list. */
export function ruleKey(event, { isKey }) {
  const list = event.target;
  const goOn = () => (withNote ? writeNote(list) : remove(list.form));
  if (event.key === "Escape") {
    goTo(list.closest(".case") ?? current());
    return true;
  }
  if (event.key === "Enter") {
    // By itself it would press the form's first button, and approve.
    event.preventDefault();
    if (!event.repeat) list.value ? goOn() : tell("number", named(list));
    return true;
  }
  const digit = digitOf(event);
  if (!digit && (event.key.length > 1 || event.key === " ")) return true;
  if (!digit) {
    if (isKey(event)) return false;
    event.preventDefault();
    tell("noNumber", { typed: event.key, ...named(list) });
    return true;
  }
  event.preventDefault();
  if (event.repeat) return true;
  const begun = (digits) => numbersOf(list).some((number) => number.startsWith(digits));
  typed = begun(typed + digit) ? typed + digit : digit;
  const option = [...list.options].find((other) => other.dataset.number === typed);
  if (!option) tell("noNumber", { typed, ...named(list) });
  else {
    option.selected = true;
    if (!isLong(list)) goOn();
  }
  return true;
}

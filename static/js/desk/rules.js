// A removal by keys: r, then the number of the rule; n, then the number, then the note.

import { current, goTo, tell, tellNothing } from "./cases.js";
import { acting, press, toolOf } from "./tools.js";

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

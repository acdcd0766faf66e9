// What one presses on a comment: the tools of the current case, or of the comment beside it that has the focus.

import { current, step, tell } from "./cases.js";

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
  if (!item) return tell("notHere");
  if (button.disabled || toolOf(item, '[aria-busy="true"]')) return;
  tell("");
  button.form.requestSubmit(button);
  if (item.matches(".case")) step(1, { from: item, open: true });
}

/** Ask colleagues: the note first, which may stay empty; Enter sends it. */
export function passOn() {
  const note = toolOf(acting(), '[data-key="e"]');
  if (!note) return tell("notHere");
  const folded = note.closest("details");
  folded.open = true;
  note.focus();
  tell("passOn");
}

/** Put it forward, or no longer: only what readers see. */
export function feature() {
  const item = acting();
  const button = toolOf(item, '[data-key="f"]');
  if (!button) return tell(item?.matches("[data-waits], .neighbour") ? "notSeen" : "notHere");
  tell("");
  if (!button.disabled) button.form.requestSubmit(button);
}

/** Open the form of a warning to the author. */
export function warn() {
  const link = toolOf(acting(), '[data-key="w"]');
  if (!link) return tell("nobodyToWarn");
  tell("");
  link.click();
}

/** Fold away what a key has opened, empty or not, and give the focus back to its comment. Returns whether there was one. */
export function foldAway(field) {
  const folded = field.closest("details.passing-on");
  if (folded) folded.open = false;
  return Boolean(folded);
}

// What one presses on a comment: the tools of the current case, or of the comment beside it that has the focus.

import { current, step, tell, tellNothing } from "./cases.js";

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

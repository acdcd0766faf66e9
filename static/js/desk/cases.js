// The cases on the page, the one that the keys act on, and the line that says what a key waits for.

export const cases = () => [...document.querySelectorAll(".case:not([hidden])")];
export const current = () => document.querySelector('.case[aria-current="true"]');
export const isOpen = (item) => item.hasAttribute("data-waits");

const told = document.getElementById("told");
let atTheEnd = false;

/** Say what a key waits for, or why it did nothing; the words stand in the page. Returns them. */
export function tell(what, values = {}) {
  // By a function: what somebody calls themselves is put in as it is.
  const put = (words, [name, value]) => words.replace(`{${name}}`, () => value);
  told.textContent = Object.entries(values).reduce(put, told.dataset[what] ?? "");
  return told.textContent;
}

/** The link to the page on which `item` is answered, where it is answered in writing. */
export const answerTo = (item) => item?.querySelector("a[data-answer]");

/** Say why a key does nothing here; what is answered in writing is opened for that. */
export const tellNothing = (why = "notHere", { item = current() } = {}) => tell(answerTo(item) ? "openIt" : why);

/** Let the keys act on `item` from now on. */
export function goTo(item, { focus = true } = {}) {
  if (!item) return;
  const before = current();
  if (before !== item) {
    before?.removeAttribute("aria-current");
    item.setAttribute("aria-current", "true");
  }
  if (focus) {
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "start", behavior: "instant" });
  }
  if (before !== item) item.dispatchEvent(new CustomEvent("case:opened", { bubbles: true }));
}

/** Go on by so many cases; with `open` past those that wait no more. */
export function step(by, { from = current(), open = false } = {}) {
  const all = cases();
  let at = all.indexOf(from) + by;
  while (open && all[at] && !isOpen(all[at])) at += by;
  const next = document.querySelector(".take-next[data-alone] button");
  if (all[at]) goTo(all[at]);
  // On the page of one comment the next one is another page, unless what was just done is to be seen first.
  else if (next && by > 0 && !open) next.form.requestSubmit(next);
  else if (open) showEnding(true);
}

/** What is left is said only once every decision on its way has been answered: until then nobody knows. */
export function showEnding(show) {
  atTheEnd = show;
  const words = document.querySelector("#ending [data-follow]");
  // On the page of one comment there is no list to end: what was done stands in its place.
  if (!words && show) return goTo(cases().at(-1));
  if (!words || (show && (document.querySelector('.decide[aria-busy="true"]') || !words.children.length))) return;
  words.hidden = !show;
  if (show) words.querySelector(".ending-title").focus();
}

/** Where one looks after something was put in: at what was redrawn, at the end, or at the next case. */
export function settle(changed) {
  const redrawn = document.querySelector(".case[data-current]");
  if (redrawn) {
    redrawn.removeAttribute("data-current");
    showEnding(false);
    goTo(redrawn);
  } else if (atTheEnd) showEnding(true);
  else if (!current()) step(1, { from: changed, open: true });
}

// The moderation desk by keys: j k move, a approves, r then a rule's number removes, n does so with a note, u undoes,
// ? names the keys. Everything a key does is a button on the page; this only presses it. Decisions are sent while the
// next case is read.

const POLL_AFTER = 30000;
const cases = () => [...document.querySelectorAll(".case:not([hidden])")];
const current = () => document.querySelector('.case[aria-current="true"]');
const isOpen = (item) => item.hasAttribute("data-waits");
const told = document.getElementById("told");
let atTheEnd = false;

// What a key waits for, or why it did nothing; the words stand in the page.
function tell(what, values = {}) {
  told.textContent = Object.entries(values).reduce((words, [name, value]) => words.replace(`{${name}}`, value), told.dataset[what] ?? "");
}

function goTo(item, { focus = true } = {}) {
  if (!item) return;
  current()?.removeAttribute("aria-current");
  item.setAttribute("aria-current", "true");
  if (focus) {
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "start" });
  }
}

function step(by, { from = current(), open = false } = {}) {
  const all = cases();
  let at = all.indexOf(from) + by;
  while (open && all[at] && !isOpen(all[at])) at += by;
  if (all[at]) goTo(all[at]);
  else if (open) showEnding(true);
}

// What is left is said only once every decision on its way has been answered: until then nobody knows.
function showEnding(show) {
  atTheEnd = show;
  const words = document.querySelector("#ending [data-follow]");
  // On the page of one comment there is no list to end: what was done stands in its place.
  if (!words && show) return goTo(cases().at(-1));
  if (!words || (show && (document.querySelector('.decide[aria-busy="true"]') || !words.children.length))) return;
  words.hidden = !show;
  if (show) words.querySelector(".ending-title").focus();
}

// What a decision changes elsewhere on the page: counts, and the record beside the author's other comments. Answers may
// overtake each other, so each thing keeps the moment at which it was true.
function follow(news) {
  const at = Number(news.dataset.followed);
  for (const fresh of news.content.querySelectorAll("[data-follow]")) {
    for (const old of document.querySelectorAll(`[data-follow="${fresh.dataset.follow}"]`)) {
      if (Number(old.dataset.at ?? 0) > at) continue;
      old.dataset.at = at;
      old.replaceChildren(...fresh.cloneNode(true).childNodes);
    }
  }
  news.remove();
  const waiting = document.getElementById("waiting");
  if (waiting) document.title = document.title.replace(/\(.*?\)/, `(${waiting.textContent})`);
  // The next page begins behind what is still open on this one: what was decided no longer stands in the queue.
  const further = document.getElementById("further");
  if (!further) return;
  const next = new URL(further.href);
  next.searchParams.set("from", Number(further.dataset.start) + cases().filter(isOpen).length);
  further.href = next.href;
}

// Decisions that can still be undone, the last one on top: the ids of what they stand in.
let decided = [...document.querySelectorAll(".just-decided .undo")].map((line) => line.id).reverse();
// All decisions of this page in their order; their answers may overtake each other.
let made = [];
// Undone while their decision was still on its way: done as soon as it has been answered.
const unwanted = new Set();

function press(button) {
  const item = button?.closest(".case");
  if (!item) return tell("notHere");
  if (button.disabled || item.querySelector('[aria-busy="true"]')) return;
  tell("");
  button.form.requestSubmit(button);
  step(1, { from: item, open: true });
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches(".decide")) return;
  const { id } = event.target.closest(".case");
  unwanted.delete(id);
  decided = [...decided.filter((other) => other !== id), id];
  made = [...made.filter((other) => other !== id), id];
});

// What was undone or has expired has no button any more and is passed over.
function undo() {
  while (decided.length) {
    const item = document.getElementById(decided.pop());
    if (item?.querySelector('.decide[aria-busy="true"]')) return unwanted.add(item.id);
    const button = item?.querySelector('[data-key="u"]:enabled');
    if (button) return button.form.requestSubmit(button);
  }
  tell("noUndo");
}

// The key stands beside the one decision that it would undo now.
function markNext() {
  const lines = decided.map((id) => document.getElementById(id));
  const next = lines.findLast((item) => item?.querySelector('[data-key="u"]:enabled'));
  document.querySelector("[data-next]")?.removeAttribute("data-next");
  next?.setAttribute("data-next", "");
}

function expire() {
  for (const button of document.querySelectorAll("[data-key='u'][data-seconds]")) {
    setTimeout(() => (button.disabled = true), button.dataset.seconds * 1000);
    button.removeAttribute("data-seconds");
  }
}

// The newest decisions stay in sight, the others are folded away above; what is being read stays where it is.
const before = document.getElementById("decided-before");

function fold() {
  if (!before) return;
  const top = current()?.getBoundingClientRect().top;
  const done = made.map((id) => document.getElementById(id)).filter((item) => item?.matches(".case-done"));
  const older = done.slice(0, -before.dataset.shown);
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

let typed = "";
let withNote = false;

const numbersOf = (list) => [...list.options].map((option) => option.dataset.number).filter(Boolean);
const named = (list) => ({ numbers: numbersOf(list).join(", ") });
const isLong = (list) => numbersOf(list).some((number) => number.length > 1);

function chooseRule({ note = false } = {}) {
  const list = current()?.querySelector('[data-key="r"]');
  if (!list) return tell("notHere");
  if (!numbersOf(list).length) return tell("noRules");
  [typed, withNote] = ["", note];
  list.focus();
  if (note && list.value) return writeNote(list);
  tell(isLong(list) ? "numberEnter" : "number", named(list));
}

function writeNote(list) {
  list.form.querySelector("textarea").focus();
  tell("note");
}

const remove = (form) => press(form.querySelector('[value="remove"]'));

// In the list of rules a number is the rule of that number: with it the comment is removed, or its note begun. Where
// numbers have two digits, the digits only choose: who types 1 may mean 12, so Enter goes on. Keys of the desk go on
// doing what they do. Returns whether the key was one for the list.
function ruleKey(event) {
  const list = event.target;
  const goOn = () => (withNote ? writeNote(list) : remove(list.form));
  if (event.key === "Escape") {
    goTo(list.closest(".case"));
    return true;
  }
  if (event.key === "Enter") {
    // By itself it would press the form's first button, and approve.
    event.preventDefault();
    if (!event.repeat) list.value ? goOn() : tell("number", named(list));
    return true;
  }
  if (event.key.length > 1 || event.key === " ") return true;
  if (!/^\d$/.test(event.key)) {
    if (event.key.toLowerCase() in KEYS) return false;
    event.preventDefault();
    tell("noNumber", { typed: event.key, ...named(list) });
    return true;
  }
  event.preventDefault();
  if (event.repeat) return true;
  const begun = (digits) => numbersOf(list).some((number) => number.startsWith(digits));
  typed = begun(typed + event.key) ? typed + event.key : event.key;
  const option = [...list.options].find((other) => other.dataset.number === typed);
  if (!option) tell("noNumber", { typed, ...named(list) });
  else {
    option.selected = true;
    if (!isLong(list)) goOn();
  }
  return true;
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  a: () => press(current()?.querySelector('[data-key="a"]')),
  r: () => chooseRule(),
  n: () => chooseRule({ note: true }),
  u: undo,
  "?": () => {
    const keys = document.getElementById("keys");
    keys.setAttribute("tabindex", "-1");
    keys.focus();
  },
};

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && field.matches?.(".decide textarea")) {
    event.preventDefault();
    if (!event.repeat) remove(field.form);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (!field.matches?.("textarea")) tell("");
  if (field.matches?.('select[data-key="r"]')) {
    if (ruleKey(event)) return;
  } else if (field.matches?.("input, textarea, select")) {
    if (event.key === "Escape") {
      tell("");
      goTo(field.closest(".case"));
    }
    return;
  }
  const act = KEYS[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  // A key held down walks through the list; it never decides a second time.
  if (!event.repeat || act === KEYS.j || act === KEYS.k) act();
});

document.addEventListener("focusin", (event) => {
  const item = event.target.closest?.(".case");
  if (item && item !== current()) goTo(item, { focus: false });
});

// A case that was redrawn (undone, changed meanwhile, or with an error) is where one looks next.
document.addEventListener("swap:done", (event) => {
  document.querySelectorAll("template[data-followed]").forEach(follow);
  expire();
  const done = event.target.closest?.(".case-done");
  if (done && unwanted.delete(done.id)) {
    const button = done.querySelector('[data-key="u"]');
    button?.form.requestSubmit(button);
  }
  const redrawn = document.querySelector(".case[data-current]");
  if (redrawn) {
    redrawn.removeAttribute("data-current");
    showEnding(false);
    goTo(redrawn);
  } else if (atTheEnd) showEnding(true);
  else if (!current()) step(1, { from: event.target.closest?.(".case") ?? null, open: true });
  fold();
  markNext();
});

// What has arrived is announced, never inserted: what is being read stays where it is.
async function look(place) {
  if (!document.hidden) {
    try {
      const answer = await fetch(place.dataset.address, { headers: { "HX-Request": "true" } });
      if (answer.status === 200) {
        const link = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("a");
        if (link && link.textContent !== place.textContent.trim()) place.replaceChildren(link);
      } else if (answer.status === 204) {
        // A colleague has decided it meanwhile: nothing new waits any more.
        place.replaceChildren();
      }
    } catch {
      // No connection: the next look will tell.
    }
  }
  setTimeout(look, POLL_AFTER, place);
}

const place = document.getElementById("arrived");
if (place) setTimeout(look, POLL_AFTER, place);
expire();
markNext();
goTo(cases()[0], { focus: false });

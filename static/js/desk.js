// The moderation desk by keys: j k move, a approves, r then a rule's number removes, u undoes, ? names the keys.
// Everything a key does is a button on the page; this only presses it. Decisions are sent while the next case is read.

const POLL_AFTER = 30000;
const cases = () => [...document.querySelectorAll(".case")];
const current = () => document.querySelector('.case[aria-current="true"]');
const isOpen = (item) => !item.classList.contains("case-done");
let lastDecided = null;
let atTheEnd = false;

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

function press(button) {
  const item = button?.closest(".case");
  if (!button || button.disabled || item?.getAttribute("aria-busy") === "true") return;
  lastDecided = item?.id ?? lastDecided;
  button.form.requestSubmit(button);
  step(1, { from: item, open: true });
}

function approve() {
  press(current()?.querySelector('[data-key="a"]'));
}

let typed = "";

function chooseRule() {
  typed = "";
  current()?.querySelector('[data-key="r"]')?.focus();
}

function undo() {
  const decided = (lastDecided && document.getElementById(lastDecided)) || document;
  const button = decided.querySelector('[data-key="u"]') ?? document.querySelector('[data-key="u"]');
  if (button) button.form.requestSubmit(button);
}

// In the list of rules a number is the rule of that number; with it the comment is removed, a note can be written first.
// Where numbers have two digits, the digits only choose: who types 1 may mean 12, so Enter removes.
function ruleKey(event) {
  const list = event.target;
  if (event.key === "Escape") return goTo(list.closest(".case"));
  if (event.repeat) return;
  const remove = () => press(list.form.querySelector('[value="remove"]'));
  const numbers = [...list.options].map((option) => option.dataset.number ?? "");
  if (event.key === "Enter" && list.value) {
    event.preventDefault();
    return remove();
  }
  if (!/^\d$/.test(event.key)) return;
  event.preventDefault();
  typed = numbers.some((number) => number.startsWith(typed + event.key)) ? typed + event.key : event.key;
  const at = numbers.indexOf(typed);
  if (at < 0) return;
  list.selectedIndex = at;
  if (numbers.every((number) => number.length < 2)) remove();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  a: approve,
  r: chooseRule,
  u: undo,
  "?": () => {
    const keys = document.getElementById("keys");
    keys?.setAttribute("tabindex", "-1");
    keys?.focus();
  },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches?.('select[data-key="r"]')) return ruleKey(event);
  if (event.target.matches?.("input, textarea, select")) {
    if (event.key === "Escape") goTo(event.target.closest(".case"));
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
  const redrawn = document.querySelector(".case[data-current]");
  if (redrawn) {
    redrawn.removeAttribute("data-current");
    showEnding(false);
    goTo(redrawn);
  } else if (atTheEnd) showEnding(true);
  else if (!current()) step(1, { from: event.target.closest?.(".case") ?? null, open: true });
});

// What has arrived is announced, never inserted: what is being read stays where it is.
async function look(place) {
  if (!document.hidden) {
    try {
      const answer = await fetch(place.dataset.address, { headers: { "HX-Request": "true" } });
      if (answer.status === 200) {
        const link = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("a");
        if (link && link.textContent !== place.textContent.trim()) place.replaceChildren(link);
      }
    } catch {
      // No connection: the next look will tell.
    }
  }
  setTimeout(look, POLL_AFTER, place);
}

const place = document.getElementById("arrived");
if (place) setTimeout(look, POLL_AFTER, place);
goTo(cases()[0], { focus: false });

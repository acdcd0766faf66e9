// The moderation desk by keys: j k move, a approves, r then a rule's number removes, u undoes, ? names the keys.
// Everything a key does is a button on the page; this only presses it. Decisions are sent while the next case is read.

const POLL_AFTER = 30000;
const queue = document.getElementById("queue");
const cases = () => [...document.querySelectorAll(".case")];
const current = () => document.querySelector('.case[aria-current="true"]');
let lastDecided = null;

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
  while (open && all[at]?.classList.contains("case-done")) at += by;
  if (all[at]) goTo(all[at]);
  else if (open && by > 0) document.querySelector(".more a, .show-new")?.focus();
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
  const redrawn = document.querySelector(".case[data-current]");
  if (redrawn) {
    redrawn.removeAttribute("data-current");
    goTo(redrawn);
  } else if (!current()) step(1, { from: event.target.closest?.(".case") ?? null, open: true });
  const waiting = document.getElementById("waiting");
  if (waiting && queue) {
    const done = document.querySelectorAll(".case-done").length;
    waiting.dataset.all ??= waiting.textContent;
    waiting.textContent = String(Math.max(0, Number(waiting.dataset.all) - done));
  }
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

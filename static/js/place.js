// One's own place in a conversation: what is new since the last visit, the next of it (key n), threads folded away.
// What somebody signed in has seen is remembered by the site; otherwise, like folded threads, by this browser alone.

const section = document.querySelector(".conversation[data-discussion]");
const { discussion, sinceVisit, seen, fold } = section?.dataset ?? {};
const line = document.getElementById("place");
const isSignedIn = document.getElementById("act")?.method === "post";

// Whoever comes back to a page within half an hour is still on the same visit: what was new then stays marked.
const VISIT = 1_800_000;
// Conversations and threads that a browser remembers: years of reading for most, a few kilobytes for all.
const REMEMBERED = 500;

/** What a store of the browser holds under a name, as a map whose newest entry comes last; empty where it may hold nothing. */
function kept(store, name) {
  try {
    return new Map(JSON.parse(window[store].getItem(name)));
  } catch {
    return new Map();
  }
}

function keep(store, name, key, value) {
  const all = kept(store, name);
  all.delete(key);
  if (value !== undefined) all.set(key, value);
  try {
    window[store].setItem(name, JSON.stringify([...all].slice(-REMEMBERED)));
  } catch {
    // A browser that keeps nothing forgets with the page.
  }
}

/** The number up to which the reader had seen everything when this visit began; null on a first visit. */
function beginVisit() {
  const said = line?.querySelector("[data-since]")?.dataset.since;
  const before = kept("sessionStorage", "visits").get(discussion);
  const goesOn = before && Date.now() - before.at < VISIT;
  const since = goesOn ? before.since : isSignedIn ? Number(said ?? NaN) : kept("localStorage", "places").get(discussion);
  const visit = { since: Number.isFinite(since) ? since : null, at: Date.now() };
  keep("sessionStorage", "visits", discussion, visit);
  return visit.since;
}

const since = section && beginVisit();
let last = Number(section?.dataset.last ?? NaN);

/** Mark what is new among the comments that are there, one's own left out. */
function mark() {
  const pattern = document.getElementById("new-mark");
  if (since === null || !pattern) return;
  for (const item of section.querySelectorAll("li[data-number]")) {
    const head = item.querySelector(":scope > .comment > .comment-head");
    const isNew = Number(item.dataset.number) > since && !item.querySelector(":scope > .comment a[href$='/take-back/']");
    if (isNew && head && !head.querySelector(".new-mark")) head.append(" ", pattern.content.cloneNode(true));
  }
}

/** Say how much is new, where the page that came did not: the site has the words. */
async function say() {
  const said = line?.querySelector(".next-new");
  if (!line || since === null || !(last > since) || (said && Number(said.dataset.since) === since)) return;
  try {
    const answer = await fetch(`${sinceVisit}?since=${since}`, { credentials: "same-origin" });
    if (answer.ok) line.innerHTML = await answer.text();
    offerKey();
  } catch {
    // No connection: the marks say it too.
  }
}

/** Remember that the reader was here when this was the last comment, once the conversation was before their eyes. */
function remember() {
  if (!Number.isFinite(last)) return;
  if (!isSignedIn) return keep("localStorage", "places", discussion, Math.max(last, kept("localStorage", "places").get(discussion) ?? 0));
  const fields = new FormData(document.getElementById("act"));
  fields.set("number", last);
  // The page may be left at this very moment.
  fetch(seen, { method: "POST", body: fields, credentials: "same-origin", keepalive: true }).catch(() => {});
}

function watch() {
  const shown = section.querySelector(".thread") ?? section;
  const eyes = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    eyes.disconnect();
    remember();
  });
  eyes.observe(shown);
}

/** Go to a comment: unfolded, in view, with the focus. */
function goTo(item) {
  const folded = item.closest(".folded");
  if (folded) setFolded(folded, false);
  const comment = item.querySelector(":scope > .comment");
  comment.tabIndex = -1;
  comment.focus({ preventScroll: true });
  comment.scrollIntoView({ block: "center" });
}

/** The next comment that is new, after the one with the focus; after the last one, what the page leaves out, or the first. */
function goOn() {
  const items = [...section.querySelectorAll(".new-mark")].map((found) => found.closest("li[data-number]"));
  const here = section.contains(document.activeElement) ? document.activeElement : null;
  const after = (item) => !here || here.compareDocumentPosition(item.querySelector(".comment")) & Node.DOCUMENT_POSITION_FOLLOWING;
  const rest = line?.querySelector(".next-new");
  const isElsewhere = rest && Number(rest.dataset.count) > items.length;
  const next = items.find(after);
  if (next) goTo(next);
  else if (rest && (isElsewhere || !items.length)) rest.click();
  else if (items.length) goTo(items[0]);
}

/** Whether the key n goes on. A single letter can be pressed by accident or by a voice, so it can be switched off (WCAG 2.1.4). */
let isKeyOn = !kept("localStorage", "keys").has("n");

function sayKey(button) {
  button.textContent = isKeyOn ? button.dataset.on : button.dataset.off;
}

/** Say beside what is new that there is a key, with the way to switch it off. */
function offerKey() {
  const pattern = document.getElementById("next-key");
  const room = line ?? section.querySelector(".conversation-intro");
  if (!pattern || !room || room.querySelector(".next-key") || !section.querySelector(".next-new, .new-mark")) return;
  room.append(" ", pattern.content.cloneNode(true));
  sayKey(room.querySelector(".next-key"));
}

section?.addEventListener("click", (event) => {
  if (!event.target.matches?.(".next-key")) return;
  isKeyOn = !isKeyOn;
  keep("localStorage", "keys", "n", isKeyOn ? undefined : "off");
  sayKey(event.target);
});

document.addEventListener("keydown", (event) => {
  if (!section || event.key !== "n" || event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]") || !isKeyOn) return;
  goOn();
});

document.addEventListener("click", (event) => {
  const asked = event.target.closest?.(".new-mark, .next-new");
  if (!asked || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  // The line leads to a page of all that is new; what is on this page already needs no trip.
  const first = section.querySelector(".new-mark")?.closest("li[data-number]");
  if (asked.matches(".next-new") && (!first || !event.isTrusted)) return;
  event.preventDefault();
  if (asked.matches(".next-new")) goTo(first);
  else {
    asked.closest(".comment").tabIndex = -1;
    asked.closest(".comment").focus({ preventScroll: true });
    goOn();
  }
});

/** Fold a thread to one line or open it; the button is the same one, so the focus stays. */
function setFolded(item, isFolded) {
  const button = item.querySelector(":scope > .fold");
  item.classList.toggle("folded", isFolded);
  button.ariaExpanded = String(!isFolded);
  button.textContent = isFolded ? item.dataset.folded : "";
  const name = item.querySelector(":scope > .comment .comment-author")?.textContent;
  button.ariaLabel = isFolded ? null : name ? `${fold}: ${name}` : fold;
}

function addButtons() {
  const folded = kept("localStorage", "folded");
  for (const item of section.querySelectorAll("li[data-folded]")) {
    if (item.querySelector(":scope > .fold")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fold";
    item.prepend(button);
    setFolded(item, folded.has(item.id));
  }
}

/** Whoever follows a link into a folded thread wants to read it. */
function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  const folded = target?.closest(".folded");
  if (!folded) return;
  setFolded(folded, false);
  target.scrollIntoView();
}

section?.addEventListener("click", (event) => {
  const item = event.target.closest?.(".fold")?.parentElement;
  if (!item) return;
  const isFolded = !item.classList.contains("folded");
  setFolded(item, isFolded);
  // Not every browser gives the focus to what is clicked; what had it may just have been hidden.
  item.querySelector(":scope > .fold").focus();
  keep("localStorage", "folded", item.id, isFolded ? 1 : undefined);
});

document.addEventListener("swap:done", () => {
  if (!section) return;
  addButtons();
  mark();
  offerKey();
  const numbers = [...section.querySelectorAll(".new-comments > li[data-number]")].map((item) => Number(item.dataset.number));
  const reached = Math.max(last, ...numbers);
  if (reached > last) {
    last = reached;
    remember();
  }
});

if (section) {
  addButtons();
  openTarget();
  addEventListener("hashchange", openTarget);
  mark();
  offerKey();
  say();
  watch();
}

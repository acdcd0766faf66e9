// The conversation: how many characters are left, what is new, where the focus goes after a swap. Everything works without it.
// Shorter trips themselves are made by site.js, which fires `swap:done`; the two know nothing else of each other.

// Asked so often at first, then ever more slowly: a page that lies open all day asks every five minutes.
const FIRST_PAUSE = 15_000;
const LONGEST_PAUSE = 300_000;
const SLOWER = 1.3;

// What is read aloud when something arrives; a live region must be there before its words are.
const aloud = document.createElement("p");
aloud.className = "visually-hidden";
aloud.setAttribute("role", "status");
document.body.append(aloud);

/** Ask how many comments are new, and say so in the link that shows them. Nothing on the page moves. */
let pause = FIRST_PAUSE;
let waiting = 0;

async function poll() {
  const link = document.getElementById("show-new");
  if (!link || document.hidden) return;
  try {
    const answer = await fetch(link.dataset.poll, { credentials: "same-origin" });
    if (answer.ok) tell(link, await answer.text());
  } catch {
    // No connection: the next round asks again.
  }
  pause = Math.min(pause * SLOWER, LONGEST_PAUSE);
  await_next();
}

function tell(link, html) {
  const parts = document.createElement("template");
  parts.innerHTML = html;
  const fresh = parts.content.getElementById("show-new");
  // Pressed meanwhile: this answer counts from a moment that has passed.
  if (!fresh || !link.isConnected || fresh.dataset.poll !== link.dataset.poll || fresh.dataset.count === link.dataset.count) return;
  link.dataset.count = fresh.dataset.count;
  const others = Number(fresh.dataset.count) - ownSince(link);
  if (others < 1) return;
  link.textContent = fresh.textContent.replace(/\d[\d.,\s]*\d|\d/, String(others));
  aloud.textContent = link.textContent;
}

/** How many of the new comments the reader has just written here: they are on the page already, so they are not new. */
function ownSince(link) {
  const since = Number(new URL(link.href).searchParams.get("since"));
  return [...document.querySelectorAll("[data-own]")].filter((item) => Number(item.dataset.own) > since).length;
}

/** What arrives and is on the page already is not shown twice; one's own comment that waited goes where it is seen now. */
function dropTwins(list) {
  for (const item of list.querySelectorAll(":scope > li[id]")) {
    for (const twin of document.querySelectorAll(`#${item.id}`)) {
      if (twin === item) continue;
      if (!twin.closest(".own-comments")) {
        item.remove();
        break;
      }
      twin.remove();
    }
  }
  if (!list.children.length) list.remove();
}

function await_next() {
  clearTimeout(waiting);
  waiting = setTimeout(poll, pause);
}

document.addEventListener("visibilitychange", () => {
  clearTimeout(waiting);
  if (document.hidden) return;
  pause = FIRST_PAUSE;
  await_next();
});
await_next();

/** How many characters a comment may still have; counted as the server counts, by code point. */
function count(field) {
  const shown = document.querySelector(`[data-left="${field.id}"]`);
  if (!shown) return;
  const left = Number(field.dataset.most) - [...field.value.trim()].length;
  // Said only when it matters, so that nobody writes to fill the space.
  shown.textContent = left > 500 ? "" : String(left);
  shown.classList.toggle("error", left < 0);
}
document.addEventListener("input", (event) => event.target.matches?.("textarea[data-most]") && count(event.target));
document.querySelectorAll("textarea[data-most]").forEach(count);

/** What helps somebody write is fetched once they do: most readers never need it. */
const help = (element) => element?.closest?.("form[data-writing]") && import(element.closest("form").dataset.writing);
document.addEventListener("focusin", (event) => help(event.target));
help(document.activeElement);

/** A form that was opened in the thread is put away without leaving the page; the focus goes back to what opened it. */
function putAway(box) {
  const comment = box.closest(".comment");
  const links = [...comment.querySelectorAll(".comment-actions a")];
  box.remove();
  (links.find((link) => link.getAttribute("href") === box.dataset.opener) || links[0])?.focus();
}

document.addEventListener("click", (event) => {
  const box = event.target.closest?.("[data-put-away]")?.closest(".reply-here .write-box");
  if (!box) return;
  event.preventDefault();
  putAway(box);
});

document.addEventListener("keydown", (event) => {
  const box = event.key === "Escape" && !event.isComposing && event.target.closest?.(".reply-here .write-box");
  // Words are thrown away by the link that says so, never by a slip of a key.
  if (box && ![...box.querySelectorAll("textarea")].some((field) => field.value.trim())) putAway(box);
});

/** What is open already is found again, not opened anew: a second form would take the place of what was typed. */
document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest?.(".comment-actions a[data-hx-get]");
    const address = link?.getAttribute("href");
    const boxes = link ? [...link.closest(".comment").querySelectorAll(".reply-here .write-box")] : [];
    const open = boxes.find((box) => box.dataset.opener === address);
    if (!open || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    (open.querySelector("textarea") || open.querySelector("[tabindex]"))?.focus();
  },
  // Before the trip that the link is marked for.
  true,
);

/** After a swap the focus is on what arrived, never lost at the top of the page; and it is said how much arrived. */
document.addEventListener("swap:done", (event) => {
  const { first } = event.detail;
  document.querySelectorAll(".new-comments").forEach(dropTwins);
  if (!first?.isConnected) return;
  // Of what is said about one comment, the last stands: that it was published, then that its change was.
  if (first.matches("[data-posted]")) first.parentElement.closest("[data-posted]")?.querySelector(":scope > .notice")?.remove();
  const arrived = first.id === "show-new" ? first.nextElementSibling || first : first;
  if (document.activeElement === document.body || document.activeElement === null) {
    const place = arrived.querySelector(".comment") || arrived;
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }
  pause = FIRST_PAUSE;
  arrived.querySelectorAll("textarea[data-most]").forEach(count);
  const comments = arrived.matches(".branch, .new-comments") ? event.target.closest("ol, section")?.querySelectorAll(".comment") : null;
  const words = document.getElementById("conversation")?.dataset.shown;
  if (comments?.length && words) aloud.textContent = words;
});

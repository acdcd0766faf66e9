// What stands beside a case once it is opened, and the cases that come after the last one: fetched before they are needed,
// and put in below what is being read, so that no key waits and nothing moves.

import { cases, current, isOpen } from "./cases.js";

// So many open cases ahead are two screens of a quick reader, and many seconds of a slow answer.
const AHEAD = 8;
let isFetching = false;

async function part(address) {
  const answer = await fetch(address, { headers: { "HX-Request": "true" } });
  // Signed out meanwhile: the next press leads to the page that says so.
  return answer.ok && !answer.redirected ? answer.text() : "";
}

// What has been fetched, by the case that it belongs to: put in with the key that opens the case, so that nothing moves
// by itself.
const fetched = new WeakMap();
const ready = new WeakMap();

function fetchFor(item) {
  const address = item?.querySelector("[data-beside]")?.dataset.beside;
  if (address && !fetched.has(item)) fetched.set(item, part(address).catch(() => ""));
  return fetched.get(item);
}

async function fill(item) {
  const known = item.querySelector("[data-beside]");
  if (!known) return;
  const html = ready.get(item) ?? (await fetchFor(item));
  // No connection, or signed out: the link that stands there leads to it.
  if (!html) return fetched.delete(item);
  known.removeAttribute("data-beside");
  const opened = document.createElement("template");
  opened.innerHTML = html;
  // The tools stand in the line of the link that leads to them: nothing of what is read moves.
  const tools = opened.content.querySelector(".at-hand");
  if (tools) item.querySelector(":scope > .case-words > .at-hand").replaceWith(tools);
  known.replaceChildren(opened.content);
  item.dispatchEvent(new CustomEvent("case:filled"));
}

async function fetchFurther() {
  const link = document.getElementById("further");
  const all = cases();
  if (!link || isFetching || all.slice(all.indexOf(current()) + 1).filter(isOpen).length >= AHEAD) return;
  isFetching = true;
  try {
    const page = new DOMParser().parseFromString(await part(link.href), "text/html");
    const list = page.getElementById("queue");
    if (!list) return;
    document.getElementById("queue").append(...[...list.children].filter((item) => !document.getElementById(item.id)));
    const further = page.getElementById("further");
    if (further) link.href = further.href;
    else link.parentElement.remove();
  } catch {
    // No connection: the link to the next page is still there.
  } finally {
    isFetching = false;
  }
}

document.addEventListener("case:opened", async (event) => {
  const item = event.target;
  await fill(item);
  if (item !== current()) return;
  const all = cases();
  const next = all.slice(all.indexOf(item) + 1).find(isOpen);
  if (next) ready.set(next, await fetchFor(next));
  await fetchFurther();
});

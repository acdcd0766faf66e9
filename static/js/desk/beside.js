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

async function fill(item) {
  const place = item?.querySelector("[data-beside]");
  if (!place) return;
  const address = place.dataset.beside;
  place.removeAttribute("data-beside");
  try {
    const html = await part(address);
    if (html) place.innerHTML = html;
  } catch {
    // No connection: the link that stands there leads to it.
    place.dataset.beside = address;
  }
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
  await fill(all.slice(all.indexOf(item) + 1).find(isOpen));
  await fetchFurther();
});

// What every page's script does: the ticking time beside the date, and shorter trips for links and forms marked with data-hx-…
// The page works without it. The attributes, a subset of htmx's, are described in docs/look.md.

const SWAPS = new Set(["innerHTML", "outerHTML", "beforebegin", "afterbegin", "beforeend", "afterend", "delete", "none"]);
const failed = document.getElementById("swap-failed");
// What it says when nothing came back at all.
const noAnswer = failed.textContent;

// The ticking time. The kept page knows only the day: at midnight it is another page.
for (const clock of document.querySelectorAll("[data-clock]")) {
  const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: clock.dataset.zone || undefined });
  const tick = () => {
    if (!document.hidden) clock.textContent = time.format(Date.now());
    setTimeout(tick, 1000 - (Date.now() % 1000));
  };
  tick();
}

// Menus close when the reader goes elsewhere.
const closeMenus = (but) => document.querySelectorAll("details.account-menu[open]").forEach((menu) => menu.contains(but) || (menu.open = false));
document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("focusin", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.account-menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

/** The element that `data-hx-target` names, seen from `element`. */
function targetOf(element) {
  const words = element.dataset.hxTarget || "this";
  if (words === "this") return element;
  const [, how, selector] = words.match(/^(closest|find|next)\s+(.+)$/) || [null, "", words];
  if (how === "closest") return element.closest(selector);
  if (how === "find") return element.querySelector(selector);
  if (how === "next") {
    const after = (other) => element.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
    return [...document.querySelectorAll(selector)].find(after) || null;
  }
  return document.querySelector(selector);
}

/** Put `html` where `element` asks for it; parts marked out of band replace the elements with their ids. */
function place(element, html) {
  const parts = document.createElement("template");
  parts.innerHTML = html;
  for (const part of [...parts.content.children]) {
    if (!part.hasAttribute("data-hx-swap-oob")) continue;
    part.remove();
    part.removeAttribute("data-hx-swap-oob");
    document.getElementById(part.id)?.replaceWith(part);
  }
  const target = targetOf(element);
  const swap = SWAPS.has(element.dataset.hxSwap) ? element.dataset.hxSwap : "innerHTML";
  if (!target || swap === "none") return;
  const first = parts.content.firstElementChild;
  const focus = parts.content.querySelector("[autofocus]");
  const parent = target.parentElement;
  const held = element.dataset.hxHold ? document.querySelector(element.dataset.hxHold) : null;
  const before = held?.getBoundingClientRect().top;
  if (swap === "innerHTML") target.replaceChildren(parts.content);
  else if (swap === "outerHTML") target.replaceWith(parts.content);
  else if (swap === "delete") target.remove();
  else if (swap === "beforebegin") target.before(parts.content);
  else if (swap === "afterend") target.after(parts.content);
  else if (swap === "afterbegin") target.prepend(parts.content);
  else target.append(parts.content);
  focus?.focus();
  const changed = swap === "innerHTML" || swap === "afterbegin" || swap === "beforeend" ? target : first || parent;
  changed?.dispatchEvent(new CustomEvent("swap:done", { bubbles: true, detail: { first } }));
  // What is being read stays where it is, whatever was put in above it.
  if (held?.isConnected) scrollBy({ top: held.getBoundingClientRect().top - before, behavior: "instant" });
}

/** Say why a trip failed: in the sentences of the page that refused it, or that nothing came back.
 *
 * A page that says it where it happened takes it from here (`swap:failed`). */
function tellFailure(element, html, status) {
  const page = new DOMParser().parseFromString(html || "", "text/html");
  const sentences = [...page.querySelectorAll(".wrong-page h1, .wrong-page > p:not([class])")].map((part) => part.textContent.trim());
  const why = sentences.length ? `${sentences[0]}. ${sentences.slice(1).join(" ")}` : "";
  if (!element.dispatchEvent(new CustomEvent("swap:failed", { bubbles: true, cancelable: true, detail: { why, status } }))) return;
  failed.textContent = why || noAnswer;
  failed.hidden = false;
  failed.scrollIntoView({ block: "nearest" });
}

/** Fetch `url` for `element`; the answer is swapped in, a redirect is followed by the whole page. */
async function trip(element, url, { method = "GET", body, button } = {}) {
  if (element.ariaBusy === "true") return;
  element.ariaBusy = "true";
  // Disabled only now: a disabled button would not have been among the form's fields.
  if (button) button.disabled = true;
  failed.hidden = true;
  try {
    const answer = await fetch(url, { method, body, headers: { "HX-Request": "true" }, credentials: "same-origin" });
    const elsewhere = answer.headers.get("HX-Redirect") || (answer.redirected && answer.url);
    if (elsewhere) return location.assign(elsewhere);
    if (answer.status === 204) return;
    const html = await answer.text();
    if (answer.ok || answer.status === 422) place(element, html);
    else tellFailure(element, html, answer.status);
  } catch {
    tellFailure(element);
  } finally {
    element.ariaBusy = null;
    if (button) button.disabled = false;
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-hx-get], button[type=button][data-hx-get]");
  // A click that asks for another tab or window stays the browser's.
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  trip(link, link.dataset.hxGet);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  if (event.defaultPrevented) return;
  const element = button?.dataset.hxPost || button?.dataset.hxGet ? button : form;
  const posts = (button?.formMethod || form.method) === "post";
  const address = posts ? element.dataset.hxPost : element.dataset.hxGet;
  // A stranger's form asks by GET: it leads to the page that asks to sign in, so it is not shortened.
  if (!address) return;
  event.preventDefault();
  const fields = new FormData(form, button);
  if (posts) return trip(element, address, { method: "POST", body: fields, button });
  trip(element, `${address}?${new URLSearchParams(fields)}`, { button });
});

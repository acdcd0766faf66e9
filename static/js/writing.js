// While somebody writes: what they type is kept, a preview that is open follows the words, names are offered after an @.
// Loaded when the first comment box gets the focus (conversation.js); without it the same form does all but the names.

// A pause in typing after which something is asked: longer than between two letters, shorter than a thought.
const PAUSE = 1_200;
const KEPT_FOR = 30 * 86_400_000;
const STORE = "drafts";
const AT = /(?:^|[\s([>*])@([^\s@][^\n@]{1,48})$/;

const field = (form) => form.elements.namedItem("body");
const later = new WeakMap();

/** Ask `what` of a form once nobody has typed in it for a moment. */
function soon(form, name, what) {
  const waiting = later.get(form) || later.set(form, {}).get(form);
  clearTimeout(waiting[name]);
  waiting[name] = setTimeout(what, PAUSE);
}

function notNow(form) {
  Object.values(later.get(form) || {}).forEach(clearTimeout);
}

/** Send the form's fields to one of the addresses it names. Null where nothing good came back. */
async function ask(form, address) {
  try {
    const answer = await fetch(address, { method: "POST", body: new FormData(form), credentials: "same-origin", keepalive: true });
    return answer.ok && !answer.redirected ? answer : null;
  } catch {
    return null;
  }
}

// --- Keeping what is typed: on the server where one is signed in, else (or where that fails) in this browser ----------

function kept() {
  try {
    const all = Object.entries(JSON.parse(localStorage.getItem(STORE)) || {});
    return Object.fromEntries(all.filter(([, draft]) => Date.now() - draft.at < KEPT_FOR));
  } catch {
    return {};
  }
}

function keepHere(place, body) {
  const all = kept();
  delete all[place];
  if (body) all[place] = { body, at: Date.now() };
  try {
    localStorage.setItem(STORE, JSON.stringify(all));
    return true;
  } catch {
    return false;
  }
}

function say(form, words) {
  const status = form.querySelector(".write-kept");
  // Said once, not after every pause.
  if (status && status.textContent !== words) status.textContent = words;
}

async function keep(form) {
  const { place, keep: address } = form.dataset;
  const body = field(form).value;
  if (!place || !form.isConnected) return;
  if (address && (await ask(form, address))) {
    keepHere(place, "");
    return say(form, body.trim() ? form.dataset.kept : "");
  }
  const isKept = keepHere(place, body.trim() && body);
  say(form, isKept && body.trim() ? form.dataset.keptHere : "");
}

/** What this browser has kept for an empty box, or for a comment being changed, goes into it, with a way to let it go. */
function takeUp(form) {
  const draft = kept()[form.dataset.place];
  const box = field(form);
  const isChange = form.dataset.place?.startsWith("edit");
  if (!draft || (isChange ? box.value !== box.defaultValue || draft.body === box.value : box.value.trim())) return;
  box.value = draft.body;
  // Words that nobody types again: how soon they are sent says nothing (robots.py).
  const made = form.elements.namedItem("made");
  if (made) made.value = "";
  const line = document.createElement("p");
  line.className = "begun quiet";
  line.append(`${form.dataset.begun} `);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "text-button";
  button.textContent = form.dataset.letGo;
  button.addEventListener("click", () => {
    keepHere(form.dataset.place, "");
    box.value = box.defaultValue;
    line.remove();
    box.focus();
  });
  line.append(button);
  form.querySelector(".buttons").before(line);
}

// --- The preview follows the words ------------------------------------------------------------------------------------

async function follow(form) {
  const shown = form.closest(".write-box").querySelector(".preview .comment-body");
  const answer = shown && (await ask(form, form.dataset.preview));
  if (answer) shown.innerHTML = await answer.text();
}

// --- Names after an @ -------------------------------------------------------------------------------------------------

let list = null;

function closeNames() {
  const box = list?.box;
  list?.element.remove();
  list = null;
  box?.removeAttribute("aria-activedescendant");
  box?.removeAttribute("aria-controls");
}

function choose(option) {
  const { box, begin } = list;
  const end = box.selectionStart;
  closeNames();
  box.setRangeText(`${option.textContent} `, begin, end, "end");
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  box.focus();
}

function mark(step) {
  const options = [...list.element.children];
  const at = options.findIndex((option) => option.ariaSelected === "true");
  const next = options[(at + step + options.length) % options.length];
  for (const option of options) option.ariaSelected = String(option === next);
  list.box.setAttribute("aria-activedescendant", next.id);
}

async function offer(form) {
  const box = field(form);
  const typed = box.value.slice(0, box.selectionStart).match(AT)?.[1];
  // A space ends a name, until the next letter says that it goes on: what was just chosen is not offered once more.
  if (!typed || typed.endsWith(" ")) return closeNames();
  const asked = box.value;
  let html = "";
  try {
    const answer = await fetch(`${form.dataset.names}?q=${encodeURIComponent(typed)}`, { credentials: "same-origin" });
    if (answer.status === 200 && !answer.redirected) html = await answer.text();
  } catch {
    // Without a connection nothing is offered.
  }
  // Typed on meanwhile: the next answer counts.
  if (box.value !== asked || document.activeElement !== box) return;
  closeNames();
  const element = document.createElement("ul");
  element.className = "names";
  element.role = "listbox";
  element.id = `${box.id}-names`;
  element.innerHTML = html;
  if (!element.children.length) return;
  [...element.children].forEach((option, at) => (option.id = `${element.id}-${at}`));
  element.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    if (event.target.role === "option") choose(event.target);
  });
  box.after(element);
  box.setAttribute("aria-controls", element.id);
  list = { element, box, begin: box.selectionStart - typed.length };
  mark(1);
}

document.addEventListener(
  "keydown",
  (event) => {
    if (!list || event.target !== list.box || event.isComposing) return;
    if (event.key === "ArrowDown") mark(1);
    else if (event.key === "ArrowUp") mark(-1);
    else if (event.key === "Enter" || event.key === "Tab") choose(list.element.querySelector("[aria-selected=true]"));
    else if (event.key === "Escape") closeNames();
    else return;
    event.preventDefault();
    event.stopPropagation();
  },
  // Before the box itself is put away by Escape.
  true,
);
document.addEventListener("focusout", (event) => list && event.target === list.box && closeNames());

// --- The forms --------------------------------------------------------------------------------------------------------

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-writing]");
  if (!form || event.target !== field(form)) return;
  if (form.dataset.place) soon(form, "keep", () => keep(form));
  if (form.closest(".write-box").querySelector(".preview")) soon(form, "follow", () => follow(form));
  if (list || AT.test(field(form).value.slice(0, field(form).selectionStart))) offer(form);
});

// Sent: what was typed is on its way, so it is not kept again behind it; the browser forgets it once it has arrived.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-writing]");
  if (form) notNow(form);
  // A change that comes back, with a nudge or after signing in, finds the words as they were sent.
  if (form?.dataset.place?.startsWith("edit")) keepHere(form.dataset.place, field(form).value);
  if (event.submitter?.name === "let_go") keepHere(form.dataset.place, "");
});

function begin(box) {
  const form = box.querySelector?.("form[data-writing]");
  if (!form || form.dataset.isReady) return;
  form.dataset.isReady = "true";
  takeUp(form);
  const words = field(form);
  if (document.activeElement === words && words.selectionEnd === 0) words.setSelectionRange(words.value.length, words.value.length);
  // Taken up, or typed while this module was on its way.
  if (words.value !== words.defaultValue) words.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

document.addEventListener("swap:done", (event) => {
  const { first } = event.detail;
  if (!first?.matches?.(".write-box")) return;
  if (first.dataset.posted) keepHere(first.dataset.posted, "");
  begin(first);
});
document.addEventListener("focusin", (event) => {
  const box = event.target.closest?.(".write-box");
  if (box) begin(box);
});
document.querySelectorAll(".write-box").forEach((box) => box.contains(document.activeElement) && begin(box));

// The form of a story: shortens what also works without script.

// "Insert": put a photograph into the text where the cursor is.
let editor = null;
document.addEventListener("prose-editor:ready", (event) => {
  editor = event.detail.editor;
  // What is said of the field is said of where one writes; the field itself is hidden now.
  const { textarea } = event.detail;
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(name)) editor.view.dom.setAttribute(name, textarea.getAttribute(name));
  }
  editor.view.dom.setAttribute("aria-label", textarea.labels[0]?.textContent.replace(/:$/, "") ?? "");
});
// "What is missing" leads into the text.
for (const link of document.querySelectorAll("a[href='#id_body']")) {
  link.addEventListener("click", (event) => {
    if (!editor) return;
    event.preventDefault();
    editor.commands.focus();
    editor.view.dom.scrollIntoView({ block: "center" });
  });
}
const offer = (list) => {
  for (const button of list.querySelectorAll("[data-insert-photo]")) button.hidden = false;
};
const picker = document.querySelector(".picker");
if (picker) {
  offer(picker);
  for (const help of document.querySelectorAll(".no-script")) help.hidden = true;
  picker.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert-photo]");
    if (button) editor?.chain().focus().insertContent({ type: "photoFigure", attrs: { photo: button.dataset.insertPhoto } }).run();
  });
}

// "Find": only the list is fetched, while one types; the choice stays, wherever it is.
const finder = picker?.querySelector("[data-find]");
const list = picker?.querySelector(".picker-found");
let asked = 0;
const find = async () => {
  const number = ++asked;
  const chosen = picker.querySelector("[name=lead_photo]:checked");
  const words = new URLSearchParams({ chosen: chosen?.value ?? "" });
  for (const field of finder.querySelectorAll("input")) words.set(field.name, field.value);
  const answer = await fetch(`${finder.dataset.find}?${words}`).catch(() => null);
  // An answer that was overtaken by a later one would show what nobody looks for any more.
  if (!answer?.ok || number !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (chosen && list.contains(chosen)) picker.querySelector(".picker-current").prepend(chosen.closest("li"));
  const shown = new Set([...picker.querySelectorAll(".picker-current [data-photo]")].map((one) => one.dataset.photo));
  const items = [...page.body.children].filter((one) => !shown.has(one.dataset.photo));
  list.replaceChildren(...(items.length ? items : [list.dataset.nothing]));
  offer(list);
  picker.querySelector("[data-found]").textContent = [...list.children].map((one) => one.querySelector(".photo-words")?.textContent).join(", ") || list.textContent;
};
let waiting;
finder?.addEventListener("input", (event) => {
  // Not a change of the story.
  event.stopPropagation();
  clearTimeout(waiting);
  waiting = setTimeout(find, 250);
});
finder?.addEventListener("keydown", (event) => {
  if (event.key === "Enter") {
    event.preventDefault();
    find();
  }
});
finder?.querySelector("button").addEventListener("click", (event) => {
  event.preventDefault();
  find();
});

// Lists in order: always one empty place at the end.
for (const list of document.querySelectorAll("[data-places]")) {
  list.addEventListener("change", () => {
    const last = list.lastElementChild;
    if (!last.firstElementChild.value) return;
    const next = last.cloneNode(true);
    next.firstElementChild.value = "";
    next.firstElementChild.removeAttribute("id");
    list.append(next);
  });
}

// Nobody loses a text by closing the window.
const form = document.getElementById("story-form");
// The key Enter saves. Without script it may have been typed to find a photograph, which `find` above does here.
form?.querySelector("[value=enter]")?.setAttribute("value", "save");
let changed = false;
form?.addEventListener("input", () => (changed = true));
form?.addEventListener("submit", () => (changed = false));
window.addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});

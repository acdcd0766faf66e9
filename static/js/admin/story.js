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
for (const button of document.querySelectorAll("[data-insert-photo]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    editor?.chain().focus().insertContent({ type: "photoFigure", attrs: { photo: button.dataset.insertPhoto } }).run();
  });
}

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
let changed = false;
form?.addEventListener("input", () => (changed = true));
form?.addEventListener("submit", () => (changed = false));
window.addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});

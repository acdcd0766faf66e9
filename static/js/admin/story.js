// The form of a story: shortens what also works without script.

// "Insert": put a photograph into the text where the cursor is.
let editor = null;
document.addEventListener("prose-editor:ready", (event) => {
  editor = event.detail.editor;
});
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

// The parts of a story's text that the editor does not know by itself. Together with its own they are what
// newsroom/web/markup.py lets through: whatever is missing here would be lost as soon as somebody edits a text that has it.

import { Blockquote, Extension, HTML as PlainHTML, Mark, Node, Table, mergeAttributes } from "django-prose-editor/editor";

const NUMBERS = /^[1-9][0-9]*(,[1-9][0-9]*)*$/;

// Photographs at hand, by number: what the page lists beside the text.
const photos = JSON.parse(document.getElementById("photos-at-hand")?.textContent ?? "{}");
// One that was found since is read from where it was chosen.
const found = (number) => {
  const choice = document.querySelector(`[data-photo="${Number(number)}"]:has(label)`);
  if (!choice) return undefined;
  const [words, credit] = [".photo-words", ".quiet"].map((part) => choice.querySelector(part).textContent);
  return (photos[number] = { src: choice.querySelector("img")?.getAttribute("src"), words, credit });
};

const attribute = (name, attr = name) => ({
  default: null,
  parseHTML: (element) => element.getAttribute(attr),
  renderHTML: (attributes) => (attributes[name] ? { [attr]: attributes[name] } : {}),
});

const element = (tag, attributes, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

// A quotation, or one pulled out of the text.
export const Quotation = Blockquote.extend({
  addAttributes() {
    return {
      pull: {
        default: false,
        parseHTML: (quote) => quote.classList.contains("pullquote"),
        renderHTML: ({ pull }) => (pull ? { class: "pullquote" } : {}),
      },
    };
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "pullQuote",
      groups: "nodes",
      button: buttons.text("Pull quote", "Pull this quotation out of the text"),
      hidden: (editor) => !editor.isActive("blockquote"),
      active: (editor) => editor.isActive("blockquote", { pull: true }),
      command: (editor) =>
        editor.chain().focus().updateAttributes("blockquote", { pull: !editor.isActive("blockquote", { pull: true }) }).run(),
    });
  },
});

// The text as HTML. The editor's own icon for it is the one of a stretch of code: two buttons that look the same.
export const HTML = PlainHTML.extend({
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "html",
      groups: "utility",
      button: buttons.text("HTML", "Edit the text as HTML"),
      command: (editor) => editor.commands.editHTML(),
    });
  },
});

// A photograph: a reference to its number. Caption and credit are the photograph's own.
export const PhotoFigure = Node.create({
  name: "photoFigure",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes() {
    return { photo: attribute("photo", "data-photo") };
  },
  parseHTML() {
    return [{ tag: "figure[data-photo]", priority: 60 }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["figure", mergeAttributes(HTMLAttributes)];
  },
  addNodeView() {
    return ({ node }) => {
      const photo = photos[node.attrs.photo] ?? found(node.attrs.photo);
      const words = photo ? `${photo.words} ${photo.credit}` : `Photograph ${node.attrs.photo}`;
      const shown = photo?.src ? [element("img", { src: photo.src, alt: "" })] : [];
      return { dom: element("figure", { class: "body-reference" }, ...shown, element("figcaption", {}, words)) };
    };
  },
});

// Something of another site, behind a link.
export const EmbedFigure = Node.create({
  name: "embedFigure",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes() {
    return { address: attribute("address", "data-embed") };
  },
  parseHTML() {
    return [{ tag: "figure[data-embed]", priority: 60 }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["figure", mergeAttributes(HTMLAttributes)];
  },
  addNodeView() {
    return ({ node }) => ({ dom: element("figure", { class: "body-reference" }, `Opens on a click: ${node.attrs.address}`) });
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "embed",
      groups: "nodes",
      button: buttons.text("Embed", "Something of another site, behind a click"),
      command(editor) {
        const address = window.prompt("Address of what to show (https://…)")?.trim();
        if (address?.startsWith("https://")) editor.chain().focus().insertContent({ type: "embedFigure", attrs: { address } }).run();
      },
    });
  },
});

// A box that points to related stories: those with these numbers, or all.
export const RelatedBox = Node.create({
  name: "relatedBox",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes() {
    return {
      stories: {
        default: "",
        parseHTML: (aside) => aside.getAttribute("data-related"),
        renderHTML: ({ stories }) => ({ "data-related": stories }),
      },
    };
  },
  parseHTML() {
    return [{ tag: "aside[data-related]" }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["aside", mergeAttributes(HTMLAttributes)];
  },
  addNodeView() {
    return ({ node }) => ({
      dom: element("aside", { class: "body-reference" }, node.attrs.stories ? `Box: stories ${node.attrs.stories}` : "Box: all related stories"),
    });
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "relatedBox",
      groups: "nodes",
      button: buttons.text("Box", "A box with related stories"),
      command(editor) {
        const said = window.prompt("Numbers of stories with commas between; empty for all related stories", "");
        if (said === null) return;
        const stories = said.replaceAll(" ", "");
        if (stories === "" || NUMBERS.test(stories)) editor.chain().focus().insertContent({ type: "relatedBox", attrs: { stories } }).run();
      },
    });
  },
});

// The editor's tables have no caption; readers of screens need one.
export const CaptionedTable = Table.extend({
  addAttributes() {
    return { ...this.parent?.(), caption: { default: "", parseHTML: (table) => table.querySelector("caption")?.textContent ?? "", renderHTML: () => ({}) } };
  },
  parseHTML() {
    // The caption is an attribute here; read as content, it would become a row.
    return [{ tag: "table" }, { tag: "caption", ignore: true }];
  },
  renderHTML({ node, HTMLAttributes }) {
    const caption = node.attrs.caption ? [["caption", {}, node.attrs.caption]] : [];
    return ["table", mergeAttributes(HTMLAttributes), ...caption, ["tbody", 0]];
  },
  addMenuItems(context) {
    this.parent?.(context);
    context.menu.defineItem({
      name: "table:caption",
      groups: "table",
      button: context.buttons.text("Caption", "What the table shows"),
      hidden: (editor) => !editor.isActive("table"),
      command(editor) {
        const caption = window.prompt("What the table shows", editor.getAttributes("table").caption ?? "");
        if (caption !== null) editor.chain().focus().updateAttributes("table", { caption: caption.trim() }).run();
      },
    });
  },
});

const mark = (name, tag, attributes = () => ({})) =>
  Mark.create({
    name,
    addAttributes: attributes,
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag.replace(/\[.*/, ""), HTMLAttributes, 0],
  });

export const Abbreviation = mark("abbreviation", "abbr", () => ({ title: attribute("title") }));
export const InlineQuote = mark("inlineQuote", "q");
export const Source = mark("source", "cite");

// The language and direction of a paragraph or of some words, where they are not the story's.
export const LanguageOfText = Extension.create({
  name: "languageOfText",
  addExtensions() {
    return [mark("foreign", "span[lang]", () => ({}))];
  },
  addGlobalAttributes() {
    const types = ["paragraph", "heading", "blockquote", "listItem", "tableCell", "tableHeader", "foreign"];
    return [{ types, attributes: { lang: attribute("lang"), dir: attribute("dir") } }];
  },
});

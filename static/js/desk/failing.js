// What did not get through: said at its own place and at the foot of the window, and the keys act on that case again.

import { current, goTo, showEnding, tell } from "./cases.js";

const PLACE = ".neighbour, .case";
const MARK = "[data-not-through]";
const FIELDS = "textarea, select, input:not([type=checkbox])";

const { noConnection } = document.getElementById("told").dataset;

const forget = (item) => item?.querySelectorAll(MARK).forEach((mark) => mark.remove());

function mark(item, trip, words) {
  forget(item);
  const said = document.createElement("p");
  said.className = "notice notice-wrong";
  said.dataset.notThrough = "";
  said.textContent = words;
  (trip.closest("form") ?? trip).before(said);
}

// Decisions follow each other quickly, and so do their failures: the first of them is the one to go on from.
function goBack(item) {
  const place = item.closest(".case");
  const before = current();
  const isAbove = before?.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING;
  if (isAbove && before.querySelector(MARK)) return;
  const field = document.activeElement;
  // Nobody is taken out of a sentence: the next answer, or the next failure, leads back.
  if (field?.matches(FIELDS) && field.closest(PLACE) !== item) return place.setAttribute("data-current", "");
  showEnding(false);
  goTo(place, { focus: place === item });
  if (place !== item) item.focus();
}

document.addEventListener("swap:failed", (event) => {
  const trip = event.target;
  const item = trip.closest(PLACE);
  if (!item) return;
  event.preventDefault();
  const isDecision = trip.closest(".decide");
  // Between marks that keep a name of another direction from turning the words round it.
  const name = `\u2068${item.querySelector(".comment-author, .undo bdi")?.textContent ?? ""}\u2069`;
  // A sentence of the page that refused it; without one nothing came back at all.
  const why = event.detail.why || noConnection;
  // Refused to this account: pressed again, it is refused again.
  const how = event.detail.status === 403 ? "Refused" : "";
  const words = tell(`${isDecision ? "notDecided" : "notDone"}${how}`, { name, why });
  mark(item, trip, words);
  if (trip.closest(".decide, .pass-on")) goBack(item);
  const many = document.querySelectorAll(MARK).length;
  if (many > 1) tell(`several${how}`, { n: many, why });
});

// Pressed again, or done: that one is over.
document.addEventListener("submit", ({ target }) => forget(target.closest(PLACE)));
document.addEventListener("swap:done", ({ target }) => forget(target.closest?.(PLACE)));

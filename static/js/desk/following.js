// What a decision changes elsewhere on the page, and what has arrived since the page was made. Nothing that is read moves.

const POLL_AFTER = 30000;

// Counts, and the record beside the author's other comments. Answers may overtake each other, so each thing keeps the
// moment at which it was true.
function follow(news) {
  const at = Number(news.dataset.followed);
  for (const fresh of news.content.querySelectorAll("[data-follow]")) {
    for (const old of document.querySelectorAll(`[data-follow="${fresh.dataset.follow}"]`)) {
      if (Number(old.dataset.at ?? 0) > at) continue;
      old.dataset.at = at;
      old.replaceChildren(...fresh.cloneNode(true).childNodes);
    }
  }
  news.remove();
  const waiting = document.getElementById("waiting");
  if (waiting) document.title = document.title.replace(/\(.*?\)/, `(${waiting.textContent})`);
}

/** Put in place what answers have brought along. */
export const followAll = () => document.querySelectorAll("template[data-followed]").forEach(follow);

// What has arrived is announced, never inserted: what is being read stays where it is.
async function look(place) {
  if (!document.hidden) {
    try {
      const answer = await fetch(place.dataset.address, { headers: { "HX-Request": "true" } });
      if (answer.status === 200) {
        const link = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("a");
        if (link && link.textContent !== place.textContent.trim()) place.replaceChildren(link);
      } else if (answer.status === 204) {
        // A colleague has decided it meanwhile: nothing new waits any more.
        place.replaceChildren();
      }
    } catch {
      // No connection: the next look will tell.
    }
  }
  setTimeout(look, POLL_AFTER, place);
}

const place = document.getElementById("arrived");
if (place) setTimeout(look, POLL_AFTER, place);

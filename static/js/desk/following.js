// What happens elsewhere: what a decision changes on the rest of the page, what has arrived, and which case a colleague looks
// at. Nothing that is read moves.

const POLL_AFTER = 30000;

// Counts, and the author's record. Answers may overtake each other, so each thing keeps the moment at which it was true.
function follow(news) {
  const at = Number(news.dataset.followed);
  // The heading's words, which the title has too.
  const here = document.querySelector("[data-follow=here]");
  const before = here?.textContent;
  for (const fresh of news.content.querySelectorAll("[data-follow]")) {
    for (const old of document.querySelectorAll(`[data-follow="${fresh.dataset.follow}"]`)) {
      if (Number(old.dataset.at ?? 0) > at) continue;
      old.dataset.at = at;
      old.replaceChildren(...fresh.cloneNode(true).childNodes);
    }
  }
  news.remove();
  if (here) document.title = document.title.replace(before, () => here.textContent);
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
        // A colleague has decided it meanwhile.
        place.replaceChildren();
      }
    } catch {
      // The next look will tell.
    }
  }
  setTimeout(look, POLL_AFTER, place);
}

const place = document.getElementById("arrived");
if (place) setTimeout(look, POLL_AFTER, place);

// Advice to colleagues: a case is claimed when it is opened, and left with the next one or the page.

let held = null;

const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
const said = (more) => new URLSearchParams({ csrfmiddlewaretoken: token(), ...more });
// A decision ends the claim by itself.
const isHeld = () => held?.isConnected && held.hasAttribute("data-waits");

document.addEventListener("case:opened", async ({ target }) => {
  const left = isHeld() ? held.dataset.row : "";
  held = null;
  if (!target.dataset.claim) return;
  held = target;
  try {
    const answer = await fetch(target.dataset.claim, { method: "POST", body: said({ left }), headers: { "HX-Request": "true" } });
    // A colleague looks at it already: their name stands where it does for whoever opens the page now.
    const place = target.querySelector("[data-claimed]");
    if (place && answer.status === 200 && !answer.redirected) place.textContent = await answer.text();
  } catch {
    // Nobody is told, and nobody is kept from anything.
  }
});

addEventListener("pagehide", () => isHeld() && navigator.sendBeacon(held.dataset.leave, said({ beacon: "1" })));

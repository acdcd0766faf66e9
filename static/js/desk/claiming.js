// Who looks at what, said to colleagues as advice: a case is claimed when it is opened, and left with the next one or the page.

let held = null;

const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
const said = () => new URLSearchParams({ csrfmiddlewaretoken: token() });

function leave() {
  // Its decision has ended the claim already; one that waits is sent even while the page goes away.
  if (held?.isConnected && held.hasAttribute("data-waits")) navigator.sendBeacon(held.dataset.leave, said());
  held = null;
}

document.addEventListener("case:opened", async ({ target }) => {
  leave();
  if (!target.dataset.claim) return;
  held = target;
  try {
    const answer = await fetch(target.dataset.claim, { method: "POST", body: said(), headers: { "HX-Request": "true" } });
    // A colleague looks at it already: their name stands where it does for whoever opens the page now.
    const place = target.querySelector("[data-claimed]");
    if (place && answer.status === 200 && !answer.redirected) place.textContent = await answer.text();
  } catch {
    // No connection: nobody is told, and nobody is kept from anything.
  }
});

addEventListener("pagehide", leave);

// Who looks at what, said to colleagues as advice: a case is claimed when it is opened, and left with the next one or the page.

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
    // No connection: nobody is told, and nobody is kept from anything.
  }
});

addEventListener("pagehide", () => isHeld() && navigator.sendBeacon(held.dataset.leave, said({ beacon: "1" })));

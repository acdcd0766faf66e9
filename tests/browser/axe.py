"""What axe objects to on a page, in each look of the site, within the time that a suite has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import cycle
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

LIGHT, DARK = ("light", 1280), ("dark", 390)
BOTH = [LIGHT, DARK]

_SCRIPT = next(Path(axe_playwright_python.__file__).parent.glob("axe*.js")).read_text()

# What axe looks at longest by far is the contrast of every line of words. The fifth row of a list looks like the first four:
# contrast is looked at in four of each kind of neighbours, everything else in all of them.
_LOOK = """
async () => {
  const again = "data-axe-again";
  for (const parent of document.body.querySelectorAll("*")) {
    const kinds = new Map();
    for (const child of parent.children) {
      const kind = child.localName + "." + child.className;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (kinds.get(kind) > 4) for (const one of [child, ...child.querySelectorAll("*")]) one.setAttribute(again, "");
    }
  }
  axe.configure({ rules: [{ id: "color-contrast", selector: `*:not([${again}])` }] });
  const { violations } = await axe.run(document, { resultTypes: ["violations"], selectors: false });
  return violations.map(({ id, nodes }) => `${id} (${nodes[0].html.slice(0, 160)}) ${nodes[0].failureSummary}`);
}
"""


def in_turns(addresses: Iterable[str]) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Each address with one look, by day and by night in turns.

    Every pair of colours is measured in both schemes by `tests/architecture/test_contrast.py`, and pages are put together of
    the same few: what one look of a page does not show, that of its neighbour does.
    """
    for address, look in zip(addresses, cycle(BOTH), strict=False):
        yield address, [look]


def objections(page: Page, *, looks: list[tuple[str, int]] | None = None) -> list[str]:
    """What axe objects to on the page as it is, a line each: in the look it has, or in each of these, scheme and width."""
    page.evaluate(_SCRIPT)
    if looks is None:
        return [f"{page.url}: {found}" for found in page.evaluate(_LOOK)]
    found = []
    for scheme, width in looks:
        # Without motion: a colour on its way from one scheme to the other has any contrast.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{page.url}, {scheme} at {width}: {objection}" for objection in page.evaluate(_LOOK)]
    return found

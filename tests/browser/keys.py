"""Going through a page by keys alone, and asking where the focus is."""

from tests.browser.waiting import wait_until

# Far more than any page of these tests has places to stop at: then it went round.
MOST_STOPS = 150

_STANDS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return "nowhere";
  const box = at.getBoundingClientRect();
  const inView = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  const isSeen = inView && at.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  return isSeen ? "" : `unseen: ${at.outerHTML.slice(0, 200)}`;
}"""


def reach(page, selector, *, by="Tab"):
    """Press Tab until the focus is on an element that the selector matches, where it can be seen."""
    for _ in range(MOST_STOPS):
        page.keyboard.press(by)
        arrived, wrong = page.evaluate(f"selector => [document.activeElement.matches(selector), ({_STANDS})()]", selector)
        if arrived:
            assert wrong == ""
            return
    raise AssertionError(f"No number of {by} leads to {selector}.")


def press(page, key, *, then):
    """Press a key on what has the focus, and wait until the focus is on what should have it next, and is seen there."""
    page.keyboard.press(key)
    wait_until(page, "selector => document.activeElement.matches(selector)", arg=then)
    wait_until(page, f"({_STANDS})() === ''")

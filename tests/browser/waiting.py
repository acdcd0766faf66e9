"""Waiting for what a page's script brings about, and for the whole of the next page."""

import time

# As long as Playwright itself waits for an element.
LIMIT = 30.0


def wait_until(page, script, arg=None):
    """Wait until `script` (an expression or a function of `arg`) is true in the page.

    Playwright's own `wait_for_function` has the page evaluate a string wherever it must look twice, which our policy forbids.
    """
    deadline = time.monotonic() + LIMIT
    while not page.evaluate(script, arg):
        assert time.monotonic() < deadline, f"still not so: {script} {arg or ''}"
        page.wait_for_timeout(20)


def follow(page, pressed):
    """Press what leads to another page, and wait until all of that is there: a page is shown while the rest of it still comes."""
    with page.expect_navigation():
        page.locator(pressed).click()

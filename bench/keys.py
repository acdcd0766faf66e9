"""A moderator at the keys, in Chromium: how many decisions a minute, and how long after the key the next item is on screen.

    DATABASE_URL=postgres://… python -m bench.keys [--decisions 100] [--quickly]

Makes a scratch newspaper whose desk is full, signs a moderator in, and presses keys as a person does: reads for 0.3 to 0.7 s,
presses; most are approved, some removed under a rule, some passed on, now and then one is undone. Beside it, in the same
browser and the same run, a bare page that does nothing but go to its next line: what the machine itself takes. `--quickly`
reads nothing at all. The clock is the page's own, from the key's event to the frame in which the next case stands.

Ends with 1 if fewer than 60 decisions a minute were taken, or if one of them had to wait for the page: no next item within
150 ms, or one that was shown without the conversation beside it. Stops by itself: when so many are decided, when nothing is left
to decide, or when twice the time has passed that so many may take.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
from playwright.sync_api import Browser, Page, sync_playwright

from bench.measuring import serving, table
from bench.newspapers import Newspaper, newspaper
from newsroom.local import browser

LEAST_A_MINUTE = 60
MOST_MILLISECONDS = 150.0
# Nobody goes past more than this to find something to decide: then the list is at its end.
MOST_PASSED = 30
# As many as it takes for the seeder to let 150 cases wait.
COMMENTS = 5_000
SEED = 4

# The page notes when a key came, and when the case that is current then has been drawn: two frames later it is on screen.
NOTE = """
window.noted = [];
addEventListener("keydown", (event) => { window.pressed = event; }, true);
addEventListener("case:opened", (event) => {
  const { target } = event, { key, timeStamp } = window.pressed;
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const box = target.getBoundingClientRect();
    noted.push({ key, ms: performance.now() - timeStamp, inSight: box.top < innerHeight && box.bottom > 0,
                 beside: !target.querySelector("[data-beside]") });
  }));
}, true);
"""
BARE = """<!doctype html><title>bare</title><ol>%s</ol><script>
addEventListener("keydown", () => {
  const next = document.querySelector("[aria-current]").nextElementSibling;
  document.querySelector("[aria-current]").removeAttribute("aria-current");
  next.setAttribute("aria-current", "true");
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "start" });
  next.dispatchEvent(new CustomEvent("case:opened", { bubbles: true }));
});
</script>"""

SIGN_IN = """
import json
from django.conf import settings
from django.test import Client
from newsroom.accounts.models import User
user = User.objects.get(email="moderator@courier.example")
client = Client()
client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
name = settings.SESSION_COOKIE_NAME
print(json.dumps({"id": user.pk, "name": name, "value": client.cookies[name].value}))
"""


def press(page: Page, chance: random.Random) -> str:
    """What a person does with the case before them. Returns which kind of decision it was."""
    what = chance.choices(["approve", "remove", "pass on"], weights=[75, 20, 5])[0]
    if what == "approve":
        page.keyboard.press("a")
    elif what == "remove":
        page.keyboard.press("r")
        page.keyboard.press("1")
    else:
        page.keyboard.press("e")
        # Nobody sends a note before they see its field.
        page.wait_for_selector(".pass-on input:focus")
        page.keyboard.press("Enter")
    return what


def find(page: Page) -> bool:
    """Go past what is answered in writing to something that is decided by keys. Returns whether it is there."""
    for _ in range(MOST_PASSED):
        if page.evaluate("Boolean(document.querySelector('.case[aria-current=true][data-waits] .decide'))"):
            return True
        page.keyboard.press("j")
    return False


def decide(page: Page, *, decisions: int, quickly: bool) -> tuple[list[str], float]:
    """Take so many decisions, reading in between. Returns what was done, and the seconds it took."""
    chance, done, started = random.Random(SEED), [], time.monotonic()
    ends = started + 2 * decisions * 60 / LEAST_A_MINUTE
    while len(done) < decisions and time.monotonic() < ends:
        if not quickly:
            page.wait_for_timeout(chance.uniform(300, 700))
        if not find(page):
            break
        done.append(press(page, chance))
        if len(done) % 25 == 0:
            page.keyboard.press("u")
            page.wait_for_timeout(chance.uniform(300, 700))
            page.keyboard.press("a")
    return done, time.monotonic() - started


def bare(chromium: Browser, *, times: int) -> list[float]:
    """The same keys on a page that does nothing else."""
    page = chromium.new_page()
    page.set_content(
        BARE % "".join(f'<li tabindex="-1"{" aria-current" * (n == 0)}>{"words " * 60}</li>' for n in range(times + 1))
    )
    page.evaluate(NOTE)
    for _ in range(times):
        page.wait_for_timeout(50)
        page.keyboard.press("a")
    page.wait_for_timeout(200)
    found = [noted["ms"] for noted in page.evaluate("noted")]
    page.close()
    return found


def row(title: str, milliseconds: list[float]) -> list[Any]:
    """A line of the table: median and 95 of 100."""
    return [title, f"{statistics.median(milliseconds):.0f} ms", f"{statistics.quantiles(milliseconds, n=20)[-1]:.0f} ms"]


def logged(made: Newspaper, moderator: int) -> int:
    """How many decisions of theirs the log has."""
    with psycopg.connect(made.url) as connection:
        [count] = connection.execute(
            "SELECT count(*) FROM comments_decision WHERE by_id = %s AND kind IN ('approve', 'remove', 'escalate')"
            " AND at > now() - interval '1 hour'",
            [moderator],
        ).fetchone() or [0]
    return int(count)


def main() -> None:
    """Make the newspaper, sit down, press."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--decisions", type=int, default=100)
    parser.add_argument("--quickly", action="store_true", help="press again at once, as nobody does who reads")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = os.environ["DATABASE_URL"]
        made = stack.enter_context(newspaper(url, COMMENTS, folder=folder, keep=False, name="keys"))
        made.run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        session = json.loads(made.run("manage.py", "shell", "--no-imports", "-c", SIGN_IN).splitlines()[-1])
        before = logged(made, session["id"])
        server = stack.enter_context(serving("newsroom.wsgi:application", environ=made.environ, log=folder / "site.log"))
        playwright = stack.enter_context(sync_playwright())
        chromium = playwright.chromium.launch(executable_path=browser.find(), args=["--no-sandbox", "--disable-gpu"])
        address = f"http://localhost:{server.port}"
        context = chromium.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": session["name"], "value": session["value"], "url": address}])
        page = context.new_page()
        page.add_init_script(NOTE)
        page.goto(f"{address}/moderation/")
        page.wait_for_selector(".case[aria-current=true]")
        find(page)
        page.wait_for_selector(".case[aria-current=true]:not(:has(> [data-beside]))")
        page.evaluate("noted.length = 0")
        done, seconds = decide(page, decisions=options.decisions, quickly=options.quickly)
        page.wait_for_timeout(2_000)
        noted = page.evaluate("noted")
        floor = bare(chromium, times=options.decisions)
        chromium.close()
        taken = logged(made, session["id"]) - before
    # What was undone comes back with the server's answer, as nobody knows before it how it stands now.
    undone, noted = [one for one in noted if one["key"] == "u"], [one for one in noted if one["key"] != "u"]
    slow = [one for one in noted if one["ms"] > MOST_MILLISECONDS or not one["inSight"]]
    without = [one for one in noted if not one["beside"]]
    table(
        "A moderator at the keys, in Chromium",
        ["what", "median", "95 of 100"],
        [
            row("from the key to the next item on screen", [one["ms"] for one in noted]),
            row("the same on a bare page", floor),
            [
                "from the key that undoes to the case as it is now",
                f"{statistics.median([one['ms'] for one in undone] or [0]):.0f} ms",
                "",
            ],
            ["decisions a minute", f"{len(done) / seconds * 60:.0f}", ""],
            ["decisions taken, and in the log", f"{len(done)}", f"{taken}"],
            ["not on screen within 150 ms", f"{len(slow)}", ""],
            ["shown before the conversation beside it was there", f"{len(without)}", ""],
        ],
    )
    sys.exit(1 if slow or without or len(done) / seconds * 60 < LEAST_A_MINUTE else 0)


if __name__ == "__main__":
    main()

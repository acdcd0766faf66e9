"""Every attack of the shared collection as a comment, in Chromium, with the site's policy switched off: what runs?

    DATABASE_URL=postgres://… python -m bench.hostile_text [--policy]

Posts the `xss-*` texts of `../shared/data/hostile-text` under the stories of a scratch newspaper, opens every page they
are on, touches each element, and compares what is shown with what was written. `--policy` leaves the content security
policy on. Ends with 1 if anything ran, or a text was not seen.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.measuring import ROOT, serving, table
from bench.pages import newspaper
from newsroom.local import browser

COLLECTION = ROOT.parent / "shared" / "data" / "hostile-text"
FILES = ("xss-payloads.jsonl", "xss-html5sec.jsonl")

TRAP = "for (const name of ['alert', 'prompt', 'confirm', 'print']) window[name] = (words) => { window.ran = name; };"
TOUCH = """() => {
  for (const element of document.querySelectorAll('.comment-body, .comment-body *'))
    for (const kind of ['mouseover', 'mouseenter', 'focus', 'pointerdown', 'keydown', 'toggle', 'load', 'error'])
      element.dispatchEvent(new Event(kind, { bubbles: true }));
}"""
SHOWN = """() => [...document.querySelectorAll('.thread .branch[id]')].map(
  item => [Number(item.id.slice(8)), item.querySelector('.comment-body')?.textContent ?? ''])"""
FOREIGN = """() => [...document.querySelectorAll('.comment-body *')].map(element => element.localName)
  .filter(name => !['p', 'br', 'blockquote', 'em', 'a'].includes(name))"""


def letters(text: str) -> str:
    """A text without white space and the few marks that plain text's habits take away."""
    return re.sub(r"[\s*>\x00-\x1f\x7f-\x9f\ufffd\ufffe\uffff]", "", text)


def visit(page: Page, address: str, wrote: dict[int, str]) -> dict[str, list[Any]]:
    """Open one page and touch everything that readers wrote; what ran, what should not be there, what reads differently."""
    page.goto(address)
    page.evaluate(TOUCH)
    ran = page.evaluate("window.ran ?? null")
    shown = dict(page.evaluate(SHOWN))
    differs = [pk for pk, text in shown.items() if pk in wrote and letters(text) != letters(wrote[pk])]
    elsewhere = [page.url] if page.url != address else []
    return {
        "ran": [ran] if ran else [],
        "foreign": page.evaluate(FOREIGN),
        "differs": differs,
        "elsewhere": elsewhere,
        "seen": list(shown),
    }


def main() -> None:
    """Post, serve, look."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--policy", action="store_true", help="leave the content security policy on")
    options = parser.parse_args()
    if not COLLECTION.is_dir():
        raise SystemExit(f"{COLLECTION} is not here, so there is nothing to try.")
    found: dict[str, list[Any]] = {"ran": [], "foreign": [], "differs": [], "elsewhere": [], "seen": []}
    dialogs: list[str] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        made = stack.enter_context(newspaper(os.environ["DATABASE_URL"], 0, folder=folder, keep=False))
        made.run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        posted = json.loads(made.run("-m", "bench.attackers", *(str(COLLECTION / name) for name in FILES)))
        server = stack.enter_context(serving("newsroom.wsgi:application", environ=made.environ, log=folder / "site.log"))
        playwright = stack.enter_context(sync_playwright())
        chromium = playwright.chromium.launch(executable_path=browser.find(), args=["--no-sandbox", "--disable-gpu"])
        page = chromium.new_context(bypass_csp=not options.policy).new_page()
        page.add_init_script(TRAP)
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        wrote = {int(pk): body for pk, body in posted["bodies"].items()}
        for path in posted["paths"]:
            for name, values in visit(page, f"http://localhost:{server.port}{path}", wrote).items():
                found[name] += values
        chromium.close()
    seen = set(found["seen"]) & set(wrote)
    table(
        "Attacks as comments, in Chromium" + ("" if options.policy else ", without the policy"),
        ["what", "number"],
        [
            ["texts", len(wrote)],
            ["seen on a page", len(seen)],
            ["ran", len(found["ran"]) + len(dialogs)],
            ["led elsewhere", len(found["elsewhere"])],
            ["elements that are no text", len(found["foreign"])],
            ["shown otherwise than written", len(found["differs"])],
        ],
    )
    wrong = [*found["ran"], *dialogs, *found["elsewhere"], *found["foreign"], *found["differs"], *(set(wrote) - seen)]
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

"""A story's page stays light: 20 kB of styles, 15 kB of script, all compressed, and few enough files (PRODUCT, "Numbers")."""

import gzip
import re

import pytest

from tests.architecture.sources import ROOT

MOST_STYLES = 20_000
MOST_SCRIPT = 15_000
# Twelve requests, less the page itself, its lead photograph, and two faces (roman and italic).
MOST_FILES = 12 - 4

# Fetched once somebody begins to write: no request of the page's own, but part of what a reader's device takes in.
FETCHED_LATER = {"conversation.js": ["writing.js"]}
# What the desk's own script imports: moderators open the page once and stay, so its weight counts and their number does not.
FETCHED_LATER["desk.js"] = [f"desk/{path.name}" for path in (ROOT / "static/js/desk").glob("*.js")]

PAGES = ["articles/article.html", "articles/front.html", "comments/discussion.html", "moderation/queue.html"]


def linked(page):
    """The styles and scripts that a page and its frame link, as files."""
    text = "".join((ROOT / "templates" / name).read_text(encoding="utf-8") for name in ("base.html", page))
    names = re.findall(r"static '((?:css|js)/[\w.-]+)'", text)
    return [ROOT / "static" / name for name in dict.fromkeys(names)]


def compressed(files):
    """Their size in bytes as a server sends them."""
    return sum(len(gzip.compress(file.read_bytes(), compresslevel=6)) for file in files)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_stays_within_its_budget(page):
    files = linked(page)
    scripts = [file for file in files if file.suffix == ".js"]
    scripts += [file.parent / later for file in scripts for later in FETCHED_LATER.get(file.name, ())]

    assert compressed(file for file in files if file.suffix == ".css") <= MOST_STYLES
    assert compressed(scripts) <= MOST_SCRIPT
    assert len(files) <= MOST_FILES


def test_only_the_face_of_the_first_screen_is_preloaded():
    frame = (ROOT / "templates/base.html").read_text(encoding="utf-8")

    assert re.findall(r"preload\" href=\"{% static '([^']+)'", frame) == ["fonts/source-serif-4-latin.woff2"]

"""What every test with a browser needs."""

import pytest
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import expect

from newsroom.web import robots
from tests import live
from tests.browser.signing_in import let_in

# By itself it waits for a sixth of the time that every other step has.
expect.set_options(timeout=30_000)
SMALL = {"articles": 10, "comments": 120, "largest": 70, "depth": 12, "readers": 30}


@pytest.fixture(autouse=True)
def a_person_types_as_fast_as_a_test(monkeypatch):
    """Forms that programs send too fast are tried in `tests/web/test_robots.py`; here a program stands for a person."""
    monkeypatch.setattr(robots, "FASTEST_PERSON", 0)


@pytest.fixture
def browse(browser, live_site):
    """Open a page of the site in a browser of its own: with script or without, as somebody or as a stranger."""
    contexts = []

    def open_page(address, *, script=True, reader=None, **options):
        context = browser.new_context(java_script_enabled=script, base_url=live_site.url, **options)
        contexts.append(context)
        if reader is not None:
            let_in(context, live_site, reader)
        page = context.new_page()
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def paper(django_db_setup, django_db_blocker):
    """A small demo newspaper on a running site, printed once for all tests of a file; `live_site` has no place beside it."""
    with (
        django_db_blocker.unblock(),
        live.copied_database(),
        live.served() as site,
        override_settings(SITE_URL=site.url, CSRF_TRUSTED_ORIGINS=[site.url]),
    ):
        call_command("seed", **SMALL, verbosity=0)
        yield site

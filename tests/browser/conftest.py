"""What every test with a browser needs."""

import pytest
from django.conf import settings
from django.test import Client

from newsroom.web import robots
from tests.factories.accounts import sign_in


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
            # Signing in by its form is a journey of its own; here it would cost every other a second.
            session = sign_in(Client(), reader).cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_site.url}])
        page = context.new_page()
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()

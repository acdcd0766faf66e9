"""What readers do, from joining to taking part: every journey is walked twice, with script on and with script off."""

import functools

import pytest

from tests.factories.accounts import PASSWORD
from tests.factories.comments import make_comment, make_discussion, make_trusted_reader


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def script(request):
    """Whether the browser runs script."""
    return request.param


@pytest.fixture
def visit(browse, script):
    """Open a page of the site, as `browse` does, with script or without."""
    return functools.partial(browse, script=script)


@pytest.fixture
def said(live_site):
    """A comment by Kira Evans that one can answer."""
    kira = make_trusted_reader(display_name="Kira Evans")
    return make_comment(discussion=make_discussion(), author=kira, body="The barrier costs too much.")


@pytest.fixture
def sign_in_here():
    """Sign in on the page that asks for it."""

    def sign_in(page, reader):
        page.wait_for_url("**/account/login/**")
        page.fill("input[name=login]", reader.email)
        page.fill("input[type=password]", PASSWORD)
        page.press("input[type=password]", "Enter")
        page.wait_for_url(lambda url: "login" not in url)

    return sign_in

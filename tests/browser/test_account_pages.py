"""Joining, confirming, leaving through the menu, in Chromium; and what assistive technology finds on the account pages."""

import re

import pytest
from django.core import mail

from newsroom.accounts import confirmation
from newsroom.accounts.models import User
from tests.browser.axe import in_turns, objections
from tests.browser.signing_in import sign_in
from tests.factories.accounts import PASSWORD, make_unconfirmed_reader

FOR_EVERYBODY = [
    "/account/login/",
    "/account/signup/",
    "/account/password/reset/",
    "/account/confirm-email/made-up/",
    "/account/no-such-page/",
]
ONES_OWN = ["/account/", "/account/email/", "/account/password/change/", "/account/leave/", "/account/logout/", "/account/2fa/"]


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_reader_joins_confirms_and_signs_out(live_site, browser, script):
    page = browser.new_context(java_script_enabled=script).new_page()
    broken = []
    page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)

    page.goto(f"{live_site.url}/account/signup/?next=/account/")
    page.get_by_label("E-mail address").fill("kira@example.org")
    page.get_by_label("Display name").fill("Kira Evans")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Join").click()
    page.wait_for_url(f"{live_site.url}/account/")
    page.goto(re.search(r"http://\S+", mail.outbox[0].body).group())

    assert page.url == f"{live_site.url}/account/"
    assert "kira@example.org is confirmed" in page.locator("[role=status]").inner_text()
    assert confirmation.is_confirmed(User.objects.get(email="kira@example.org"))

    page.locator(".account-menu summary").click()
    page.get_by_role("button", name="Sign out").click()

    page.locator(".account-join").wait_for()
    assert page.locator(".account-menu").count() == 0
    assert not broken


def test_pages_for_everybody_are_open_to_every_reader(live_site, browser):
    page = browser.new_context().new_page()

    for path, looks in in_turns(FOR_EVERYBODY):
        page.goto(f"{live_site.url}{path}")

        assert not objections(page, looks=looks)


def test_pages_of_ones_own_account_are_open_to_every_reader(live_site, browser):
    page = browser.new_context().new_page()
    sign_in(page, live_site, make_unconfirmed_reader(), to="/account/")

    for path, looks in in_turns(ONES_OWN):
        page.goto(f"{live_site.url}{path}")

        assert not objections(page, looks=looks)


def test_a_refused_form_in_the_dark_is_open_to_every_reader(live_site, browser):
    page = browser.new_context(color_scheme="dark").new_page()
    page.goto(f"{live_site.url}/account/signup/")

    page.get_by_label("E-mail address").fill("kira@example.org")
    page.get_by_label("Display name").fill("Moderator")
    page.get_by_label("Password").fill("password12")
    page.get_by_role("button", name="Join").click()
    page.locator("#id_display_name_error").wait_for()

    assert page.get_by_label("E-mail address").input_value() == "kira@example.org"
    assert page.get_by_label("Display name").get_attribute("aria-invalid") == "true"
    assert not objections(page)

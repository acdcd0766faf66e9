"""A passkey, kept by the browser's own authenticator: added once, it signs in without address or password."""

import pytest
from django.urls import reverse

from tests.factories.accounts import PASSWORD, make_reader
from tests.factories.comments import make_comment, make_discussion

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page_with_authenticator(page):
    """A page whose browser can keep passkeys."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return page


def add_passkey(page, site, reader):
    """Sign in with the password, and let the browser make a passkey."""
    page.goto(f"{site.url}{reverse('account_login')}?next={reverse('mfa_add_webauthn')}")
    page.fill("input[name=login]", reader.email)
    page.fill("input[type=password]", PASSWORD)
    page.press("input[type=password]", "Enter")
    # Asked once more before a key is added.
    page.wait_for_url("**/reauthenticate/**")
    page.fill("input[type=password]", PASSWORD)
    page.press("input[type=password]", "Enter")
    page.wait_for_selector("#mfa_webauthn_add")
    page.fill("input[name=name]", "This machine")
    page.check("input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/2fa/**recovery-codes/**")


def test_a_passkey_signs_in_and_leads_back_to_where_one_was_going(page_with_authenticator, live_site):
    page, reader = page_with_authenticator, make_reader()
    comment = make_comment(discussion=make_discussion())
    address = reverse("comments:recommend", args=[comment.pk])
    objections = []
    add_passkey(page, live_site, reader)
    page.context.clear_cookies()
    page.on("console", lambda said: objections.append(said.text) if said.type == "error" else None)

    page.goto(f"{live_site.url}{address}")
    page.click("text=Sign in with a passkey")
    page.wait_for_url(f"**{address}")

    assert page.locator(".account-name").text_content() == reader.display_name
    assert not objections


def test_a_button_pressed_without_script_leads_back_to_the_page_to_sign_in(browser, live_site):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_site.url}{reverse('account_login')}")

    page.click("text=Sign in with a passkey")

    assert page.url.startswith(f"{live_site.url}{reverse('account_login')}")
    assert page.locator(".notice >> text=Please sign in with your password.").count() == 1
    page.context.close()

"""Signing in with an account elsewhere: offered where it is set up, and nowhere else."""

import pytest
import requests
from allauth.core.context import request_context
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.urls import reverse

from newsroom.accounts.adapter import SocialAdapter
from newsroom.accounts.models import User
from newsroom.web import outgoing
from tests.web.conftest import in_another_process

pytestmark = pytest.mark.django_db

SIGN_IN_PAGE = """
from django.conf import settings
from django.test import Client
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
answer = Client(headers={"host": "localhost"}).get("/account/login/?next=/discussion/5/")
print(settings.PROVIDERS.names)
print(answer.headers["Content-Security-Policy"])
print(answer.content.decode())
"""


def test_no_provider_is_offered_where_none_is_set_up(client):
    page = client.get(reverse("account_login")).content.decode()

    assert "or continue with" not in page


def test_each_provider_that_is_set_up_is_offered_and_keeps_where_one_was_going(monkeypatch):
    for name, value in {
        "GOOGLE_CLIENT_ID": "g",
        "GOOGLE_CLIENT_SECRET": "s",
        "FACEBOOK_CLIENT_ID": "f",
        "FACEBOOK_CLIENT_SECRET": "s",
        "OIDC_CLIENT_ID": "o",
        "OIDC_CLIENT_SECRET": "s",
        "OIDC_SERVER_URL": "https://accounts.example/realm",
        "OIDC_NAME": "Harbour staff",
    }.items():
        monkeypatch.setenv(name, value)

    names, policy, page = in_another_process(SIGN_IN_PAGE).split("\n", 2)

    assert names == "['Google', 'Facebook', 'Harbour staff']"
    assert 'action="/account/google/login/?process=login&amp;next=%2Fdiscussion%2F5%2F"' in page
    assert 'action="/account/facebook/login/?' in page
    assert 'action="/account/oidc/oidc/login/?' in page
    assert "Harbour staff</button>" in page
    assert "form-action 'self' https://accounts.google.com https://www.facebook.com https://accounts.example" in policy


def test_the_name_a_provider_knows_is_offered_tidied_and_never_too_long(rf):
    known = SocialAccount(provider="google", uid="1", extra_data={"name": "  Kira   Evans " + "x" * 80})

    with request_context(rf.get("/")):
        initial = SocialAdapter(rf.get("/")).get_signup_form_initial_data(SocialLogin(user=User(), account=known))

    assert initial["display_name"].startswith("Kira Evans ")
    assert len(initial["display_name"]) == 50


@pytest.fixture
def asked(monkeypatch):
    """What reached `outgoing`, which answers as a provider would."""
    calls = []

    def call(url, *, method, body, headers):
        calls.append((method, url, body, headers))
        return outgoing.Answer(200, {"Content-Type": "application/json"}, b'{"email": "kira@example.org"}')

    monkeypatch.setattr(outgoing, "call", call)
    return calls


def test_a_provider_is_asked_through_the_one_door(asked, rf):
    with SocialAdapter(rf.get("/")).get_requests_session() as session:
        answer = session.post("https://accounts.example/token", data={"code": "a b"}, auth=("id", "secret"))

    [(method, url, body, headers)] = asked
    assert (method, url, body) == ("POST", "https://accounts.example/token", b"code=a+b")
    assert headers["Authorization"].startswith("Basic ")
    assert headers["Content-Length"] == "8"
    answer.raise_for_status()
    assert answer.json() == {"email": "kira@example.org"}


@pytest.mark.parametrize("url", ["http://accounts.example/token", "https://127.0.0.1/token", "https://accounts.example:8443/"])
def test_nobody_is_led_inside_by_a_provider(url, rf):
    session = SocialAdapter(rf.get("/")).get_requests_session()

    # The error that allauth answers with a page of its own.
    with pytest.raises(requests.ConnectionError):
        session.get(url)

"""Signing in with an account elsewhere: offered where it is set up, and nowhere else."""

import pytest
from allauth.core.context import request_context
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.urls import reverse

from newsroom.accounts.adapter import SocialAdapter
from newsroom.accounts.models import User
from tests.web.conftest import in_another_process

pytestmark = pytest.mark.django_db

SIGN_IN_PAGE = """
from django.conf import settings
from django.test import Client
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
answer = Client(headers={"host": "localhost"}).get("/account/login/?next=/discussion/5/")
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

    policy, page = in_another_process(SIGN_IN_PAGE).split("\n", 1)

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

"""Pages for what went wrong, and what a browser may do with any page."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory
from django.urls import reverse

from newsroom.web import refusals
from tests.factories.accounts import make_editor, sign_in

KINDS = {
    400: (refusals.bad_request, "We could not read that"),
    403: (refusals.forbidden, "This is not open to you"),
    404: (refusals.not_found, "There is nothing here"),
    429: (refusals.too_many, "That was too often in a short time"),
}


@pytest.fixture
def request_of_a_stranger(rf, client):
    request = rf.post("/somewhere/", {"body": "What I had written.", "password": "secret word"})
    request.user = None
    request.session = client.session
    return request


@pytest.mark.django_db
@pytest.mark.parametrize("status", KINDS)
def test_every_refusal_says_what_happened_and_where_to_go(request_of_a_stranger, status):
    view, sentence = KINDS[status]

    response = view(request_of_a_stranger, None)

    page = response.content.decode()
    assert response.status_code == status
    assert sentence in page
    assert 'class="wrong-page measure"' in page
    assert '<a href="/">' in page


def test_our_own_fault_is_admitted_without_asking_the_database():
    response = refusals.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "It is not your fault" in response.content.decode()


def test_what_is_broken_is_said_without_asking_the_database():
    response = refusals.bad_request(RequestFactory().get("/"))

    assert response.status_code == 400


@pytest.mark.django_db
def test_asking_too_often_keeps_the_words_and_never_the_password(request_of_a_stranger):
    page = refusals.too_many(request_of_a_stranger, None).content.decode()

    assert "What I had written." in page
    assert "secret word" not in page


@pytest.mark.django_db
def test_a_404_does_not_say_what_it_knows(request_of_a_stranger):
    page = refusals.not_found(request_of_a_stranger, Http404("Article 12 is embargoed")).content.decode()

    assert "embargoed" not in page


@pytest.mark.django_db
def test_a_refusal_says_the_sentence_of_the_verb_that_refused(request_of_a_stranger):
    page = refusals.forbidden(request_of_a_stranger, PermissionDenied("Only <b>editors</b> do that.")).content.decode()

    assert "Only &lt;b&gt;editors&lt;/b&gt; do that." in page


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/account/login/", "/account/nothing-here/", "/healthz"])
def test_a_browser_runs_and_loads_only_what_is_ours(client, path):
    response = client.get(path)

    directives = dict(part.strip().partition(" ")[::2] for part in response["Content-Security-Policy"].split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == directives["form-action"] == "'self'"
    assert directives["frame-ancestors"] == directives["base-uri"] == "'none'"
    assert "unsafe" not in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_only_the_admin_may_hold_styles_of_its_own(client):
    policy = sign_in(client, make_editor()).get("/admin/")["Content-Security-Policy"]

    assert "style-src 'self' 'unsafe-inline'" in policy
    assert re.search(r"script-src 'self'( 'nonce-[^']+')?(;|$)", policy)
    assert "unsafe-eval" not in policy


@pytest.mark.django_db
def test_every_answer_says_what_it_will_not_ask_for_and_where_it_may_be_framed(client):
    response = client.get(reverse("account_login"))

    assert "camera=()" in response["Permissions-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"

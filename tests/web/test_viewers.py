"""Who looks at a kept page: strangers get the same bytes, the signed in the same page with their own state laid over it."""

import gzip
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.web import pages, slots
from newsroom.web.answering import STORE
from tests.web import site

pytestmark = pytest.mark.usefixtures("committed", "test_site")


def address(group):
    return f"/groups/{group.pk}/"


@pytest.fixture
def overlay():
    """An app that greets the signed in."""

    def fill(request, noted):
        if not request.user.is_authenticated:
            return {}
        greetings = {f"group:{number}": f"Leave {number}, {request.user.display_name}" for number in noted.get("group", [])}
        return greetings | {"account": request.user.display_name}

    added = pages.Overlay("test", fill)
    others = list(slots.OVERLAYS)
    slots.OVERLAYS[:] = [added]
    yield
    slots.OVERLAYS[:] = others


def test_a_signed_in_viewer_gets_the_same_page_with_slots_filled(client, harbour, overlay):
    stranger = client.get(address(harbour)).content.decode()
    client.force_login(User.objects.create_user("ann@example.com", "Ann"))

    mine = client.get(address(harbour))

    assert site.builds == ["group"]
    assert mine.content.decode() == stranger.replace("Sign in", "Ann").replace("Join", f"Leave {harbour.pk}, Ann")
    assert mine.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in mine.headers


def test_a_signed_in_viewer_gets_no_304(client, harbour, overlay):
    etag = client.get(address(harbour)).headers["ETag"]
    client.force_login(User.objects.create_user("ann@example.com", "Ann"))

    assert client.get(address(harbour), headers={"if-none-match": etag}).status_code == 200


def test_the_same_viewer_may_have_it_compressed(client, harbour, overlay):
    client.force_login(User.objects.create_user("ann@example.com", "Ann"))
    plain = client.get(address(harbour)).content

    packed = client.get(address(harbour), headers={"accept-encoding": "gzip"})

    assert gzip.decompress(packed.content) == plain
    assert packed.headers["Content-Length"] == str(len(packed.content))


@pytest.mark.parametrize("cookie", ["forged", "", "x" * 5000])
def test_a_session_cookie_without_a_session_counts_as_none(client, harbour, overlay, cookie):
    stranger = client.get(address(harbour))
    client.cookies["sessionid"] = cookie

    answer = client.get(address(harbour))

    assert answer.content == stranger.content
    assert answer.headers["ETag"] == stranger.headers["ETag"]
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert not answer.cookies


def test_an_expired_session_counts_as_none(client, harbour, overlay):
    stranger = client.get(address(harbour))
    client.force_login(User.objects.create_user("ann@example.com", "Ann"))
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert client.get(address(harbour)).headers["ETag"] == stranger.headers["ETag"]


def test_nothing_of_a_reader_is_in_any_kept_byte(client, harbour, overlay):
    client.force_login(User.objects.create_user("canary@example.com", "Canary"))
    client.cookies["canary"] = "canary"
    for query in ("", "?canary=canary", "?order=canary&after=canary"):
        client.get(address(harbour) + query, headers={"user-agent": "canary", "referer": "http://canary/", "x-canary": "canary"})
    client.logout()
    client.get(address(harbour) + "?canary=canary", headers={"user-agent": "canary"})

    assert len(STORE) == 1
    page = STORE.get(next(iter(STORE.first.pages)))
    everything = page.plain() + repr([page, list(STORE.first.pages), STORE.routes, STORE.paths]).encode()
    assert b"canary" not in everything.lower()
    assert slots.TOKEN.encode() not in everything


def test_text_that_looks_like_a_mark_stays_text(client):
    forged = f"<!--{'0' * 24} account-->"
    group = Group.objects.create(name=forged)

    assert "&lt;!--000" in client.get(address(group)).content.decode()

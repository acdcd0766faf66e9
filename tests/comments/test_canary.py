"""The real pages, read by somebody of unusual name: nothing of them is in a byte that others get."""

import gzip

import pytest
from django.test import Client
from django.urls import reverse

from comments import setting_aside
from newsroom.web import slots
from newsroom.web.answering import STORE
from tests.factories.accounts import sign_in
from tests.factories.comments import make_comment, make_discussion, make_trusted_reader

NAME = "Zyxquill Canarybird"
EMAIL = "qqcanary@wolkenkuckuck.example"
DRAFT = "Half a canarythought."
TRACES = [b"canary", b"zyxquill", b"wolkenkuckuck"]


@pytest.fixture
def addresses(committed):
    """Front, story, conversation and one comment of it, by somebody else."""
    said = make_comment(discussion=make_discussion(), author=make_trusted_reader(display_name="Ned Ash"))
    story, talk = said.discussion.article.get_absolute_url(), reverse("comments:discussion", args=[said.discussion_id])
    return ["/", story, talk, f"{talk}?order=newest", reverse("comments:comment", args=[said.pk])], said


def traces(raw):
    return [trace for trace in TRACES if trace in raw.lower()]


def kept():
    """Every page that is kept, with all that is kept beside it."""
    shares = [STORE.first.pages, STORE.continuations.pages]
    return [(key, page) for share in shares for key, (page, _weight) in share.items()]


def test_nothing_of_a_reader_is_in_any_kept_page_or_in_a_strangers_answer(addresses):
    pages, said = addresses
    reader = make_trusted_reader(display_name=NAME, email=EMAIL)
    setting_aside.set_aside(said.discussion, body=DRAFT, account=reader)
    canary = sign_in(Client(headers={"user-agent": "canary", "referer": "https://canary.example/"}), reader)

    mine = b"".join(canary.get(page).content for page in pages for _ in range(2))
    strangers = [Client().get(page) for page in pages for _ in range(2)]

    # What is laid over a page is theirs alone, and was there to be lost.
    assert traces(mine) == TRACES[:2]
    assert len(kept()) >= 4
    for key, page in kept():
        assert not traces(page.plain() + gzip.decompress(page.packed) + repr([key, page, STORE.routes, STORE.paths]).encode())
        assert slots.TOKEN.encode() not in page.plain()
    for answer in strangers:
        assert answer.status_code == 200
        assert not traces(answer.content + repr(answer.headers).encode())
        assert not answer.cookies

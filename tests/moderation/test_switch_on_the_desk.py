"""Whoever opens the desk sees at its top that all commenting is restricted: since when, by whom, why, and where to change it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments import switching
from comments.models import SiteSwitch
from tests.comments.reading import css, read
from tests.factories.accounts import make_editor
from tests.factories.comments import make_held_comment

pytestmark = pytest.mark.django_db

DESK = "/moderation/"


def said(desk):
    """What stands at the top of the desk."""
    return [" ".join(notice.text_content().split()) for notice in css(read(desk, DESK), "p.notice-warning")]


@pytest.mark.parametrize(
    ("state", "words"), [("paused", "Nobody can comment"), ("hold", "A person looks at every comment first")]
)
def test_the_desk_says_that_commenting_is_restricted(desk, clock, state, words):
    make_held_comment()
    usual = said(desk)
    switching.switch(to=state, reason="We are moving <b>house</b>.", by=make_editor(display_name="Ida Berg"))

    at = f"{timezone.localtime():%-d %b %Y, %H:%M GMT}"

    [restricted] = [line for line in said(desk) if line not in usual]
    assert restricted == f"{words}, since {at} (Ida Berg). We are moving <b>house</b>. Change it"
    switching.switch(to=SiteSwitch.State.USUAL, reason="", by=make_editor())
    assert said(desk) == usual


def test_it_says_so_of_somebody_who_has_left(desk):
    editor = make_editor()
    switching.switch(to="paused", reason="Back tomorrow.", by=editor)
    SiteSwitch.objects.update(by=None)

    assert any("(somebody who has left). Back tomorrow." in line for line in said(desk))


def test_it_costs_no_query(desk):
    desk.get(DESK)
    with CaptureQueriesContext(connection) as usual:
        desk.get(DESK)
    switching.switch(to="paused", reason="Back tomorrow.", by=make_editor())
    desk.get(DESK)

    with CaptureQueriesContext(connection) as restricted:
        desk.get(DESK)

    assert len(restricted) <= len(usual)

"""Objections and notices of the demo newspaper: some wait, some were answered."""

import pytest
from django.utils import timezone

from comments.models import Awaiting, Notice, Objection
from comments.moderation import awaiting
from comments.seeding import contesting
from comments.seeding.reading import read_table
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_discussion, make_rule
from tests.factories.contesting import removed

pytestmark = pytest.mark.django_db


def test_they_wait_and_were_answered_in_every_state():
    discussion, moderators = make_discussion(), [make_moderator(), make_moderator()]
    make_rule()
    for row in read_table("second_looks")["objections"]:
        removed(make_comment(discussion=discussion, body=row["removed"]), by=moderators[0])
    for _ in range(6):
        make_comment(discussion=discussion)

    contesting.contest(moderators, now=timezone.now())

    assert set(Objection.objects.values_list("about", "outcome")) == {
        ("removal", "open"),
        ("removal", "upheld"),
        ("removal", "rejected"),
        ("dismissal", "open"),
    }
    assert set(Notice.objects.values_list("outcome", flat=True)) == {"open", "stays"}
    assert Notice.objects.filter(follows__isnull=False, outcome="open").exists()
    assert set(Awaiting.objects.values_list("kind", flat=True)) == {"objection", "notice"}
    awaiting.prove()


def test_a_newspaper_without_any_conversation_has_none():
    contesting.contest([make_moderator(), make_moderator()], now=timezone.now())

    assert not Objection.objects.exists()
    assert not Notice.objects.exists()

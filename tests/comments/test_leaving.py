"""Leaving: a reader takes everything along, and nothing they wrote is found afterwards; the log stays whole."""

import json
from datetime import timedelta

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from comments import counting, recommending, setting_aside
from comments.models import Comment, Decision, Draft, Evidence, Report
from newsroom.accounts import holdings
from tests.factories.comments import (
    make_comment,
    make_discussion,
    make_removed_comment,
    make_report,
    make_trusted_reader,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaver(discussion):
    """A reader who left traces everywhere."""
    reader = make_trusted_reader()
    mine = make_comment(discussion=discussion, author=reader, body="Secret words in a comment.")
    make_comment(parent=mine)
    make_removed_comment(author=reader, body="Secret words, removed.", now=timezone.now() + timedelta(minutes=1))
    other = make_comment(discussion=discussion)
    recommending.recommend(other, by=reader)
    make_report(comment=other, by=reader, words="Secret words in a report.")
    setting_aside.set_aside(discussion, body="Secret words in a draft.", account=reader)
    return reader


def test_everything_can_be_taken_along(leaver):
    taken = json.dumps(holdings.export(leaver)["comments"], cls=DjangoJSONEncoder)

    for words in ["in a comment", "removed", "in a report", "in a draft"]:
        assert f"Secret words{',' if words == 'removed' else ''} {words}" in taken


def test_no_word_is_left_behind(leaver):
    holdings.erase(leaver)

    assert not Comment.objects.filter(body__contains="Secret").exists()
    assert not Evidence.objects.filter(body__contains="Secret").exists()
    assert not Report.objects.filter(words__contains="Secret").exists()
    assert not Draft.objects.exists()


def test_answers_keep_their_place_and_the_numbers_stay_exact(client, discussion, leaver):
    holdings.erase(leaver)

    page = client.get(discussion.get_absolute_url()).content.decode()

    assert "Its author took this comment back." in page
    assert "Secret" not in page
    counting.prove(discussion)


def test_the_log_keeps_what_was_decided(leaver):
    before = Decision.objects.filter(account_id=leaver.pk).count()

    holdings.erase(leaver)

    assert Decision.objects.filter(account_id=leaver.pk).count() == before + 1


def test_somebody_elses_words_stay(leaver):
    other = make_comment(discussion=make_discussion(), body="Not the leaver's.")

    holdings.erase(leaver)

    assert Comment.objects.get(pk=other.pk).body == "Not the leaver's."

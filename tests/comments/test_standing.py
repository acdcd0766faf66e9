"""How readers grow from new to known to trusted, and lose it again; what a moderator chose stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import limits, standing
from comments.models import Comment, Standing
from comments.moderation import decisions
from tests.factories.accounts import make_moderator, make_reader
from tests.factories.comments import make_comment, make_rule

pytestmark = pytest.mark.django_db

Level = Standing.Level


def published(author, discussion, *, many):
    """So many comments of one reader that readers see."""
    moderator, now = make_moderator(), timezone.now()
    made = []
    for number in range(many):
        at = now - timedelta(hours=many - number)
        made.append(make_comment(discussion=discussion, author=author, body=f"The {number}th of mine.", now=at))
        if made[-1].status == Comment.Status.HELD:
            decisions.approve(made[-1], by=moderator)
    return made


def level_of(reader):
    return Standing.objects.filter(account=reader).values_list("level", flat=True).first()


@pytest.mark.parametrize(
    ("many", "level"),
    [(0, Level.NEW), (1, Level.NEW), (limits.FIRST_COMMENTS, Level.KNOWN), (limits.PUBLISHED_BEFORE_TRUST, Level.TRUSTED)],
)
def test_a_reader_grows_with_comments_that_stand(discussion, reader, many, level):
    published(reader, discussion, many=many)

    standing.settle([reader.pk])

    assert level_of(reader) == level


def test_a_removal_costs_trust_for_90_days(discussion, reader):
    comments = published(reader, discussion, many=limits.PUBLISHED_BEFORE_TRUST + 1)
    decisions.remove(comments[0], by=make_moderator(), rule=make_rule())

    standing.settle([reader.pk])
    assert level_of(reader) == Level.KNOWN
    standing.settle([reader.pk], now=timezone.now() + limits.CLEAN_BEFORE_TRUST + timedelta(days=1))

    assert level_of(reader) == Level.TRUSTED


def test_a_removal_that_was_undone_costs_nothing(discussion, reader):
    comments, moderator = published(reader, discussion, many=limits.PUBLISHED_BEFORE_TRUST), make_moderator()
    decision = decisions.remove(comments[0], by=moderator, rule=make_rule())
    decisions.undo(decision, by=moderator)

    standing.settle([reader.pk])

    assert level_of(reader) == Level.TRUSTED


@pytest.mark.parametrize("level", [Level.WATCHED, Level.TRUSTED, Level.NEW])
def test_what_a_moderator_chose_stays(discussion, reader, level):
    published(reader, discussion, many=3)
    Standing.objects.update_or_create(account=reader, defaults={"level": level, "by_hand": True})

    standing.settle([reader.pk])

    assert level_of(reader) == level


def test_the_job_settles_those_who_wrote_lately_and_nobody_else(discussion, reader):
    published(reader, discussion, many=3)
    silent = make_reader()

    standing.settle_recent_writers(timestamp=int(timezone.now().timestamp()))

    assert (level_of(reader), level_of(silent)) == (Level.KNOWN, None)


def test_whoever_works_here_is_trusted_unless_watched():
    moderator = make_moderator()

    assert standing.level_of(moderator, stored=None) == Level.TRUSTED
    assert standing.level_of(moderator, stored=Level.WATCHED) == Level.WATCHED


def test_a_decision_settles_its_author_at_once(discussion, reader):
    comments, moderator = published(reader, discussion, many=limits.PUBLISHED_BEFORE_TRUST), make_moderator()
    assert level_of(reader) == Level.KNOWN

    standing.settle([reader.pk])
    decision = decisions.remove(comments[0], by=moderator, rule=make_rule())
    assert level_of(reader) == Level.KNOWN
    decisions.undo(decision, by=moderator)

    assert level_of(reader) == Level.TRUSTED

"""What a moderator finds on top of the queue to undo: their own decisions, while nobody has been told, newest first."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from comments import limits
from comments.models import Comment
from comments.moderation import decisions
from comments.moderation.desk import history
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_held_comment, make_rule
from tests.moderation.desk import decide

pytestmark = pytest.mark.django_db


def ids(entries):
    return [entry.decision.pk for entry in entries]


def test_the_newest_few_are_in_sight_and_the_others_are_folded(desk, moderator):
    made = [decisions.approve(make_held_comment(), by=moderator) for _ in range(limits.DECISIONS_SHOWN + 2)]

    found = history.undoable(by=moderator)
    page = desk.get("/moderation/").content.decode()

    assert ids(found.newest + found.before) == [decision.pk for decision in reversed(made)]
    assert len(found.newest) == limits.DECISIONS_SHOWN
    assert "2 decided before" in page
    assert page.count('data-key="u"') == len(made)


def test_what_was_undone_or_decided_anew_or_is_a_colleagues_is_not_there(moderator):
    kept, undone, anew = (decisions.approve(make_held_comment(), by=moderator) for _ in range(3))
    decisions.undo(undone, by=moderator)
    colleague = make_moderator()
    decisions.remove(Comment.objects.get(pk=anew.comment_id), by=colleague, rule=make_rule())

    assert ids(history.undoable(by=moderator).newest) == [kept.pk]


def test_once_the_author_has_been_told_there_is_nothing_to_undo(desk, moderator):
    decide(desk, make_held_comment())

    with time_machine.travel(timezone.now() + limits.UNDO_WINDOW + dt.timedelta(seconds=1)):
        assert history.undoable(by=moderator) == history.Undoable([], [])


def test_a_line_names_whose_comment_it_was(desk):
    comment = make_held_comment()
    decide(desk, comment)

    assert f"<bdi>{comment.author.display_name}</bdi>’s comment" in desk.get("/moderation/").content.decode()

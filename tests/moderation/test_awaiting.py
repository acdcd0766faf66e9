"""What waits, as rows of its own: each follows from what is stored, whoever changed it."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from comments import editing, leaving
from comments.models import Awaiting, Decision, Notice, Objection, Signal
from comments.moderation import awaiting, decisions
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_held_comment, make_removed_comment, make_report, make_rule

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def proved():
    """Whatever a test did through the verbs, the rows say what follows from it."""
    yield
    awaiting.prove()


def row(comment):
    return Awaiting.objects.filter(comment=comment, kind=Awaiting.Kind.COMMENT).first()


def test_a_comment_that_readers_see_at_once_does_not_wait():
    comment = make_comment()

    assert row(comment) is None


def test_a_held_comment_waits_unseen_with_what_was_found():
    comment = make_held_comment()

    waits = row(comment)

    assert (waits.is_held, waits.is_reported, waits.is_seen) == (True, False, False)
    assert waits.found == max(Signal.objects.filter(comment=comment).values_list("score", flat=True)) > 0
    assert waits.discussion_id == comment.discussion_id


def test_reports_are_added_to_what_waits_and_renew_it():
    first = make_report()
    second = make_report(comment=first.comment)

    waits = row(first.comment)

    assert (waits.is_held, waits.is_reported, waits.is_seen, waits.reported) == (False, True, True, 2)
    assert (waits.since, waits.newest) == (first.at, second.at)


@pytest.mark.parametrize("ending", ["approve", "remove", "take_back"])
def test_what_is_decided_waits_no_more(ending):
    comment = make_report().comment
    if ending == "remove":
        decisions.remove(comment, by=make_moderator(), rule=make_rule())
    elif ending == "approve":
        decisions.approve(comment, by=make_moderator())
    else:
        decisions.take_back(comment, by=comment.author)

    assert row(comment) is None


def test_what_is_undone_waits_as_before():
    comment, moderator = make_report().comment, make_moderator()
    before = row(comment)

    decisions.undo(decisions.approve(comment, by=moderator), by=moderator)

    after = row(comment)
    assert (after.is_reported, after.since, after.reported) == (True, before.since, before.reported)


def test_a_change_of_words_lets_a_comment_wait_with_what_was_found_in_the_new_ones():
    comment = make_comment()

    editing.edit_comment(comment, by=comment.author, body="https://a.example https://b.example https://c.example", revision=1)

    waits = row(comment)
    assert waits.is_held
    assert waits.found == Signal.objects.get(comment=comment, revision=2, check_name="links").score


def test_a_comment_published_unchecked_waits_until_a_person_has_looked():
    comment = make_comment()
    judged = Decision.objects.get(comment_id=comment.pk)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE comments_decision SET codes = '[\"not_checked\"]' WHERE id = %s", [judged.pk])
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    awaiting.settle(comment)
    assert (row(comment).is_unchecked, row(comment).is_seen, row(comment).since) == (True, True, judged.at)

    decisions.approve(comment, by=make_moderator())

    assert row(comment) is None


def test_a_departed_author_leaves_nothing_to_look_at():
    comment = make_held_comment()

    leaving.erase(comment.author)

    assert row(comment) is None


def make_objection(comment, **over):
    decision = Decision.objects.filter(comment_id=comment.pk).latest("pk")
    return Objection.objects.create(
        **{
            "decision_id": decision.pk,
            "about": Objection.About.REMOVAL,
            "by": comment.author,
            "comment": comment,
            "words": "It was meant as a joke.",
            "at": timezone.now(),
            **over,
        }
    )


def make_notice(comment):
    return Notice.objects.create(
        address="https://news.example/comments/1/",
        comment=comment,
        law="Defamation",
        why="It says that I stole.",
        name="A. Person",
        email="person@example.org",
        good_faith=True,
        at=timezone.now(),
    )


def test_an_objection_waits_until_it_is_answered():
    objection = make_objection(make_removed_comment())
    awaiting.settle_objection(objection)
    waits = Awaiting.objects.get(objection=objection)
    assert (waits.kind, waits.comment_id, waits.since) == ("objection", objection.comment_id, objection.at)

    objection.outcome = Objection.Outcome.MOOT
    objection.save()
    awaiting.settle_objection(objection)

    assert not Awaiting.objects.filter(objection=objection).exists()


def test_a_notice_knows_whether_readers_see_what_it_is_about():
    comment = make_comment()
    notice = make_notice(comment)
    awaiting.settle_notice(notice)
    assert Awaiting.objects.get(notice=notice).is_seen

    decisions.hold_for_reports(comment, weights=[4.0, 2.0, 2.0])

    assert not Awaiting.objects.get(notice=notice).is_seen


def test_deriving_everything_from_the_beginning_gives_the_same_rows():
    make_held_comment()
    make_report()
    make_comment()
    awaiting.settle_notice(make_notice(make_comment()))
    awaiting.settle_objection(make_objection(make_removed_comment()))
    said = ("comment_id", "kind", "since", "found", "reported", "newest")
    kept = Awaiting.objects.order_by("comment_id", "kind").values_list(*said)
    before = list(kept)

    awaiting.settle_all()

    assert list(kept.all()) == before
    assert len(before) == 4


def test_a_row_that_says_something_else_than_the_truth_is_found():
    waits = row(make_held_comment())
    Awaiting.objects.filter(pk=waits.pk).update(found=0.123)
    make_report()
    Awaiting.objects.filter(is_reported=True).delete()

    with pytest.raises(awaiting.Drift) as drift:
        awaiting.prove()

    assert "0.123" in str(drift.value)
    awaiting.settle_all()


def test_a_second_settling_leaves_a_claim_where_it_is():
    comment, moderator = make_report().comment, make_moderator()
    Awaiting.objects.filter(comment=comment).update(claimed_by=moderator, claimed_at=timezone.now() - dt.timedelta(minutes=1))

    make_report(comment=comment)

    assert row(comment).claimed_by == moderator

"""Who can object to what: one's own removal, refusal, sanction, and the dismissal of one's report; once, in time, in words."""

import calendar
import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from comments import limits
from comments.models import Awaiting, Comment, Decision, Objection
from comments.moderation import decisions, objections, sanctions
from comments.moderation.objections import matters
from newsroom.accounts import holdings
from newsroom.accounts.models import User
from tests.factories.accounts import make_moderator, make_reader
from tests.factories.comments import make_held_comment, make_report, make_rule
from tests.factories.contesting import WORDS, make_dismissed_report, make_objection, removed

pytestmark = pytest.mark.django_db

About = Objection.About


def author_of(decision):
    return User.objects.get(pk=decision.account_id)


def test_an_author_objects_to_a_removal_and_it_waits_on_the_desk():
    decision = removed()

    objection = objections.object_to(decision, by=author_of(decision), words=f"  {WORDS}\x00 ")

    assert (objection.about, objection.decision_id, objection.outcome) == (About.REMOVAL, decision.pk, "open")
    assert objection.words == WORDS
    assert objection.contested_by_id == decision.by_id
    [waiting] = Awaiting.objects.filter(objection=objection)
    assert waiting.comment_id == decision.comment_id
    assert not waiting.is_seen


def test_a_hold_gives_nothing_to_object_to_and_its_removal_does():
    comment = make_held_comment()
    hold = Decision.objects.get(comment_id=comment.pk)
    assert objections.matter_of(hold, by=comment.author, now=hold.at) is None

    removal = removed(comment)
    matter = objections.matter_of(hold, by=comment.author, now=removal.at)

    assert (matter.decision, matter.about) == (removal, About.REMOVAL)


def test_a_reader_objects_to_a_sanction():
    reader = make_reader()
    sanction = sanctions.mute(reader, by=make_moderator(), rule=make_rule(), reason="Shouting at people.", days=3)
    decision = Decision.objects.get(pk=sanction.decision_id)

    objection = objections.object_to(decision, by=reader, words=WORDS)

    assert (objection.about, objection.sanction, objection.comment) == (About.SANCTION, sanction, None)
    assert objection.contested_by_id == decision.by_id


def test_a_reporter_objects_to_the_dismissal_of_their_report():
    report = make_dismissed_report()
    decision = Decision.objects.get(pk=report.decision_id)

    objection = objections.object_to(decision, by=report.reader, words=WORDS)

    assert (objection.about, objection.comment) == (About.DISMISSAL, report.comment)


@pytest.mark.parametrize("who", ["a stranger", "another reporter", "a moderator", "the author of a comment that stays"])
def test_whom_a_decision_does_not_concern_is_answered_as_if_there_were_none(who):
    report = make_dismissed_report()
    decision = Decision.objects.get(pk=report.decision_id)
    person = {
        "a stranger": make_reader,
        "another reporter": lambda: make_report().reader,
        "a moderator": make_moderator,
        "the author of a comment that stays": lambda: report.comment.author,
    }[who]()

    with pytest.raises(objections.NotTheirs):
        objections.object_to(decision, by=person, words=WORDS)

    assert not Objection.objects.exists()


def test_a_report_that_was_upheld_gives_nothing_to_object_to():
    report = make_report()
    decision = decisions.remove(report.comment, by=make_moderator(), rule=make_rule())

    with pytest.raises(objections.NotTheirs):
        objections.object_to(decision, by=report.reader, words=WORDS)


def test_a_second_objection_is_answered_with_the_day_of_the_first():
    objection = make_objection()
    decision = Decision.objects.get(pk=objection.decision_id)

    with pytest.raises(objections.Refused) as refused:
        objections.object_to(decision, by=objection.by, words="And another thing, which matters too.")

    assert "You objected to this decision on" in refused.value.sentence
    assert refused.value.matter.objection == objection


def test_the_database_refuses_a_second_objection_whatever_the_code_does():
    objection = make_objection()

    with pytest.raises(IntegrityError, match="one_objection_a_decision_and_person"), transaction.atomic():
        Objection.objects.create(
            decision_id=objection.decision_id, about=objection.about, by=objection.by, words=WORDS, at=objection.at
        )


def test_after_six_months_it_is_too_late_from_the_day_on_that_is_named():
    decision = removed()
    author = author_of(decision)
    last_day = timezone.localtime(decision.at + limits.OBJECT_WITHIN)
    last_second = last_day.replace(hour=23, minute=59, second=59)

    with pytest.raises(objections.Refused, match=f"could be objected to until {last_day.day} {last_day:%B %Y}"):
        objections.object_to(decision, by=author, words=WORDS, now=last_second + dt.timedelta(seconds=1))
    assert objections.object_to(decision, by=author, words=WORDS, now=last_second)


def test_six_months_by_the_calendar_are_never_over_before():
    first = dt.datetime(2024, 1, 1, tzinfo=timezone.get_current_timezone())
    for day in range(8 * 366):
        for hours in (0, 23):
            since = first + dt.timedelta(days=day, hours=hours)
            year, month = since.year + (since.month > 6), (since.month + 5) % 12 + 1
            same_day = since.replace(year=year, month=month, day=min(since.day, calendar.monthrange(year, month)[1]))

            assert matters.last_moment(since) >= same_day


@pytest.mark.parametrize("words", ["", "  \n ", "No!", "x" * 3_001], ids=["none", "blank", "a no", "a book"])
def test_words_that_cannot_be_an_objection_are_refused(words):
    decision = removed()

    with pytest.raises(objections.Refused):
        objections.object_to(decision, by=author_of(decision), words=words)

    assert not Objection.objects.exists()


def test_what_was_restored_meanwhile_gives_nothing_to_object_to():
    decision = removed()
    comment = Comment.objects.get(pk=decision.comment_id)
    decisions.approve(comment, by=make_moderator())

    with pytest.raises(objections.Refused, match="no longer holds"):
        objections.object_to(decision, by=author_of(decision), words=WORDS)


def test_what_was_removed_anew_is_objected_to_as_it_is_in_force():
    first = removed()
    comment = Comment.objects.get(pk=first.comment_id)
    decisions.approve(comment, by=make_moderator())
    second = removed(comment)

    objection = objections.object_to(first, by=author_of(first), words=WORDS)

    assert objection.decision_id == second.pk
    assert objection.contested_by_id == second.by_id


def test_of_an_undoing_it_is_who_took_the_decision_in_force():
    removal = removed()
    comment = Comment.objects.get(pk=removal.comment_id)
    other = make_moderator()
    approval = decisions.approve(comment, by=other)
    undone = decisions.undo(approval, by=other)

    objection = objections.object_to(undone, by=author_of(removal), words=WORDS)

    assert objection.decision_id == removal.pk
    assert objection.contested_by_id == removal.by_id


def test_the_database_says_who_decided_even_for_the_entry_that_undid():
    removal = removed()
    comment = Comment.objects.get(pk=removal.comment_id)
    other = make_moderator()
    undone = decisions.undo(decisions.approve(comment, by=other), by=other)

    row = Objection.objects.create(
        decision_id=undone.pk, about=About.REMOVAL, by=author_of(removal), words=WORDS, at=undone.at, contested_by_id=other.pk
    )
    row.refresh_from_db()

    assert row.contested_by_id == removal.by_id


def test_whoever_has_left_can_object_to_nothing():
    decision = removed()
    author = author_of(decision)
    holdings.erase(author)

    with pytest.raises(objections.NotTheirs):
        objections.object_to(decision, by=author, words=WORDS)


def test_a_lifted_sanction_gives_nothing_to_object_to():
    reader = make_reader()
    sanction = sanctions.mute(reader, by=make_moderator(), rule=make_rule(), reason="Shouting at people.", days=3)
    sanctions.lift(sanction, by=make_moderator())

    with pytest.raises(objections.Refused, match="was lifted"):
        objections.object_to(Decision.objects.get(pk=sanction.decision_id), by=reader, words=WORDS)

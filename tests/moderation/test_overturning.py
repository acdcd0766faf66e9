"""An upheld objection brings back the state before the removal: what had been held waits for a person again."""

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from comments import counting, limits, own
from comments.models import Awaiting, Comment, Decision, Discussion, Objection, Report
from comments.moderation import awaiting, decisions, objections, standards
from comments.moderation.numbers import Period, asking
from tests.factories.accounts import make_moderator, sign_in
from tests.factories.comments import make_comment, make_discussion, make_held_comment, make_report, make_rule, make_trusted_reader
from tests.factories.contesting import ANSWER, make_objection, removed
from tests.moderation.letters import let_them_go

pytestmark = pytest.mark.django_db


@pytest.fixture
def objection():
    """Against the removal of a comment that no reader had seen."""
    return make_objection(removed(make_held_comment(body="Read http://one.example http://two.example http://three.example")))


def uphold(objection, *, by=None):
    return objections.answer(objection, by=by or make_moderator(), upheld=True, words=ANSWER)


def now_is(objection):
    return Comment.objects.get(pk=objection.comment_id)


def test_what_had_been_held_is_held_again_and_waits_as_if_nothing_had_been():
    comment = make_held_comment(body="Read http://one.example http://two.example http://three.example")
    waited = Awaiting.objects.filter(comment=comment).values("is_held", "found", "since", "newest").get()
    counted = Discussion.objects.filter(pk=comment.discussion_id).values().get()
    reasons = own.explain([comment])[0].reasons
    objection = make_objection(removed(comment))

    uphold(objection)

    after = now_is(objection)
    assert (after.status, after.number) == ("held", None)
    assert Awaiting.objects.filter(comment=comment).values("is_held", "found", "since", "newest").get() == waited
    assert Discussion.objects.filter(pk=comment.discussion_id).values().get() == counted
    assert own.explain([after])[0].reasons == reasons
    counting.prove(comment.discussion)
    awaiting.prove()


def test_the_log_says_on_whose_word_and_what_was_overturned(objection):
    other = make_moderator()
    uphold(objection, by=other)

    entry = Decision.objects.get(objection_id=objection.pk)

    assert (entry.kind, entry.initiative, entry.by_id, entry.status_after) == ("undo", "objection", other.pk, "held")
    assert entry.undoes_id == objection.decision_id
    assert entry.that_holds().kind == "hold"


def test_one_that_readers_had_seen_is_shown_again():
    shown = make_objection()

    uphold(shown)

    assert now_is(shown).status == "published"
    assert Decision.objects.get(objection_id=shown.pk).kind == "approve"


def test_one_that_was_refused_is_published():
    rule, author, discussion = make_rule(3), make_trusted_reader(), make_discussion()
    rule.cited_by = "repeats"
    standards.save_rule(rule)
    said, start = "The ferry timetable should be printed at the pier as well.", timezone.now() - dt.timedelta(hours=1)
    for minutes in (0, 5, 10):
        at = start + dt.timedelta(minutes=minutes)
        comment = make_comment(discussion=discussion, author=author, body=said, now=at)
    assert comment.status == "refused"
    objection = make_objection(decisions.last_on(comment))

    uphold(objection)

    assert now_is(objection).status == "published"


def test_a_removal_that_an_undoing_brought_back_is_overturned_to_what_was_before_it(objection):
    moderator = make_moderator()
    approved = decisions.approve(objection.comment, by=moderator)
    decisions.undo(approved, by=moderator)
    objection.refresh_from_db()
    assert (objection.outcome, now_is(objection).status) == (Objection.Outcome.OPEN, "removed")

    uphold(objection)

    assert now_is(objection).status == "held"


def test_then_a_moderator_decides_as_on_any_other_and_the_author_hears_of_it_once(objection, clock):
    uphold(objection)
    clock.shift(limits.UNDO_WINDOW.total_seconds() + 1)
    let_them_go()
    mail.outbox.clear()

    decisions.approve(now_is(objection), by=make_moderator())
    let_them_go()

    assert now_is(objection).status == "published"
    [letter] = [letter for letter in mail.outbox if letter.to == [objection.by.email]]
    assert "is published" in letter.subject


def test_the_letter_says_that_it_waits_and_the_pages_do(client, objection):
    uphold(objection)
    let_them_go()

    [letter] = [letter for letter in mail.outbox if ANSWER in letter.body]
    assert "so it waits again" in letter.body
    assert "back in its place" not in letter.body
    reader = sign_in(client, objection.by)
    page = reader.get(reverse("comments:reasons", args=[objection.decision_id])).content.decode()
    assert "You were right." in page
    assert "A person looks at your comment again." in page
    news = reader.get(reverse("comments:news")).content.decode()
    assert "agrees with you" in news
    assert "readers see it" not in news


def test_the_form_says_what_upholding_does(client, objection):
    shown = make_objection()
    desk = sign_in(client, make_moderator())

    held_before = desk.get(reverse("moderation:objection", args=[objection.pk])).content.decode()
    shown_before = desk.get(reverse("moderation:objection", args=[shown.pk])).content.decode()

    assert "held again, as before it" in held_before
    assert "goes back to its place" not in held_before
    assert "goes back to its place" in shown_before
    given = {"outcome": "upheld", "words": ANSWER}
    answered = desk.post(reverse("moderation:objection", args=[objection.pk]), given, follow=True).content.decode()
    assert "the comment is held again, as before it" in answered
    assert now_is(objection).status == "held"


def test_the_answer_can_be_undone_and_given_again(objection):
    other = make_moderator()
    uphold(objection, by=other)
    objection.refresh_from_db()

    objections.undo(objection, by=other)

    objection.refresh_from_db()
    assert (objection.outcome, now_is(objection).status) == (Objection.Outcome.OPEN, "removed")
    assert decisions.last_on(now_is(objection)).that_holds().pk == objection.decision_id
    awaiting.prove()
    uphold(objection, by=other)
    assert now_is(objection).status == "held"


def test_whoever_removed_it_neither_answers_nor_undoes_the_answer():
    moderator = make_moderator()
    objection = make_objection(removed(make_held_comment(), by=moderator))
    with pytest.raises(PermissionDenied):
        uphold(objection, by=moderator)
    uphold(objection)
    objection.refresh_from_db()

    with pytest.raises(PermissionDenied):
        objections.undo(objection, by=moderator)

    assert now_is(objection).status == "held"


def test_an_answer_that_was_told_is_not_undone(objection, clock):
    other = make_moderator()
    uphold(objection, by=other)
    objection.refresh_from_db()
    clock.shift(limits.UNDO_WINDOW.total_seconds() + 1)

    with pytest.raises(decisions.TooLate):
        objections.undo(objection, by=other)


def test_what_reports_had_hidden_waits_with_its_reports(client, clock):
    comment = make_comment()
    report = make_report(comment=comment)
    decisions.hold_for_reports(comment, weights=[4.0, 4.0])
    objection = make_objection(removed(comment))
    clock.shift(limits.UNDO_WINDOW.total_seconds() + 1)
    let_them_go()
    report.refresh_from_db()
    assert report.outcome == Report.Outcome.UPHELD
    other = make_moderator()

    uphold(objection, by=other)

    report.refresh_from_db()
    assert (now_is(objection).status, report.outcome, report.decision_id) == ("held", Report.Outcome.OPEN, None)
    counting.prove(comment.discussion)
    news = sign_in(client, report.reader).get(reverse("comments:news")).content.decode()
    assert "A moderator looks again at a comment that you reported" in news

    objection.refresh_from_db()
    objections.undo(objection, by=other)
    report.refresh_from_db()
    assert (report.outcome, report.decision_id) == (Report.Outcome.UPHELD, objection.decision_id)
    counting.prove(comment.discussion)
    awaiting.prove()


def test_the_numbers_count_the_answer_and_the_rule_that_had_been_cited(objection):
    uphold(objection)

    def counted():
        now = timezone.now()
        persons, _policy = asking.decided(Period.DAY, now=now)
        since = now - dt.timedelta(hours=1)
        [row] = [row for row in asking.rules(since=since) if row.answered or row.cited]
        return sum(persons), row.cited, row.answered, row.upheld

    # Somebody removed it, and somebody answered.
    assert counted() == (2, 1, 1, 1)

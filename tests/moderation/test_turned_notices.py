"""What is decided after a notice was answered: its sender hears of it, once, in words; what was never decided is decided."""

import pytest
from django.core import mail

from comments import limits, notice_turns
from comments.models import Awaiting, Comment, Decision, Notice
from comments.moderation import awaiting, decisions, notices, objections
from tests.comments.hearing import queued
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_rule
from tests.factories.contesting import ANSWER, WORDS, make_notice
from tests.moderation.letters import let_them_go

pytestmark = pytest.mark.django_db

Outcome = Notice.Outcome
RUTH = "ruth@calder.example"
AGAIN = "readers see it again"
AFTER_ALL = "a moderator has removed it"


@pytest.fixture
def since(clock):
    """Let a decision be told before the next one is taken."""

    def told():
        clock.shift(limits.UNDO_WINDOW * 2)
        while let_them_go():
            pass

    return told


def letters(said, *, to=RUTH):
    return [letter for letter in mail.outbox if letter.to == [to] and said in letter.body]


def comment_of(notice):
    return Comment.objects.get(pk=notice.comment_id)


def removed_after(notice):
    """The comment of a notice, removed because of it."""
    return notices.decide(notice, by=make_moderator(), removes=True, rule=make_rule(), words=ANSWER)


def brought_back(notice):
    """Its author objects, and somebody else finds that they are right."""
    removal = Decision.objects.filter(comment_id=notice.comment_id, kind="remove").latest("pk")
    comment = comment_of(notice)
    objection = objections.object_to(removal, by=comment.author, words=WORDS)
    return objections.answer(objection, by=make_moderator(), upheld=True, words=ANSWER)


def test_an_objection_that_brings_the_comment_back_is_told_with_redress_and_not_in_the_words_for_its_author(settings, since):
    settings.REDRESS = "You can also turn to the press council."
    notice = removed_after(make_notice())
    since()

    brought_back(notice)
    since()

    [letter] = letters(AGAIN)
    assert f"no. {notice.pk}" in letter.subject
    for said in ("Ruth Calder", "Its author objected", "court", "press council", f"/notice/?comment={notice.comment_id}"):
        assert said in letter.body
    assert ANSWER not in letter.body
    assert comment_of(notice).author.display_name not in letter.body


def test_a_comment_that_was_to_stay_and_goes_after_all_is_told_with_the_rule(since):
    notice = notices.decide(make_notice(), by=make_moderator(), removes=False, words=ANSWER)
    since()

    rule = make_rule(4)
    decisions.remove(comment_of(notice), by=make_moderator(), rule=rule)
    since()

    [letter] = letters(AFTER_ALL)
    assert f"rule 4 of our community standards: {rule.title}" in letter.body
    assert not letters(AGAIN)


def test_back_and_gone_and_back_each_is_told_once(since):
    notice = removed_after(make_notice())
    since()
    for step in (decisions.approve, decisions.remove, decisions.approve):
        step(comment_of(notice), by=make_moderator(), **({"rule": make_rule(2)} if step is decisions.remove else {}))
        since()

    assert (len(letters(AGAIN)), len(letters(AFTER_ALL))) == (2, 1)
    last = Decision.objects.latest("pk")
    notice_turns.tell_all(last.pk)
    assert len(queued("tell")) == 1


def test_what_was_undone_or_turned_back_before_anybody_heard_is_told_to_nobody(since, clock):
    notice = removed_after(make_notice())
    since()

    decisions.undo(decisions.approve(comment_of(notice), by=make_moderator()), by=make_moderator())
    decisions.approve(comment_of(notice), by=make_moderator())
    decisions.remove(comment_of(notice), by=make_moderator(), rule=make_rule(2))
    since()

    assert not letters(AGAIN)
    assert not letters(AFTER_ALL)


def test_approving_once_more_what_was_to_stay_is_no_news(since):
    notice = notices.decide(make_notice(), by=make_moderator(), removes=False, words=ANSWER)
    since()
    before = len(mail.outbox)

    decisions.approve(comment_of(notice), by=make_moderator())
    since()

    assert len(mail.outbox) == before


def test_a_notice_that_nobody_decided_is_open_again_when_its_comment_is_back(since):
    notice = make_notice()
    decisions.remove(comment_of(notice), by=make_moderator(), rule=make_rule())
    since()
    assert Notice.objects.get(pk=notice.pk).outcome == Outcome.GONE

    brought_back(notice)
    since()

    notice.refresh_from_db()
    assert (notice.outcome, notice.decision_id, notice.answered_at) == (Outcome.OPEN, None, None)
    assert Awaiting.objects.get(notice=notice).is_seen
    awaiting.prove()
    [letter] = letters(AGAIN)
    assert "open again" in letter.body
    notices.decide(notice, by=make_moderator(), removes=False, words=ANSWER)
    since()
    assert len(letters(ANSWER)) == 1


def test_of_a_notice_and_its_second_look_one_letter_speaks(since):
    first = notices.decide(make_notice(), by=make_moderator(), removes=False, words=ANSWER)
    since()
    second = removed_after(notices.ask_again(first, why="You have overlooked the judgment, which I quote."))
    since()

    brought_back(second)
    since()

    [letter] = letters(AGAIN)
    assert f"no. {second.pk}" in letter.subject


def test_a_sender_who_was_erased_is_not_written_to_and_their_open_question_is_still_answered(since):
    notice = make_notice()
    decisions.remove(comment_of(notice), by=make_moderator(), rule=make_rule())
    since()
    Notice.objects.filter(pk=notice.pk).update(name="", email="")

    brought_back(notice)
    since()

    assert not letters(AGAIN)
    assert Notice.objects.get(pk=notice.pk).outcome == Outcome.OPEN


def test_an_address_that_had_its_letters_waits_an_hour_and_loses_none(since, monkeypatch):
    notice = make_notice()
    decisions.remove(comment_of(notice), by=make_moderator(), rule=make_rule())
    since()
    monkeypatch.setattr("comments.notice_letters.may_write_to", lambda address, what: False)
    brought_back(notice)
    while_full = Decision.objects.latest("pk")
    notice_turns.tell(notice.pk, while_full.pk)
    assert Notice.objects.get(pk=notice.pk).outcome == Outcome.OPEN
    [waiting] = queued("tell")[-1:]
    monkeypatch.undo()

    notice_turns.tell(**waiting.args)

    assert waiting.args["opened"] is True
    assert waiting.scheduled_at is not None
    assert len(letters(AGAIN)) == 1


def test_many_notices_are_told_in_batches(since, monkeypatch):
    comment = comment_of(make_notice())
    others = [make_notice(comment, email=f"{name}@example.org") for name in "abcd"]
    removed_after(others[0])
    since()
    monkeypatch.setattr(limits, "TOLD_AT_ONCE", 2)

    decisions.approve(comment, by=make_moderator())
    since()

    assert sum(len(letters(AGAIN, to=to)) for to in (RUTH, *(n.email for n in others))) == 5


def test_where_no_notice_was_answered_no_job_is_queued():
    notice = make_notice()

    decisions.remove(comment_of(notice), by=make_moderator(), rule=make_rule())

    assert not queued("tell_all")


def test_the_page_of_the_notice_says_so_as_soon_as_it_is_final(client, since):
    notice = removed_after(make_notice())
    since()
    address = f"/notice/{notice.key}/"
    assert "That has changed" not in client.get(address).content.decode()

    brought_back(notice)
    assert "That has changed" not in client.get(address).content.decode()
    since()

    page = client.get(address).content.decode()
    assert "That has changed: readers see the comment again." in page
    assert f"/notice/?comment={notice.comment_id}" in page
    assert "court" in page


def test_no_second_look_is_offered_at_what_is_not_shown(client, since):
    notice = notices.decide(make_notice(), by=make_moderator(), removes=False, words=ANSWER)
    since()
    decisions.remove(comment_of(notice), by=make_moderator(), rule=make_rule(2))
    since()

    page = client.get(f"/notice/{notice.key}/").content.decode()

    assert "removed since, for another reason" in page
    assert "Ask for a second look" not in page

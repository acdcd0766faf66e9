"""A second look at a notice: once, by somebody else; and how long anybody knows who sent it."""

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from comments import limits
from comments.models import Comment, Notice
from comments.moderation import decisions, notices, second_looks
from newsroom.accounts import holdings
from tests.factories.accounts import make_editor, make_moderator, make_reader
from tests.factories.comments import make_rule
from tests.factories.contesting import ANSWER, make_notice
from tests.moderation.letters import let_them_go

pytestmark = pytest.mark.django_db

Outcome = Notice.Outcome
RUTH = "ruth@calder.example"


def staying(*, by=None, sent_by=None):
    """A notice that was answered so long ago that its sender has been told."""
    notice, told = make_notice(by=sent_by), timezone.now() - limits.UNDO_WINDOW * 2
    notices.decide(notice, by=by or make_moderator(), removes=False, words=ANSWER, now=told)
    notice.refresh_from_db()
    return notice


def test_a_second_look_is_taken_once_and_by_somebody_else():
    first_moderator = make_moderator()
    first = staying(by=first_moderator)

    second = notices.ask_again(first, why="You have overlooked the judgment, which I quote here.")

    assert second.follows == first
    assert second.contested_by_id == first_moderator.pk
    make_moderator()
    with pytest.raises(PermissionDenied, match="You took this decision yourself"):
        notices.decide(second, by=first_moderator, removes=False, words=ANSWER)
    with pytest.raises(notices.Refused, match="already"):
        notices.ask_again(first, why="And once more, because I still do not agree.")
    notices.decide(second, by=make_moderator(), removes=True, rule=make_rule(), words=ANSWER)
    second.refresh_from_db()
    assert second.outcome == Outcome.REMOVED


def test_a_second_look_is_asked_for_once_the_first_answer_can_no_longer_be_taken_back(client, clock):
    first_moderator = make_moderator()
    first = notices.decide(make_notice(), by=first_moderator, removes=False, words=ANSWER)
    clock.shift(limits.UNDO_WINDOW)

    with pytest.raises(notices.Refused, match="can still take this decision back"):
        notices.ask_again(first, why="You have overlooked the judgment, which I quote here.")
    clock.shift(1)

    assert notices.ask_again(first, why="You have overlooked the judgment, which I quote here.").follows == first
    with pytest.raises(decisions.TooLate):
        notices.undo(first, by=first_moderator)


def test_the_page_of_a_notice_says_from_when_on_a_second_look_can_be_asked_for(client, clock):
    clock.move_to(dt.datetime(2026, 11, 23, 16, 4, 5, tzinfo=dt.UTC))
    notice = notices.decide(make_notice(), by=make_moderator(), removes=False, words=ANSWER)
    address = reverse("comments:notice_state", args=[notice.key])

    page = client.get(address).content.decode()

    assert "from 16:04:46 on" in page
    assert "Ask for a second look" not in page
    clock.shift(41)
    assert "Ask for a second look" in client.get(address).content.decode()


def test_the_database_refuses_the_same_person_and_silence_whatever_the_code_does():
    first = staying()
    second = notices.ask_again(first, why="You have overlooked the judgment, which I quote here.")
    answered = {"outcome": "stays", "answer": ANSWER, "answered_at": first.at}

    with pytest.raises(IntegrityError, match="nobody_decides_twice_on_a_notice"), transaction.atomic():
        Notice.objects.filter(pk=second.pk).update(**answered, answered_by_id=first.answered_by_id, contested_by_id=None)
    sender = make_moderator()
    own = make_notice(by=sender)
    with pytest.raises(IntegrityError, match="nobody_decides_their_own_notice"), transaction.atomic():
        Notice.objects.filter(pk=own.pk).update(**answered, answered_by_id=sender.pk)
    with pytest.raises(IntegrityError, match="a_notice_is_answered_in_writing"), transaction.atomic():
        Notice.objects.filter(pk=second.pk).update(**answered | {"answer": ""}, answered_by_id=make_moderator().pk)


def test_with_a_single_moderator_an_editor_takes_the_second_look():
    second = notices.ask_again(staying(), why="You have overlooked the judgment, which I quote here.")

    notices.decide(second, by=make_editor(), removes=True, rule=make_rule(), words=ANSWER)

    assert Comment.objects.get(pk=second.comment_id).status == "removed"


def test_an_address_that_somebody_wrote_down_keeps_nobody_from_deciding():
    only = make_moderator(email="mara@paper.example")
    make_editor()
    notice = make_notice(email="Mara@Paper.example")

    assert second_looks.who_steps_in(notice) == []
    notices.decide(notice, by=only, removes=False, words=ANSWER)


def test_whoever_sent_the_first_notice_takes_no_second_look_at_it():
    sender = make_moderator()
    second = notices.ask_again(staying(sent_by=sender), why="You have overlooked the judgment, which I quote here.")

    with pytest.raises(PermissionDenied, match="You sent this notice yourself"):
        notices.decide(second, by=sender, removes=False, words=ANSWER)


def test_whoever_leaves_takes_along_that_they_sent_a_notice_and_is_handed_it():
    reader = make_reader()
    answered, waiting = staying(sent_by=reader), make_notice(by=reader)

    handed = holdings.export(reader)["comments"]["notices"]
    holdings.erase(reader)

    assert {row["address"] for row in handed} == {answered.address, waiting.address}
    assert list(Notice.objects.order_by("pk").values_list("email", "sent_by_id")) == [("", None), (RUTH, None)]


def test_whoever_leaves_before_the_answer_is_final_keeps_the_address_it_goes_to_as_if_it_were_open(clock):
    moderator, reader = make_moderator(), make_reader(email=RUTH)
    notice = notices.decide(make_notice(), by=moderator, removes=False, words=ANSWER)
    holdings.erase(reader)

    notices.undo(notice, by=moderator)

    notices.decide(notice, by=moderator, removes=False, words=ANSWER)
    clock.shift(limits.UNDO_WINDOW * 2)
    let_them_go()
    assert [letter for letter in mail.outbox if letter.to == [RUTH] and ANSWER in letter.body]


def test_a_second_look_comes_within_six_months_and_there_is_no_third():
    first = staying()
    late = first.answered_at + limits.OBJECT_WITHIN + dt.timedelta(seconds=1)
    assert not notices.can_be_asked_again(first, now=late)
    second = notices.ask_again(first, why="You have overlooked the judgment, which I quote here.")
    notices.decide(second, by=make_moderator(), removes=False, words=ANSWER)
    second.refresh_from_db()

    assert not notices.can_be_asked_again(second, now=second.answered_at)


def test_who_sent_a_notice_is_erased_when_redress_is_over(clock):
    answered, waiting = staying(), make_notice(email="open@example.org")
    clock.shift(limits.OBJECT_WITHIN + limits.SENDERS_KEPT_FOR - dt.timedelta(days=1))
    notices.forget_senders(int(dt.datetime.now(dt.UTC).timestamp()))
    answered.refresh_from_db()
    assert answered.email == RUTH

    clock.shift(dt.timedelta(days=2))
    notices.forget_senders(int(dt.datetime.now(dt.UTC).timestamp()))

    answered.refresh_from_db()
    waiting.refresh_from_db()
    assert (answered.name, answered.email) == ("", "")
    assert (answered.why, answered.law) != ("", "")
    assert waiting.email == "open@example.org"


def test_a_second_look_that_waits_keeps_who_sent_the_first(clock):
    first = staying()
    notices.ask_again(first, why="You have overlooked the judgment, which I quote here.")
    clock.shift(limits.OBJECT_WITHIN + limits.SENDERS_KEPT_FOR + dt.timedelta(days=2))

    notices.forget_senders(int(dt.datetime.now(dt.UTC).timestamp()))

    first.refresh_from_db()
    assert first.email == RUTH


def test_an_account_is_handed_the_notices_of_its_confirmed_address_and_leaves_without_its_name():
    reader = make_reader(email=RUTH)
    answered, waiting = staying(), make_notice()

    handed = holdings.export(reader)["comments"]["notices"]
    holdings.erase(reader)

    assert {row["address"] for row in handed} == {answered.address, waiting.address}
    answered.refresh_from_db()
    waiting.refresh_from_db()
    assert (answered.name, answered.email) == ("", "")
    assert waiting.email == RUTH

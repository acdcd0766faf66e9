"""What somebody is written about a sanction, and when nothing is written."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from comments.models import Decision, Sanction, Standing
from comments.moderation import objections, sanctions
from comments.moderation.readers import page
from comments.moderation.sanctions import letters
from newsroom.accounts.models import User
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_rule, make_trusted_reader, sanctioned
from tests.factories.contesting import ANSWER, WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    """Somebody who is about to be sanctioned."""
    return make_trusted_reader(display_name="Ned Ash", email="ned@example.org")


@pytest.fixture
def moderator():
    """Who decides."""
    return make_moderator(display_name="Mara Holt")


def last():
    return Decision.objects.latest("pk")


def tell(decision):
    """Do the job that the decision has queued."""
    letters.tell(decision_id=decision.pk)


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("warning", "A warning"),
        ("first", "looks at your comments"),
        ("muted", "cannot write"),
        ("barred", "cannot write, recommend or report"),
    ],
)
def test_the_letter_carries_rule_reason_end_and_the_way_to_object(reader, kind, subject, mailoutbox):
    sanction = sanctioned(reader, kind=kind, reason="Three insults in one evening.")

    tell(last())

    [letter] = mailoutbox
    assert letter.to == ["ned@example.org"]
    assert subject in letter.subject
    for said in [make_rule().text, "Three insults", f"/comments/decisions/{sanction.decision_id}/", "object", "A person decided"]:
        assert said in letter.body


def test_a_lifted_sanction_is_written_of_only_to_whom_it_was_written_before(reader, moderator, mailoutbox):
    sanction = sanctioned(reader)
    imposed = last()
    tell(imposed)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        lifted = sanctions.lift(sanction, by=moderator, note="Well argued.")
        tell(lifted)
        # The job ran twice, because its worker died: what no longer stands is not written again.
        tell(imposed)
    assert ["Well argued." in letter.body for letter in mailoutbox] == [False, True]

    at_once = sanctioned(reader, kind="barred")
    tell(sanctions.lift(at_once, by=moderator))

    assert len(mailoutbox) == 2


def test_whoever_has_left_is_told_nothing(reader, mailoutbox):
    sanctioned(reader)
    User.objects.filter(pk=reader.pk).update(is_active=False)

    tell(last())

    assert not mailoutbox
    with pytest.raises(sanctions.NotDone):
        sanctioned(reader, kind="barred")


def test_who_was_watched_without_a_word_stands_by_their_record_once_they_are_told(reader):
    Standing.objects.filter(account=reader).update(level=Standing.Level.WATCHED, by_hand=True)
    sanctioned(reader, kind="first", days=3)

    tell(last())

    assert Standing.objects.get(account=reader).by_hand is False
    assert Standing.objects.get(account=reader).level == Standing.Level.NEW


@pytest.mark.parametrize("kind", ["warning", "first", "muted", "barred"])
def test_an_undo_within_40_seconds_takes_it_back_and_nobody_is_told(reader, moderator, kind, mailoutbox):
    sanction = sanctioned(reader, kind=kind, by=moderator)
    imposed = last()

    undone = sanctions.undo(imposed, by=moderator)
    tell(imposed)

    assert (undone.kind, undone.undoes_id, undone.sanction_id) == ("undo", imposed.pk, sanction.pk)
    assert not Sanction.objects.in_force(now=timezone.now()).exists()
    assert not mailoutbox


@pytest.mark.parametrize("is_taken_back", [False, True])
def test_that_somebody_looked_again_meanwhile_keeps_no_letter_back(reader, moderator, mailoutbox, is_taken_back):
    sanctioned(reader, by=moderator)
    imposed, colleague = last(), make_moderator()
    objection = objections.object_to(imposed, by=reader, words=WORDS)
    objections.answer(objection, by=colleague, upheld=False, words=ANSWER)
    if is_taken_back:
        objections.undo(objection, by=colleague)

    tell(imposed)

    assert ["cannot write" in letter.subject for letter in mailoutbox] == [True]


def test_what_somebody_has_confirmed_meanwhile_shows_no_button_to_undo_it(reader, moderator):
    sanctioned(reader, by=moderator)
    imposed = last()
    [before] = page.imposed_on(reader, now=timezone.now())
    objection = objections.object_to(imposed, by=reader, words=WORDS)
    objections.answer(objection, by=make_moderator(), upheld=False, words=ANSWER)

    [after] = page.imposed_on(reader, now=timezone.now())

    assert (before.last, after.last) == (imposed, imposed)
    assert before.seconds_to_undo > 0
    assert after.seconds_to_undo == 0

"""What moderators do about an account: each verb, what it refuses, its entry in the log, its statement."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from comments import acknowledging, limits, standing
from comments.models import Decision, Sanction, Standing, Statement
from comments.moderation import measures, objections, sanctions, standards
from comments.moderation.decisions.occasions import Occasion
from newsroom.accounts import roles
from newsroom.accounts.models import Role
from tests.factories.accounts import make_administrator, make_moderator, make_reader
from tests.factories.comments import make_comment, make_report, make_rule, make_trusted_reader, sanctioned

pytestmark = pytest.mark.django_db

Kind = Sanction.Kind
LATER = limits.UNDO_WINDOW + timedelta(seconds=1)
KINDS = {"warning": "warn", "first": "look_first", "muted": "mute", "barred": "bar"}


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


@pytest.mark.parametrize(("kind", "logged"), KINDS.items())
def test_each_kind_is_logged_with_its_rule_and_a_statement_in_full(reader, moderator, kind, logged):
    rule = make_rule(2)

    sanction = sanctioned(reader, kind=kind, by=moderator, rule=rule, reason="Again and again off the subject.")

    decision, statement = last(), Statement.objects.get()
    assert (decision.kind, decision.by_id, decision.account_id) == (logged, moderator.pk, reader.pk)
    assert (decision.sanction_id, decision.comment_id, decision.rule_number) == (sanction.pk, None, 2)
    assert sanction.decision_id == decision.pk == statement.pk
    assert (statement.reader, statement.rule_text) == (reader, rule.text)
    assert (statement.facts, statement.until) == ("Again and again off the subject.", sanction.ends_at)


@pytest.mark.parametrize("days", measures.SANCTION_DAYS)
def test_a_length_is_counted_from_now(reader, days):
    sanction = sanctioned(reader, days=days)

    assert sanction.ends_at - sanction.starts_at == timedelta(days=days)


@pytest.mark.parametrize("days", [None, 0, -3, measures.LONGEST_SANCTION_DAYS + 1, 10**9])
def test_a_mute_has_a_sensible_end(reader, days):
    with pytest.raises(sanctions.NotDone):
        sanctioned(reader, days=days)

    assert not Sanction.objects.exists()


@pytest.mark.parametrize("kind", ["first", "barred"])
def test_looking_first_and_barring_may_hold_until_they_are_lifted(reader, kind):
    assert sanctioned(reader, kind=kind).ends_at is None


def test_the_database_refuses_an_end_before_the_beginning_and_a_mute_without_one(reader):
    now = timezone.now()
    for ends_at in [now - timedelta(days=1), None]:
        with pytest.raises(IntegrityError), transaction.atomic():
            Sanction.objects.create(
                account=reader, kind=Kind.MUTED, rule_number=1, standards_version=1, reason="Why.", starts_at=now, ends_at=ends_at
            )


@pytest.mark.parametrize("reason", ["", "   \n", "\x00", "x" * (limits.LONGEST_NOTE + 1)])
def test_a_sanction_says_why_in_a_readable_length(reader, reason):
    with pytest.raises(sanctions.NotDone):
        sanctioned(reader, reason=reason)


def test_a_rule_retired_while_the_form_was_open_is_answered_kindly(reader):
    rule = make_rule()
    rule.retired_at = timezone.now()
    standards.save_rule(rule)

    with pytest.raises(sanctions.NotDone, match="no longer in force"):
        sanctioned(reader, rule=rule)

    assert not Sanction.objects.exists()


def test_somebody_elses_comment_is_no_reason(reader):
    with pytest.raises(sanctions.NotDone):
        sanctioned(reader, comment=make_comment())


def test_the_statement_says_which_comment_it_is_about_and_the_log_that_readers_reported_it(reader):
    comment = make_comment(author=reader)
    make_report(comment=comment)

    sanctioned(reader, comment=comment)

    assert comment.discussion.article.headline in Statement.objects.get().facts
    assert last().initiative == Decision.Initiative.REPORT


def test_only_who_is_a_moderator_now_decides(reader, moderator):
    roles.dismiss(moderator, Role.MODERATOR, by=None)

    for by in [moderator, make_reader()]:
        with pytest.raises(PermissionDenied):
            sanctioned(reader, by=by)
    assert not Sanction.objects.exists()


def test_nobody_decides_about_themselves_the_database_refuses_it_too(moderator):
    with pytest.raises(PermissionDenied):
        sanctioned(moderator, by=moderator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sanction.objects.create(
            account=moderator, by=moderator, kind=Kind.WARNING, rule_number=1, standards_version=1, reason="Why.",
            starts_at=timezone.now(),
        )  # fmt: skip


def test_colleagues_are_the_administrators_business(moderator):
    colleague = make_moderator()

    with pytest.raises(PermissionDenied):
        sanctioned(colleague, by=moderator)

    assert sanctioned(colleague, by=make_administrator()).account == colleague


def test_a_moderator_cannot_lift_their_own_sanction(moderator):
    sanction = sanctioned(moderator, by=make_administrator())

    with pytest.raises(PermissionDenied):
        sanctions.lift(sanction, by=moderator)


def test_doing_the_same_again_changes_nothing_and_names_who_did_it(reader, moderator):
    first = sanctioned(reader, by=moderator)

    with pytest.raises(sanctions.AlreadyDone, match="Mara Holt has just done this: muted until") as done:
        sanctioned(reader, by=make_moderator(), seen=0)

    assert done.value.sanction == first
    assert Sanction.objects.count() == Statement.objects.count() == 1


def test_something_else_after_a_colleagues_decision_writes_nothing(reader, moderator):
    sanctioned(reader, by=moderator)

    with pytest.raises(sanctions.Changed):
        sanctioned(reader, kind="barred", by=make_moderator(), seen=0)

    assert Sanction.objects.count() == 1


def test_a_stronger_sanction_stands_beside_a_weaker_one_and_a_weaker_one_adds_nothing(reader, moderator):
    sanctioned(reader, kind="first", days=30, by=moderator)
    sanctioned(reader, kind="muted", days=7, by=moderator)

    assert sanctioned(reader, kind="muted", days=30, by=moderator).pk
    for kind, days in [("muted", 3), ("first", 1)]:
        with pytest.raises(sanctions.AlreadyDone, match="This holds already"):
            sanctioned(reader, kind=kind, days=days, by=moderator, seen=sanctions.newest_on(reader))
    assert sanctioned(reader, kind="first", by=moderator).pk
    assert sanctioned(reader, kind="barred", days=1, by=moderator).pk


def test_one_warning_a_comment_until_it_is_acknowledged(reader, moderator):
    one, other = make_comment(author=reader), make_comment(author=reader, now=timezone.now() + timedelta(minutes=1))
    warned = sanctioned(reader, kind="warning", by=moderator, comment=one)
    with pytest.raises(sanctions.AlreadyDone):
        sanctioned(reader, kind="warning", by=moderator, comment=one)
    sanctioned(reader, kind="warning", by=moderator, comment=other)

    acknowledging.acknowledge([warned.pk], by=reader)

    assert sanctioned(reader, kind="warning", by=moderator, comment=one).pk


def test_lifting_is_a_decision_too(reader, moderator):
    sanction = sanctioned(reader)

    decision = sanctions.lift(sanction, by=moderator, note="That was the wrong account.")

    sanction.refresh_from_db()
    assert sanction.lifted_at == decision.at
    assert (decision.kind, decision.previous_id, decision.by_id) == ("lift", sanction.decision_id, moderator.pk)
    assert decision.evidence.note == "That was the wrong account."
    with pytest.raises(sanctions.AlreadyDone, match="Mara Holt has just done this"):
        sanctions.lift(sanction, by=make_moderator())


def test_what_is_over_is_lifted_only_after_an_objection(reader, moderator):
    with time_machine.travel(timezone.now() - timedelta(days=9), tick=False):
        sanction = sanctioned(reader, days=7)

    with pytest.raises(sanctions.NotDone, match="ended by itself"):
        sanctions.lift(sanction, by=moderator)
    imposed = Decision.objects.get(pk=sanction.decision_id)
    objection = objections.object_to(imposed, by=reader, words="I shouted at nobody.")
    decision = sanctions.lift(sanction, by=make_moderator(), occasion=Occasion(objection_id=objection.pk))

    assert (decision.initiative, decision.objection_id) == (Decision.Initiative.OBJECTION, objection.pk)


def test_an_undone_lifting_puts_the_sanction_back(reader, moderator):
    sanction = sanctioned(reader)
    lifted = sanctions.lift(sanction, by=moderator)

    sanctions.undo(lifted, by=moderator)

    assert Sanction.objects.in_force(now=timezone.now()).get() == sanction


def test_an_undo_comes_too_late(reader, moderator):
    sanctioned(reader, by=moderator)
    imposed = last()
    with time_machine.travel(timezone.now() + LATER, tick=False), pytest.raises(sanctions.TooLate):
        sanctions.undo(imposed, by=moderator)
    sanctions.lift(Sanction.objects.get(), by=moderator)
    with pytest.raises(sanctions.TooLate):
        sanctions.undo(imposed, by=moderator)

    warned = sanctioned(reader, kind="warning", by=moderator)
    acknowledging.acknowledge([warned.pk], by=reader)
    with pytest.raises(sanctions.TooLate):
        sanctions.undo(last(), by=moderator)


def test_a_deleted_moderators_sanctions_stand_unnamed(reader, moderator):
    sanction = sanctioned(reader, by=moderator)

    moderator.delete()

    sanction.refresh_from_db()
    assert sanction.by is None
    assert Sanction.objects.in_force(now=timezone.now()).get() == sanction
    with pytest.raises(sanctions.AlreadyDone, match="Somebody who has left"):
        sanctioned(reader, seen=0)


def test_nobody_is_watched_by_hand_any_more(reader, moderator):
    with pytest.raises(PermissionDenied):
        standing.choose(reader, level=Standing.Level.WATCHED, by=moderator)

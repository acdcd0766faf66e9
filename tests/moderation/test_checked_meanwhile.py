"""What happens to a comment while it is checked: its author, a person, readers, the newsroom; none of it is undone by a check."""

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import timezone

from comments import editing, leaving, switching
from comments.models import (
    Awaiting,
    Comment,
    Decision,
    Discussion,
    Sanction,
    Signal,
    SiteSwitch,
    Standing,
    Unchecked,
)
from comments.moderation import decisions
from newsroom.accounts import holdings
from tests.factories.accounts import make_administrator
from tests.factories.comments import make_comment, make_discussion, make_report, make_rule
from tests.moderation.checked import check, check_after, entries, found, is_unchecked, last

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("proved")]

Kind = Decision.Kind
Status = Comment.Status


def test_its_author_changes_it_while_it_is_checked_the_new_words_are_checked(outside, says):
    comment = make_comment()
    asked = says(0.9, meanwhile=lambda: editing.edit_comment(comment, by=comment.author, body="Better words.", revision=1))

    check(comment)

    assert (comment.revision, comment.status) == (2, Status.HELD)
    assert last(comment).codes == ["not_checked"]
    assert is_unchecked(comment)
    asked = says(0.0)
    check(comment)
    assert asked[-1][1].words == "Better words."
    assert (comment.status, last(comment).revision) == (Status.PUBLISHED, 2)


def test_a_person_decides_while_it_is_checked_their_decision_stands_and_the_findings_are_kept(outside, says, moderator):
    comment = make_comment()
    says(0.9, meanwhile=lambda: decisions.approve(comment, by=moderator))

    check(comment)

    assert comment.status == Status.PUBLISHED
    assert entries(comment) == [Kind.HOLD, Kind.APPROVE, Kind.RECHECK]
    assert last(comment).codes == ["outside"]
    assert found(comment) == ("ran", 0.9)
    assert not Awaiting.objects.exists()
    assert decisions.last_on(comment).kind == Kind.APPROVE


def test_what_came_back_only_in_part_while_a_person_decided_calls_nobody(outside, says, moderator, settings):
    settings.CHECKING = replace(settings.CHECKING, akismet_key="abcdef123456")
    comment = make_comment()
    says(None, meanwhile=lambda: Comment.objects.get(pk=comment.pk).status == "held" and decisions.approve(comment, by=moderator))

    check(comment)

    assert last(comment).codes == ["not_checked"]
    assert entries(comment)[-1] == Kind.RECHECK
    assert not Awaiting.objects.exists()


def test_a_person_thinks_again_and_what_was_found_meanwhile_counts(outside, says, moderator, clock):
    comment = make_comment()
    says(0.0, meanwhile=lambda: decisions.remove(comment, by=moderator, rule=make_rule()))
    check(comment)
    decisions.undo(decisions.last_on(comment), by=moderator)
    asked = says(1.0)
    clock.shift(dt.timedelta(minutes=2))

    check(comment)

    assert len(asked) == 1
    assert (comment.status, last(comment).kind) == (Status.PUBLISHED, Kind.PUBLISH)
    assert not Unchecked.objects.exists()


def test_once_a_person_has_decided_and_the_time_to_undo_is_over_nobody_is_asked_any_more(outside, says, moderator, clock):
    comment = make_comment()
    decisions.approve(comment, by=moderator)
    asked = says(0.0)
    check(comment)
    still = Unchecked.objects.count()
    clock.shift(dt.timedelta(minutes=2))

    check(comment)

    assert (asked, still, Unchecked.objects.count()) == ([], 1, 0)


def test_taken_back_while_it_is_checked_it_stays_taken_back(published_meanwhile, says, clock):
    comment = make_comment()
    says(0.9, meanwhile=lambda: decisions.take_back(comment, by=comment.author))

    check(comment)

    assert comment.status == Status.TAKEN_BACK
    clock.shift(dt.timedelta(minutes=2))
    check(comment)
    assert not Unchecked.objects.exists()


def test_the_words_of_somebody_who_has_left_are_not_sent(outside, says):
    comment = make_comment()
    leaving.erase(comment.author)
    asked = says(0.0)

    check(comment)

    assert asked == []
    assert not Unchecked.objects.exists()
    assert Signal.objects.filter(comment=comment, check_name="outside").exists()


def test_erased_while_it_is_checked_nothing_is_written_about_it(published_meanwhile, says):
    comment = make_comment()
    says(0.9, meanwhile=lambda: leaving.erase(comment.author), words="she says that")

    check(comment)

    assert (comment.status, comment.body) == (Status.TAKEN_BACK, "")
    assert "she says that" not in str(list(Signal.objects.values_list("detail", flat=True)))


def test_removed_and_erased_while_it_is_checked_nothing_is_written_about_it_either(published_meanwhile, says, moderator):
    comment = make_comment()

    def meanwhile():
        decisions.remove(comment, by=moderator, rule=make_rule())
        holdings.erase(comment.author)

    says(0.9, meanwhile=meanwhile, words="she says that")

    check(comment)

    assert (comment.status, comment.body) == (Status.REMOVED, "")
    assert entries(comment)[-1] == Kind.REMOVE
    assert "she says that" not in str(list(Signal.objects.values_list("detail", flat=True)))


def test_what_a_stranger_said_about_somebodys_words_goes_with_them(published_meanwhile, says):
    comment = check_after(says, 0.9, words="she says that")

    leaving.erase(comment.author)

    assert "she says that" not in str(list(Signal.objects.values_list("detail", flat=True)))


def test_hidden_by_reports_while_it_is_checked_it_stays_hidden(published_meanwhile, says):
    comment = make_comment()
    says(0.0, meanwhile=lambda: decisions.hold_for_reports(comment, weights=[4.0, 2.0, 2.0]))

    check(comment)

    assert comment.status == Status.HELD
    assert entries(comment) == [Kind.PUBLISH, Kind.HOLD, Kind.RECHECK]
    assert (is_unchecked(comment), Awaiting.objects.get().is_held) == (False, True)


def test_reports_that_hide_nothing_stay_open(published_meanwhile, says):
    report = make_report(comment=make_comment())
    says(0.0)

    check(report.comment)

    assert Awaiting.objects.get().is_reported


@pytest.mark.parametrize("stricter", ["mode", "switch", "standing"])
def test_where_a_person_looks_first_by_now_no_check_lets_it_through(outside, says, stricter):
    comment = make_comment()
    says(0.0)
    if stricter == "mode":
        Discussion.objects.update(mode=Discussion.Mode.LOOKED_AT_FIRST)
    elif stricter == "switch":
        switching.switch(to=SiteSwitch.State.HOLD, reason="There is a raid.", by=make_administrator())
    else:
        Standing.objects.filter(account=comment.author).update(level=Standing.Level.WATCHED)

    check(comment)

    assert (comment.status, last(comment).codes) == (Status.HELD, [stricter])


def test_no_check_lets_through_what_somebody_wrote_who_is_muted_by_now(outside, says):
    comment = make_comment()
    now = timezone.now()
    Sanction.objects.create(
        account=comment.author,
        kind=Sanction.Kind.MUTED,
        rule_number=1,
        standards_version=1,
        reason="Enough.",
        starts_at=now,
        ends_at=now + dt.timedelta(days=1),
    )
    says(0.0)

    check(comment)

    assert (comment.status, last(comment).codes) == (Status.HELD, ["standing"])


def test_who_waited_for_a_person_from_the_beginning_still_does(outside, says):
    discussion = make_discussion(mode=Discussion.Mode.LOOKED_AT_FIRST)
    comment = make_comment(discussion=discussion)
    says(0.0)
    Discussion.objects.update(mode=Discussion.Mode.OPEN)

    check(comment)

    assert (comment.status, last(comment).codes) == (Status.HELD, ["mode"])

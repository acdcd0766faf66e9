"""Comments that not every check has seen: they say so, until every check has run, or a person has looked."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core import mail
from django.utils import timezone

from comments import editing, leaving, notifying, own, reporting, switching
from comments.models import (
    Awaiting,
    Comment,
    Decision,
    Discussion,
    OutsideService,
    Sanction,
    Signal,
    SiteSwitch,
    Standing,
    Unchecked,
)
from comments.moderation import awaiting, checking_again, checks, decisions, policy
from comments.moderation.checks import links
from comments.moderation.checks.finding import Check, Finding, Ran
from comments.moderation.outside import asking, resting
from tests.comments.hearing import queued
from tests.factories.accounts import make_administrator
from tests.factories.comments import make_comment, make_discussion, make_report, make_rule, make_trusted_reader

pytestmark = pytest.mark.django_db

Kind = Decision.Kind
Status = Comment.Status


@pytest.fixture(autouse=True)
def proved():
    """Whatever happened, what waits follows from what is stored."""
    yield
    awaiting.prove()


@pytest.fixture
def outside(settings):
    """A newsroom with a check of its own at another server; `outside.publish()` lets its comments appear meanwhile."""
    settings.CHECKING = replace(settings.CHECKING, url="https://checks.example/look", secret="s" * 32, not_checked="hold")


@pytest.fixture
def published_meanwhile(outside, settings):
    """The same, where a comment appears before it is checked."""
    settings.CHECKING = replace(settings.CHECKING, not_checked="publish")


@pytest.fixture
def says(monkeypatch):
    """What the other server says: `says(0.9)`, `says(None)` for no answer; returns the questions that it was asked."""
    asked = []

    def let(score, *, meanwhile=None, **detail):
        def ask(check, question):
            asked.append((check.name, question))
            if meanwhile is not None:
                meanwhile()
            if score is None:
                return Finding(check.name, check.version, Ran.FAILED, 0.0, {"why": "nobody is there"})
            return Finding(check.name, check.version, Ran.RAN, score, detail)

        monkeypatch.setattr(asking, "ask", ask)
        return asked

    return let


def check(comment):
    """Do what the job does that was queued with the comment, or the one that works off the backlog."""
    checking_again.check_again(comment_id=comment.pk)
    comment.refresh_from_db()
    return comment


def entries(comment):
    return [entry.kind for entry in Decision.objects.filter(comment_id=comment.pk).order_by("pk")]


def last(comment):
    return Decision.objects.filter(comment_id=comment.pk).latest("pk")


def found(comment, name="outside"):
    signal = Signal.objects.filter(comment=comment, check_name=name).latest("pk")
    return signal.ran, signal.score


def is_unchecked(comment):
    return Awaiting.objects.filter(comment=comment, is_unchecked=True).exists()


def test_without_an_outside_check_nothing_is_queued_and_nothing_missed():
    comment = make_comment()

    assert not Unchecked.objects.exists()
    assert queued("checking_again.check_again") == []
    assert set(Signal.objects.filter(comment=comment).values_list("check_name", flat=True)) == {c.name for c in checks.CHECKS}


def test_a_comment_waits_for_the_outside_check_and_says_so(outside, says):
    asked = says(0.0)

    comment = make_comment()

    assert comment.status == Status.HELD
    assert found(comment) == ("skipped", 0)
    assert last(comment).codes == ["not_checked"]
    assert last(comment).thresholds["not_checked_holds"] == 1
    assert is_unchecked(comment)
    assert [job.args for job in queued("checking_again.check_again")] == [{"comment_id": comment.pk}]
    assert asked == []


def test_held_only_because_it_was_not_checked_it_appears_by_itself(outside, says):
    comment = make_comment()
    says(0.0)

    check(comment)

    assert (comment.status, comment.number) == (Status.PUBLISHED, 1)
    assert entries(comment) == [Kind.HOLD, Kind.PUBLISH]
    assert found(comment) == ("ran", 0)
    assert not Awaiting.objects.exists()
    assert not Unchecked.objects.exists()


def test_a_full_set_of_findings_stands_beside_each_decision(outside, says):
    comment = make_comment(body="One https://a.example two https://b.example three https://c.example")
    says(0.9, words="an advertisement")

    check(comment)

    first, second = Decision.objects.filter(comment_id=comment.pk).order_by("pk")
    names = {signal.check_name for signal in Signal.objects.filter(decision_id=first.pk)}
    again = {signal.check_name: signal for signal in Signal.objects.filter(decision_id=second.pk)}
    assert names == set(again) == {c.name for c in [*checks.CHECKS, *checks.OUTSIDE[:1]]}
    assert again["links"].detail == {"links": 3, "limit": 2}
    assert again["outside"].detail == {"words": "an advertisement"}
    assert second.codes == ["links", "outside"]


def test_what_is_found_in_a_comment_that_readers_saw_hides_it_until_a_person_has_looked(published_meanwhile, says, clock):
    comment = make_comment()
    was, codes = comment.status, last(comment).codes
    says(0.9)
    clock.shift(dt.timedelta(minutes=1))

    check(comment)

    assert (was, codes) == (Status.PUBLISHED, ["not_checked"])
    assert (comment.status, last(comment).codes) == (Status.HELD, ["outside"])
    assert (is_unchecked(comment), Awaiting.objects.get().is_held) == (False, True)
    notifying.tell_author(last(comment).pk)
    [letter] = mail.outbox
    assert "one of our checks has found something" in letter.body
    [explained] = own.explain([comment])
    assert explained.reasons == ["A program that we use found something in it, so a person looks first. A program can be wrong."]


def test_published_and_found_well_nothing_changes_but_that_it_is_checked(published_meanwhile, says):
    comment = make_comment()
    waited = is_unchecked(comment)
    says(0.0)

    check(comment)

    assert (waited, is_unchecked(comment)) == (True, False)
    assert entries(comment) == [Kind.PUBLISH, Kind.PUBLISH]
    assert last(comment).codes == []


def test_no_answer_is_a_finding_and_the_comment_stays_not_checked(outside, says):
    comment = make_comment()
    says(None)

    check(comment)

    assert (comment.status, last(comment).codes) == (Status.HELD, ["not_checked"])
    assert found(comment) == ("failed", 0)
    assert is_unchecked(comment)
    assert own.explain([comment])[0].reasons == ["One of our checks did not run, so a person looks instead."]


def test_while_it_only_waits_to_be_asked_its_author_is_told_that_it_appears_by_itself(outside):
    comment = make_comment()

    assert "appears by itself" in own.explain([comment])[0].reasons[0]


def test_the_same_failure_again_writes_nothing(outside, says, clock):
    comment = make_comment()
    asked = says(None)
    for _ in range(4):
        check(comment)
        clock.shift(dt.timedelta(hours=2))

    assert entries(comment) == [Kind.HOLD, Kind.HOLD]
    assert len(asked) == 4


def test_the_pauses_between_tries_grow_up_to_an_hour(monkeypatch, clock):
    with_a_check(monkeypatch, broken)
    comment = make_comment()
    pauses = []
    for _ in range(9):
        check(comment)
        pauses.append((Unchecked.objects.get().next_at - timezone.now()).total_seconds() / 60)
        clock.move_to(Unchecked.objects.get().next_at)

    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_before_its_turn_nobody_is_asked(outside, says):
    comment = make_comment()
    asked = says(None)

    check(comment)
    check(comment)

    assert len(asked) == 1


def test_what_leaves_the_house_is_the_words_and_the_storys_address(outside, says):
    reader, friend = make_trusted_reader(display_name="Nora Quill"), make_trusted_reader(display_name="Odd Ferry")
    asked = says(0.0)
    first = check(make_comment(author=friend))
    comment = make_comment(author=reader, parent=first, body="@Odd Ferry is right about the harbour.")

    check(comment)

    [(_name, question)] = [entry for entry in asked if "harbour" in entry[1].words]
    assert question.words == "— is right about the harbour."
    assert question.story.startswith("http")
    assert question.story.endswith(comment.discussion.article.get_absolute_url())


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


def test_an_outside_check_that_is_switched_off_is_not_missed(outside, says, settings):
    comment = make_comment()
    settings.CHECKING = replace(settings.CHECKING, url="")
    asked = says(0.0)

    check(comment)

    assert (comment.status, asked) == (Status.PUBLISHED, [])
    assert not Unchecked.objects.exists()


def test_of_two_outside_checks_one_answers_and_the_other_is_asked_again(outside, settings, monkeypatch, clock):
    settings.CHECKING = replace(settings.CHECKING, akismet_key="abcdef123456")
    comment = make_comment()
    missing, asked = list(Unchecked.objects.get().missing), []

    def ask(check, question):
        asked.append(check.name)
        return Finding(check.name, ran=Ran.FAILED if asked == ["outside", "akismet"] else Ran.RAN)

    monkeypatch.setattr(asking, "ask", ask)
    check(comment)
    half = (comment.status, last(comment).codes, list(Unchecked.objects.get().missing))
    clock.shift(dt.timedelta(minutes=1))
    check(comment)

    assert missing == ["akismet", "outside"]
    assert half == (Status.HELD, ["not_checked"], ["akismet"])
    assert asked == ["outside", "akismet", "akismet"]
    assert comment.status == Status.PUBLISHED


def test_what_was_decided_again_is_reproduced_from_what_is_stored(published_meanwhile, says):
    comment = make_comment()
    says(0.7)
    check(comment)

    looked = decisions.last_look(comment)
    verdict = policy.VERSIONS[looked.decision.policy_version](
        looked.findings,
        mode=looked.facts.mode,
        standing=looked.facts.standing,
        commenting=looked.facts.commenting,
        rules=looked.facts.rules,
        standards_version=looked.facts.standards_version,
        thresholds=looked.decision.thresholds,
    )

    assert (verdict.kind, list(verdict.codes)) == (looked.decision.kind, looked.decision.codes) == ("hold", ["outside"])


def broken(facts):
    raise RuntimeError("this check is broken")


def with_a_check(monkeypatch, look):
    """A newsroom in which the check of links looks so."""
    monkeypatch.setattr(checks, "CHECKS", [replace(each, look=look) if each.name == "links" else each for each in checks.CHECKS])


def test_a_check_of_ours_that_failed_runs_again_by_itself(monkeypatch):
    with monkeypatch.context() as while_broken:
        with_a_check(while_broken, broken)
        comment = make_comment()
        waited = (comment.status, last(comment).codes, list(Unchecked.objects.get().missing))

    check(comment)

    assert waited == (Status.HELD, ["not_checked"], ["links"])
    assert comment.status == Status.PUBLISHED


def test_it_looks_at_what_was_known_when_the_words_were_written(monkeypatch):
    with monkeypatch.context() as while_broken:
        with_a_check(while_broken, broken)
        comment = make_comment(body="One https://a.example two https://b.example three https://c.example")

    check(comment)

    assert last(comment).codes == ["links"]
    assert found(comment, "links") == ("ran", 1.0)


def busy(facts):
    sum(range(30_000_000))
    return 0.0, {}


def test_a_check_of_ours_that_is_too_slow_was_not_checked_and_runs_again_with_more_time(monkeypatch):
    with_a_check(monkeypatch, busy)
    comment = make_comment()
    slow = Signal.objects.get(comment=comment, check_name="links")

    check(comment)

    assert (slow.ran, slow.detail["slow"] > 100) == ("failed", True)
    assert (found(comment, "links"), comment.status) == (("ran", 0), Status.PUBLISHED)


@pytest.mark.parametrize("nonsense", [2.0, -1, float("nan"), None, "much"])
def test_a_check_of_ours_that_talks_nonsense_was_not_checked(nonsense):
    check = Check("links", 1, lambda facts: (nonsense, {}), links.for_moderators, links.for_author)

    [finding] = checks.run_all(None, [check])

    assert finding.ran == Ran.FAILED


def test_a_late_check_takes_nothing_away_that_a_person_could_judge(monkeypatch):
    author = make_trusted_reader()
    rule = make_rule()
    rule.cited_by = "repeats"
    rule.save()
    look = next(each.look for each in checks.CHECKS if each.name == "repeats")
    words = "The same words again and again, under every story there is."
    with monkeypatch.context() as while_broken:
        broken_repeats = [replace(each, look=broken) if each.name == "repeats" else each for each in checks.CHECKS]
        while_broken.setattr(checks, "CHECKS", broken_repeats)
        for day in (3, 2, 1):
            comment = make_comment(author=author, body=words, now=timezone.now() - dt.timedelta(hours=day))
    assert look is not broken

    check(comment)

    assert (comment.status, last(comment).codes) == (Status.HELD, ["repeats"])


def test_after_three_failures_in_a_row_a_server_rests_and_costs_one_call_a_minute(outside, says, clock):
    discussion = make_discussion()
    for _ in range(8):
        make_comment(discussion=discussion)
    asked = says(None)

    checking_again.work_off(0)
    at_once = len(asked)
    calls = []
    for _ in range(5):
        clock.shift(dt.timedelta(minutes=1))
        checking_again.work_off(0)
        checking_again.work_off(0)
        calls.append(len(asked))

    assert at_once == 3
    assert calls == [4, 5, 6, 7, 8]
    [state] = resting.states()
    assert (state.name, state.waiting, state.why) == ("outside", 8, "nobody is there")
    assert state.failing_since is not None


def test_once_it_is_back_the_whole_backlog_is_checked_and_nobody_is_needed(outside, says, clock):
    discussion = make_discussion()
    written = [make_comment(discussion=discussion) for _ in range(8)]
    says(None)
    for _ in range(90):
        checking_again.work_off(0)
        clock.shift(dt.timedelta(minutes=1))
    asked = says(0.0)

    checking_again.work_off(0)

    assert {comment.pk for comment in Comment.objects.filter(status=Status.PUBLISHED)} == {comment.pk for comment in written}
    assert len(asked) == len({question.words for _name, question in asked[-8:]}) + len(asked) - 8
    assert not Awaiting.objects.exists()
    [state] = resting.states()
    assert (state.waiting, state.failing_since, state.why) == (0, None, "")


def test_one_comment_on_which_a_server_fails_keeps_no_other_waiting(outside, monkeypatch, clock):
    discussion = make_discussion()
    poison = make_comment(discussion=discussion, body="This one brings it down.")
    others = [make_comment(discussion=discussion) for _ in range(6)]

    def ask(check, question):
        return Finding(check.name, ran=Ran.FAILED if "brings it down" in question.words else Ran.RAN)

    monkeypatch.setattr(asking, "ask", ask)
    for _ in range(3):
        checking_again.work_off(0)
        clock.shift(dt.timedelta(minutes=1))

    assert set(Unchecked.objects.values_list("comment_id", flat=True)) == {poison.pk}
    assert Comment.objects.filter(pk__in=[other.pk for other in others], status=Status.PUBLISHED).count() == 6
    assert OutsideService.objects.get().failures < 3


def test_one_comment_that_cannot_be_checked_at_all_keeps_no_other_waiting(outside, monkeypatch, caplog):
    discussion = make_discussion()
    first, second = make_comment(discussion=discussion), make_comment(discussion=discussion)

    def ask(check, question):
        if question.words == first.body:
            raise RuntimeError("nobody thought of this")
        return Finding(check.name)

    monkeypatch.setattr(asking, "ask", ask)
    checking_again.work_off(0)

    second.refresh_from_db()
    assert second.status == Status.PUBLISHED
    assert "comment not checked again" in caplog.text


def test_a_dead_worker_leaves_every_comment_not_checked_and_on_the_desk(outside):
    discussion = make_discussion()
    written = [make_comment(discussion=discussion) for _ in range(5)]

    assert Awaiting.objects.filter(is_unchecked=True).count() == Unchecked.objects.count() == len(written)


def test_who_waited_long_is_told_that_it_appeared_and_who_waited_seconds_is_not(outside, says, clock):
    soon, late = make_comment(), make_comment()
    says(0.0)
    check(soon)
    clock.shift(dt.timedelta(minutes=11))
    check(late)

    assert [job.args for job in queued("notifying.tell_author")] == [{"decision_id": last(late).pk}]
    clock.shift(dt.timedelta(minutes=1))
    notifying.tell_author(last(late).pk)
    [letter] = mail.outbox
    assert "All our checks have looked at your comment" in letter.body


def test_a_change_that_every_check_has_seen_needs_no_turn_any_more(monkeypatch):
    with monkeypatch.context() as while_broken:
        with_a_check(while_broken, broken)
        comment = make_comment()

    editing.edit_comment(comment, by=comment.author, body="Better words.", revision=1)

    assert not Unchecked.objects.exists()


def test_a_report_after_all_that_is_made_on_a_comment_like_any_other(published_meanwhile, says):
    comment = check_after(says, 0.0)

    reporting.report(comment, by=make_trusted_reader(), rule=make_rule(), words="Look at this.")

    assert Awaiting.objects.get().is_reported


def check_after(says, score, **detail):
    comment = make_comment()
    says(score, **detail)
    return check(comment)

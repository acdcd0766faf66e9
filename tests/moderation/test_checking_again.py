"""Comments that not every check has seen: they say so, until every check has run, or a person has looked."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core import mail

from comments import notifying, own, reporting
from comments.models import (
    Awaiting,
    Comment,
    Decision,
    Signal,
    Unchecked,
)
from comments.moderation import checks, decisions, policy
from comments.moderation.checks.finding import Finding, Ran
from comments.moderation.outside import asking
from tests.comments.hearing import queued
from tests.factories.comments import make_comment, make_rule, make_trusted_reader
from tests.moderation.checked import check, check_after, entries, found, is_unchecked, last

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("proved")]

Kind = Decision.Kind
Status = Comment.Status


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


def test_a_report_after_all_that_is_made_on_a_comment_like_any_other(published_meanwhile, says):
    comment = check_after(says, 0.0)

    reporting.report(comment, by=make_trusted_reader(), rule=make_rule(), words="Look at this.")

    assert Awaiting.objects.get().is_reported

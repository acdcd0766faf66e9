"""Checks of ours that fail, are too slow, or talk nonsense: the comment was not checked, and they run again."""

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import timezone

from comments import editing
from comments.models import (
    Comment,
    Decision,
    Signal,
    Unchecked,
)
from comments.moderation import checks
from comments.moderation.checks import links
from comments.moderation.checks.finding import Check, Ran
from tests.factories.comments import make_comment, make_rule, make_trusted_reader
from tests.moderation.checked import broken, check, found, last, with_a_check

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("proved")]

Kind = Decision.Kind
Status = Comment.Status


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


def test_a_check_that_was_slow_by_chance_is_asked_once_more_at_once():
    looks = []

    def slow_at_first(facts):
        looks.append(facts)
        return busy(facts) if len(looks) == 1 else (1.0, {"links": 3})

    [finding] = checks.run_all(None, [replace(links.CHECK, look=slow_at_first)])

    assert (finding.ran, finding.score, finding.detail) == (Ran.RAN, 1.0, {"links": 3})


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


def test_a_change_that_every_check_has_seen_needs_no_turn_any_more(monkeypatch):
    with monkeypatch.context() as while_broken:
        with_a_check(while_broken, broken)
        comment = make_comment()

    editing.edit_comment(comment, by=comment.author, body="Better words.", revision=1)

    assert not Unchecked.objects.exists()


def test_the_pauses_between_tries_grow_up_to_an_hour(monkeypatch, clock):
    with_a_check(monkeypatch, broken)
    comment = make_comment()
    pauses = []
    for _ in range(9):
        check(comment)
        pauses.append((Unchecked.objects.get().next_at - timezone.now()).total_seconds() / 60)
        clock.move_to(Unchecked.objects.get().next_at)

    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]

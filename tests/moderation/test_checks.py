"""Each check: facts in, a finding out, nothing else."""

import pytest

from comments import limits
from comments.models import Standing
from comments.moderation import checks
from comments.moderation.checks import history, links, newcomer, pace, repeats, robots, wordlist
from comments.moderation.checks.finding import Check, Ran
from comments.moderation.facts import Facts


def facts(**over):
    return Facts(**{"body": "The barrier should have been built in 2019.", "published_before": 5, **over})


def test_every_check_leaves_a_finding_also_when_it_finds_nothing():
    findings = checks.run_all(facts())

    assert [finding.check for finding in findings] == [check.name for check in checks.CHECKS]
    assert all(finding.ran == Ran.RAN and finding.score == 0 for finding in findings)


def test_a_check_that_fails_leaves_a_finding_that_says_so_and_stops_no_other():
    def trip(_facts):
        raise ZeroDivisionError

    broken = Check("broken", 1, trip, str, str)

    findings = checks.run_all(facts(links=("a", "b", "c")), [broken, links.CHECK])

    assert [(finding.check, finding.ran) for finding in findings] == [("broken", Ran.FAILED), ("links", Ran.RAN)]
    assert findings[1].score == 1


@pytest.mark.parametrize(("count", "score"), [(0, 0), (limits.LINKS_BEFORE_A_LOOK, 0), (limits.LINKS_BEFORE_A_LOOK + 1, 1)])
def test_more_than_two_links_make_a_person_look(count, score):
    assert links.look(facts(links=("https://example.org",) * count))[0] == score


@pytest.mark.parametrize(
    ("mine", "others", "score"),
    [(0, 0, 0), (1, 0, 1), (0, limits.SAME_WORDS_FROM_OTHERS - 1, 0), (0, limits.SAME_WORDS_FROM_OTHERS, 0.6)],
)
def test_the_same_words_count_at_once_from_one_reader_and_late_from_many(mine, others, score):
    assert repeats.look(facts(same_words_by_author=mine, same_words_by_others=others))[0] == score


@pytest.mark.parametrize(("mine", "words"), [(1, "1 time in a day"), (2, "2 times in a day")])
def test_how_often_the_same_was_said_is_counted_in_words(mine, words):
    assert repeats.for_moderators({"mine": mine, "others": 0}).endswith(words)


def test_short_words_from_many_readers_are_no_campaign():
    assert repeats.look(facts(body="Thank you!", same_words_by_others=50))[0] == 0


@pytest.mark.parametrize(("answers", "finds"), [(limits.BRANCH_ANSWERS - 1, False), (limits.BRANCH_ANSWERS, True)])
def test_a_quarrel_in_one_thread_makes_a_person_look(answers, finds):
    assert bool(pace.look(facts(answers_in_branch=answers))[0]) is finds


@pytest.mark.parametrize(
    ("published", "standing", "finds"),
    [
        (0, Standing.Level.NEW, True),
        (limits.FIRST_COMMENTS - 1, Standing.Level.NEW, True),
        (limits.FIRST_COMMENTS, Standing.Level.NEW, False),
        (0, Standing.Level.TRUSTED, False),
    ],
)
def test_the_first_comments_of_a_reader_wait_unless_the_newsroom_trusts_them(published, standing, finds):
    assert bool(newcomer.look(facts(published_before=published, standing=standing))[0]) is finds


@pytest.mark.parametrize(
    ("judged", "rejected", "finds"), [(4, 4, False), (5, 1, False), (5, 2, True), (10, 3, True), (0, 0, False)]
)
def test_recent_removals_make_a_person_look_once_there_are_enough_judgements(judged, rejected, finds):
    assert bool(history.look(facts(judged_recently=judged, rejected_recently=rejected))[0]) is finds


def test_a_listed_word_makes_a_person_look_and_is_named_to_moderators_only():
    score, detail = wordlist.look(facts(listed_words=("blithering",)))

    assert score > 0
    assert "blithering" in wordlist.for_moderators(detail)
    assert "blithering" not in wordlist.for_author(detail)


@pytest.mark.parametrize(("published", "said"), [(0, "0 comments were"), (1, "1 comment was")])
def test_how_new_a_reader_was_is_said_in_the_past_also_of_findings_kept_long_ago(published, said):
    words = checks.BY_NAME["newcomer"].for_moderators({"published": published, "first": 2})

    assert words == f"new here: {said} published when this was written"


EXAMPLES = {
    "robots": facts(seconds_writing=0.4),
    "links": facts(links=("a", "b", "c")),
    "repeats": facts(same_words_by_author=2),
    "pace": facts(answers_in_branch=4),
    "newcomer": facts(published_before=0),
    "history": facts(judged_recently=10, rejected_recently=5),
    "wordlist": facts(listed_words=("fool",)),
    "near_repeats": facts(alike_by_author=1),
    "length": facts(body="!" * 40),
    "mentions": facts(mentioned=limits.MENTIONS_BEFORE_A_LOOK + 1),
    "shouting": facts(body="SOMEBODY OUGHT TO DO SOMETHING ABOUT THIS"),
    "account_age": facts(account_age=600.0),
    "reported": facts(reports_upheld=2, reports_open=1),
}


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.name)
def test_every_check_says_what_it_found_to_moderators_and_to_the_author(check):
    score, detail = check.look(EXAMPLES[check.name])

    assert score > 0
    assert check.for_moderators(detail).strip()
    assert check.for_author(detail).strip()
    assert "%" not in check.for_moderators(detail) + check.for_author(detail)


@pytest.mark.parametrize(
    ("over", "finds"),
    [
        ({}, False),
        ({"seconds_writing": 2.0}, False),
        ({"seconds_writing": 1.9}, True),
        ({"seconds_writing": 1.9, "standing": Standing.Level.TRUSTED}, False),
        ({"trapped": True, "seconds_writing": 60.0}, True),
        ({"trapped": True, "standing": Standing.Level.TRUSTED}, True),
    ],
)
def test_a_form_that_looks_like_a_programs_makes_a_person_look(over, finds):
    score, detail = robots.look(facts(**over))

    assert (score >= 0.5) is finds
    assert bool(detail) is finds
    if finds:
        assert robots.for_moderators(detail)
        assert "a person looks first" in robots.for_author(detail)

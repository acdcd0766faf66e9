"""The past of the demo newspaper as it comes: what the checks stopped, what moderators made of it, and that it can have been."""

import datetime as dt
from collections import Counter

import pytest

from comments.models import ListedWord
from comments.moderation import checks
from comments.moderation.standards import Standards
from comments.moderation.words import folding
from comments.seeding import accounts, manuscripts, people, quiet
from comments.seeding.newspaper import Measure, conversations
from comments.seeding.people import VISITOR
from comments.seeding.reading import read_table
from comments.seeding.timeline import NothingFound, Timeline

NOW = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)


def listed():
    rows = read_table("standards")["words"]
    return [
        ListedWord(pk=number, folded=" ".join(folding.words(row["phrase"])), **row) for number, row in enumerate(rows, start=1)
    ]


def past(measure):
    """Everything that is said in a newspaper of this measure, and its timeline."""
    stories = [story for story in manuscripts.read_all() if story.is_read]
    readers = people.crowd(measure.readers, seed=measure.seed)
    cast = people.cast(readers)
    spans = [(NOW + dt.timedelta(hours=story.hours), NOW + dt.timedelta(hours=story.hours, days=14)) for story in stories]
    talks = conversations(measure, stories, cast, is_open=[closes > NOW for _opens, closes in spans])
    timeline = Timeline(
        talks,
        spans,
        now=NOW,
        standards=Standards(2, {}),
        words=listed(),
        joined=accounts.joined(readers, cast, now=NOW, seed=measure.seed),
        seed=measure.seed,
    )
    return timeline.run(lambda part: None), timeline


@pytest.fixture(scope="module", params=[1, 2])
def newspaper(request):
    return past(Measure(seed=request.param))


def stopped_by(spoken):
    """For each check, what became of what it stopped: the kinds of the last steps."""
    fates = {}
    for said in spoken:
        verdict = said.steps[0].by_policy
        for code in verdict.codes:
            fates.setdefault(code, Counter())[said.steps[1].kind if len(said.steps) > 1 else "waits"] += 1
    return fates


WORDS = ["links", "wordlist", "shouting", "length", "mentions"]
RECORD = ["repeats", "near_repeats", "pace", "history", "reported", "newcomer"]


@pytest.mark.parametrize("check", [*WORDS, *RECORD])
def test_of_every_check_something_waits_and_something_was_decided(newspaper, check):
    fates = stopped_by(newspaper[0])[check]

    assert fates["waits"]
    assert fates["remove"] or check == "newcomer"
    assert fates["approve"] or check == "repeats"


def test_a_fresh_account_is_a_sign_beside_what_holds_it(newspaper):
    found = [
        (said.steps[0].by_policy.codes, len(said.steps))
        for said in newspaper[0]
        for finding in said.findings
        if finding.check == "account_age" and finding.score
    ]

    assert {codes for codes, _steps in found} == {("links",)}
    assert {steps for _codes, steps in found} == {1, 2}


def test_every_step_comes_after_the_one_before_and_nothing_is_newer_than_now(newspaper):
    spoken, timeline = newspaper

    for said in spoken:
        times = [said.created_at, *(step.at for step in said.steps)]
        assert times == sorted(times)
        assert times[-1] < NOW
        assert timeline.joined[said.remark.author.number] < said.created_at


def test_nobody_answers_what_is_not_there(newspaper):
    spoken = {(said.talk, said.position): said for said in newspaper[0]}

    for said in spoken.values():
        if said.remark.parent is not None:
            above = spoken[said.talk, said.remark.parent]
            assert above.seen_at is not None
            assert above.seen_at < said.created_at


def test_three_readers_have_much_removed_one_after_the_other(newspaper):
    offenders = people.cast(people.crowd(300, seed=1)).offenders
    removed = Counter(
        said.remark.author.number for said in newspaper[0] for step in said.steps if step.kind == "remove" and step.note
    )

    assert [removed[reader.number] for reader in offenders] == [5, 4, 3]
    assert not [said for said in newspaper[0] if said.remark.author in offenders and said.remark.parent is not None]


def test_the_demos_own_reader_has_one_of_each(newspaper):
    own = [said for said in newspaper[0] if said.remark.author == VISITOR]

    assert Counter(said.status for said in own) == {"published": 2, "removed": 2, "held": 1}


def test_there_was_time_to_object_and_to_answer(newspaper):
    spoken, _timeline = newspaper
    looks = read_table("second_looks")
    pause = quiet.longest(sorted(step.at for said in spoken for step in said.steps), now=NOW)
    done = {said.remark.text: said.steps[-1].at for said in spoken if said.remark.fate and said.remark.fate.early}

    assert pause.ends - pause.begins > dt.timedelta(minutes=10)
    for row in looks["objections"]:
        assert done[row["removed"]] < pause.begins
    for row in [*looks["notices"], *looks["reports"]]:
        assert row.get("same") or done[row["comment"]] < pause.begins
    overdue = next(row for row in looks["objections"] if row.get("hours", 0) > 7 * 24)
    assert done[overdue["removed"]] < NOW - dt.timedelta(hours=overdue["hours"])


def test_a_text_that_no_check_minds_any_more_is_named(monkeypatch):
    monkeypatch.setattr(checks, "CHECKS", [])

    with pytest.raises(NothingFound, match="No check finds anything"):
        past(Measure(comments=400, largest=100, depth=5, readers=100))


def test_the_pause_is_looked_for_where_things_had_time():
    hours = [80, 75, 60, 50, 49, 30, 10, 1]
    times = [NOW - dt.timedelta(hours=hour) for hour in hours]

    pause = quiet.longest(times, now=NOW)
    moments = list(pause.moments())

    assert (pause.place, pause.begins, pause.ends) == (5, times[4], times[5])
    assert moments == sorted(moments)
    assert pause.begins < moments[0]
    assert moments[-1] < pause.ends


def test_where_there_is_no_pause_all_comes_last():
    assert quiet.longest([], now=NOW).place == 0
    assert quiet.longest([NOW - dt.timedelta(hours=2)], now=NOW).place == 1


def test_what_comes_in_a_row_keeps_its_gaps_however_much_its_author_says_elsewhere():
    spoken, _timeline = past(Measure(comments=6000, largest=3000, readers=100))
    at = {(said.talk, said.position): said.created_at for said in spoken}
    row = [said for said in spoken if said.remark.gap is not None]

    assert row
    for said in row:
        since = said.created_at - at[said.talk, said.remark.follows]
        assert since <= dt.timedelta(seconds=said.remark.gap), said.remark.text

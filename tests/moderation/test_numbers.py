"""The desk's numbers: right by the log, at a fixed cost, and readable as tables."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from lxml import html

from comments import posting
from comments.models import Awaiting, Objection, Rule
from comments.moderation import decisions, numbers, queue, sanctions, standards
from comments.moderation.numbers import Period, presenting
from comments.moderation.numbers.load import Course
from tests.comments.reading import css
from tests.factories.accounts import make_editor, make_moderator, make_reader, make_reporter, sign_in
from tests.factories.comments import make_comment, make_discussion, make_held_comment, make_report, make_rule

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as moving:
        yield moving


@pytest.fixture
def discussion():
    return make_discussion()


def gather(period=Period.DAY):
    return numbers.gather(period, now=timezone.now())


def held(discussion, *, body="The barrier held."):
    return posting.post_comment(discussion, author=make_reader(), body=body)


def times_of(found):
    return {row.kind: (row.count, row.median) for row in found.times}


def test_what_waits_is_counted_by_kind_and_by_how_long(clock, discussion):
    held(discussion)
    clock.shift(dt.timedelta(hours=3))
    held(discussion)
    make_report(comment=make_comment(discussion=discussion))
    clock.shift(dt.timedelta(minutes=5))

    found = gather()

    assert [(row.kind, row.count, list(row.ages)) for row in found.waiting] == [
        ("reported", 1, [1, 0, 0, 0]),
        ("held", 2, [1, 1, 0, 0]),
    ]
    assert found.waiting[1].oldest == NOON


def test_somebody_looking_at_it_is_counted_until_they_have_gone_to_lunch(clock, discussion):
    held(discussion)
    Awaiting.objects.update(claimed_by=make_moderator(), claimed_at=timezone.now())

    assert gather().claimed == 1
    # The numbers are kept for everybody, and who reads them may be who looks.
    assert presenting.figures(gather())[0].sentence == "1 waits. A moderator is looking at 1."
    clock.shift(dt.timedelta(minutes=11))
    assert gather().claimed == 0


def test_the_time_to_a_decision_runs_from_the_hold(clock, discussion):
    moderator, comments = make_moderator(), [held(discussion) for _ in range(3)]
    for comment, minutes in zip(comments, (10, 10, 40), strict=True):
        clock.shift(dt.timedelta(minutes=minutes))
        decisions.approve(comment, by=moderator)

    assert times_of(gather()) == {"held": (3, 20 * 60)}


def test_the_time_to_a_decision_on_a_report_runs_from_the_first_report(clock, discussion):
    comment = make_comment(discussion=discussion)
    clock.shift(dt.timedelta(hours=5))
    make_report(comment=comment)
    clock.shift(dt.timedelta(minutes=30))
    make_report(comment=comment)
    clock.shift(dt.timedelta(minutes=30))
    decisions.remove(comment, by=make_moderator(), rule=make_rule())

    assert times_of(gather()) == {"reported": (1, 3600)}


def test_what_nobody_decided_and_what_an_author_took_back_has_no_time(clock, discussion):
    comment = held(discussion)
    clock.shift(dt.timedelta(minutes=30))
    decisions.take_back(comment, by=comment.author)

    assert times_of(gather()) == {}


def test_decisions_of_persons_and_of_the_policy_are_counted_apart_in_pieces_that_end_now(clock, discussion):
    comment = held(discussion)
    clock.shift(dt.timedelta(hours=2))
    decisions.approve(comment, by=make_moderator())
    clock.shift(dt.timedelta(minutes=1))

    found = gather()

    assert len(found.by_persons) == len(found.by_the_policy) == len(found.starts) == 24
    assert [(at, count) for at, count in enumerate(found.by_persons) if count] == [(23, 1)]
    assert [(at, count) for at, count in enumerate(found.by_the_policy) if count] == [(21, 1)]


def test_what_does_away_with_nothing_is_no_decision_of_a_person(clock, discussion):
    moderator, rule = make_moderator(), make_rule()
    shown = make_comment(discussion=discussion)
    decisions.feature(shown, by=make_editor())
    decisions.unfeature(shown, by=make_editor())
    decisions.escalate(held(discussion), by=moderator, note="")
    decisions.undo(decisions.remove(shown, by=moderator, rule=rule), by=moderator)
    clock.shift(dt.timedelta(minutes=1))
    assert sum(gather().by_persons) == 0

    decisions.remove(shown, by=moderator, rule=rule)
    sanction = sanctions.mute(shown.author, by=moderator, rule=rule, reason="Three days of ferries.", days=3)
    sanctions.lift(sanction, by=moderator)
    clock.shift(dt.timedelta(minutes=1))
    assert sum(gather().by_persons) == 3


def test_the_figure_says_what_it_counts(clock, discussion):
    decisions.approve(held(discussion), by=make_moderator())
    clock.shift(dt.timedelta(seconds=1))

    people = next(figure for figure in presenting.figures(gather()) if figure.key == "persons")

    assert people.title == "Decisions an hour by people"
    assert people.sentence.startswith("1 in 24 hours, 0 an hour. Comments approved or removed, sanctions")


@pytest.mark.parametrize(("period", "pieces"), [(Period.DAY, 24), (Period.WEEK, 28), (Period.MONTH, 30)])
def test_every_period_is_cut_into_pieces_of_one_length(clock, period, pieces):
    starts = period.starts(now=NOON)

    assert len(starts) == pieces
    assert {later - earlier for earlier, later in zip(starts, [*starts[1:], NOON], strict=True)} == {period.step}


def test_an_old_decision_is_in_the_longer_periods_alone(clock, discussion):
    decisions.approve(held(discussion), by=make_moderator())
    clock.shift(dt.timedelta(days=2))

    assert [sum(gather(period).by_persons) for period in Period] == [0, 1, 1]


def test_a_check_is_credited_with_what_people_removed_of_what_it_held(clock, discussion):
    moderator = make_moderator()
    first, second, third, _fourth = (held(discussion) for _ in range(4))
    decisions.remove(first, by=moderator, rule=make_rule())
    decisions.approve(second, by=moderator)
    decisions.undo(decisions.remove(third, by=moderator, rule=make_rule()), by=moderator)
    clock.shift(dt.timedelta(seconds=1))

    found = gather()

    newcomer = found.agreements["newcomer"]
    assert (found.looked_at, newcomer.held, newcomer.judged, newcomer.removed) == (4, 4, 2, 1)
    [row] = next(figure for figure in presenting.figures(found) if figure.key == "checks").table.rows
    assert (row.about, row.cells) == ("newcomer", ["4", "100%", "1", "1", "2", "50%"])


def test_rules_are_counted_by_what_was_decided_under_them_and_not_undone(clock, discussion):
    moderator, rule = make_moderator(), make_rule(1)
    make_rule(2)
    decisions.remove(make_comment(discussion=discussion), by=moderator, rule=rule)
    decisions.undo(decisions.remove(make_comment(discussion=discussion), by=moderator, rule=rule), by=moderator)

    assert [(row.number, row.cited) for row in gather().rules] == [(1, 1), (2, 0)]


def test_objections_are_counted_under_the_rule_of_the_decision(clock, discussion):
    decision = decisions.remove(make_comment(discussion=discussion), by=make_moderator(), rule=make_rule(2))
    given = {"decision_id": decision.pk, "about": "removal", "words": "No.", "at": NOON, "answer": "Yes.", "answered_at": NOON}
    Objection.objects.create(**given, by=make_reader(), outcome="upheld", answered_by_id=make_moderator().pk)
    Objection.objects.create(**given, by=make_reader(), outcome="rejected", answered_by_id=make_moderator().pk)

    found = gather()

    assert [(row.number, row.answered, row.upheld) for row in found.rules] == [(2, 2, 1)]
    assert times_of(found)["objection"] == (2, 0.0)


def test_a_rule_retired_since_stands_there_as_long_as_it_was_cited(clock, discussion):
    rule = make_rule(1)
    make_rule(2)
    decisions.remove(make_comment(discussion=discussion), by=make_moderator(), rule=rule)
    rule.retired_at = timezone.now()
    standards.save_rule(rule)

    assert [row.number for row in gather().rules] == [1, 2]
    clock.shift(dt.timedelta(days=40))
    assert [row.number for row in gather().rules] == [2]


def test_the_load_counts_what_came_and_what_was_done_with(clock, discussion):
    waiting = [held(discussion) for _ in range(4)]
    make_report(comment=make_comment(discussion=discussion))
    clock.shift(dt.timedelta(hours=1))
    decisions.approve(waiting[0], by=make_moderator())
    decisions.take_back(waiting[1], by=waiting[1].author)

    found = gather()

    assert (found.load.waiting, found.load.arrived, found.load.cleared) == (3, 5, 2)
    assert found.forecast.course == Course.GROWS
    assert "At this rate it grows by 1 an hour." in presenting.load_in_words(found)


def test_the_load_says_when_the_queue_is_empty(clock, discussion):
    waiting = [held(discussion) for _ in range(4)]
    clock.shift(dt.timedelta(hours=3, minutes=1))
    for comment in waiting[:3]:
        decisions.approve(comment, by=make_moderator())

    assert "At this rate the queue is empty at 16:01." in presenting.load_in_words(gather())


def test_the_numbers_agree_with_the_queue(clock, discussion):
    held(discussion)
    make_held_comment(discussion=discussion)
    make_report(comment=make_comment(discussion=discussion))

    assert sum(row.count for row in gather().waiting) == queue.counts()[queue.Queue.ALL]


def test_the_page_shows_every_figure_with_its_table(desk, clock, discussion):
    moderator = make_moderator()
    decisions.remove(held(discussion), by=moderator, rule=make_rule())
    held(discussion)
    make_report(comment=make_comment(discussion=discussion))
    clock.shift(dt.timedelta(minutes=1))

    page = html.fromstring(desk.get(reverse("moderation:numbers")).content)

    figures = css(page, "figure.numbers-figure")
    assert [figure.get("id") for figure in figures] == ["waiting", "persons", "policy", "times", "checks", "rules"]
    for figure in figures:
        assert css(figure, "figcaption h2")
        assert css(figure, "table.numbers tbody tr")
        assert css(figure, "svg")
        heads = [" ".join(head.text_content().split()) for head in css(figure, "thead th")]
        for row in css(figure, "tbody tr"):
            assert [cell.get("data-label") for cell in css(row, "td")] == heads[1:]
    assert not page.xpath("//figure//script | //figure//*[@style]")
    assert page.xpath("//nav[@class='desk-nav']//a[@aria-current]")[0].text == "Numbers"


def test_a_new_site_has_a_page_too(desk):
    page = desk.get(reverse("moderation:numbers")).content.decode()

    assert "Nothing waits." in page
    assert "Nothing was decided." in page
    assert "There are no rules yet." in page


@pytest.mark.parametrize("period", ["", "24h", "7d", "30d", "1y", "%00", "7d&period=x"])
def test_any_period_is_answered(desk, period):
    assert desk.get(f"/moderation/numbers/?period={period}").status_code == 200


@pytest.mark.parametrize("make", [make_reader, make_reporter])
def test_the_numbers_are_the_moderators(client, make):
    sign_in(client, make())

    assert client.get(reverse("moderation:numbers")).status_code == 403


def test_nobody_is_ranked(desk, clock, discussion):
    decisions.approve(held(discussion), by=make_moderator(display_name="Theodora Quill"))

    assert "Theodora Quill" not in desk.get(reverse("moderation:numbers")).content.decode()


@pytest.mark.parametrize("many", [2, 12])
def test_the_page_costs_the_same_however_much_there_is(desk, discussion, many, django_assert_max_num_queries):
    for number in range(1, many):
        standards.save_rule(Rule(number=number, title=f"Rule {number}", text="Words."))
    comments = [held(discussion) for _ in range(many)]
    for comment in comments[::2]:
        decisions.approve(comment, by=make_moderator())

    with django_assert_max_num_queries(14):
        desk.get(reverse("moderation:numbers"))

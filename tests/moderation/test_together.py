"""Many at once: each logged by itself, undone as one; what changed meanwhile is left out and said."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from lxml import html

from comments import limits
from comments.models import Comment, Decision, Report, Statement
from comments.moderation import awaiting, decisions
from comments.moderation.decisions import Seen
from comments.moderation.desk import choosing_many, history
from tests.factories.accounts import make_moderator, make_reader, sign_in
from tests.factories.comments import (
    make_comment,
    make_discussion,
    make_held_comment,
    make_report,
    make_rule,
    make_trusted_reader,
)

pytestmark = pytest.mark.django_db
Status = Comment.Status


@pytest.fixture(autouse=True)
def proved():
    yield
    awaiting.prove()


@pytest.fixture
def raid():
    """Six comments of one account under two stories, one of them reported."""
    author = make_trusted_reader()
    discussions = [make_discussion(), make_discussion()]
    now = timezone.now()
    comments = [
        make_comment(
            author=author, discussion=discussions[n % 2], body=f"Buy it, number {n}.", now=now - dt.timedelta(minutes=9 - n)
        )
        for n in range(6)
    ]
    make_report(comment=comments[0])
    return comments


def seen(comments):
    return {comment.pk: Seen.of(comment) for comment in comments}


def statuses(comments):
    return [Comment.objects.get(pk=comment.pk).status for comment in comments]


def test_each_row_is_logged_by_itself_under_one_number_with_its_reasons(raid, moderator):
    rule = make_rule()

    done = decisions.decide_together(seen(raid), kind=Decision.Kind.REMOVE, by=moderator, rule=rule, note="Advertising.")

    assert statuses(raid) == [Status.REMOVED] * 6
    logged = Decision.objects.filter(batch=done.batch)
    assert {entry.comment_id for entry in logged} == {comment.pk for comment in raid}
    assert {entry.rule_number for entry in logged} == {rule.number}
    assert Statement.objects.filter(decision__in=logged).count() == 6
    assert Report.objects.get().outcome == Report.Outcome.UPHELD
    assert not done.left_out


def test_what_changed_meanwhile_is_left_out_and_said(raid, moderator):
    before = seen(raid)
    decisions.remove(raid[2], by=make_moderator(), rule=make_rule())

    done = decisions.decide_together(before, kind=Decision.Kind.REMOVE, by=moderator, rule=make_rule())

    assert [left.comment.pk for left in done.left_out] == [raid[2].pk]
    assert done.left_out[0].sentence
    assert len(done.done) == 5


def test_ones_own_comment_is_left_out(raid, moderator):
    mine = make_comment(author=moderator)

    done = decisions.decide_together(seen([*raid, mine]), kind=Decision.Kind.REMOVE, by=moderator, rule=make_rule())

    assert [left.comment.pk for left in done.left_out] == [mine.pk]


def test_all_of_it_is_undone_as_one(raid, moderator):
    done = decisions.decide_together(seen(raid), kind=Decision.Kind.REMOVE, by=moderator, rule=make_rule())

    undone = decisions.undo_together(done.batch, by=moderator)

    assert statuses(raid) == [Status.PUBLISHED] * 6
    assert Report.objects.get().outcome == Report.Outcome.OPEN
    assert len(undone.done) == 6
    assert len(set(Decision.objects.filter(kind="undo").values_list("batch", flat=True))) == 1


def test_who_presses_twice_has_done_it_and_undone_it_once(raid, moderator):
    before, said = seen(raid), {"kind": Decision.Kind.REMOVE, "by": moderator, "rule": make_rule(), "batch": uuid.uuid4()}
    first, second = (decisions.decide_together(before, **said) for _ in range(2))
    back, again = (decisions.undo_together(said["batch"], by=moderator) for _ in range(2))

    assert second == first
    assert not first.left_out
    assert (again.done, again.left_out) == (back.done, [])
    assert Decision.objects.filter(kind="remove").count() == Decision.objects.filter(kind="undo").count() == 6


def test_what_there_is_no_time_for_is_left_as_it_is_and_offered_again(desk, raid, monkeypatch):
    monkeypatch.setattr(limits, "DECIDED_WITHIN", dt.timedelta())
    tokens = [one.token for one in choosing_many.selected([comment.pk for comment in raid]).items]

    page = desk.post("/moderation/together/decide/", {"kind": "approve", "chosen": tokens}).content.decode()

    assert statuses(raid) == [Status.PUBLISHED] * 6
    assert not Decision.objects.filter(kind="approve").exists()
    assert "There was no time for 6 more comments; nothing was done to them." in page
    assert all(f'name="comment" value="{comment.pk}"' in page for comment in raid)


def test_all_of_it_is_one_line_on_top_of_the_queue_and_undone_by_it(desk, raid, moderator, clock):
    rule = make_rule()
    decisions.approve(make_held_comment(), by=moderator)
    done = decisions.decide_together(seen(raid[:1]), kind=Decision.Kind.REMOVE, by=moderator, rule=rule)
    clock.shift(5)
    decisions.decide_together(seen(raid[1:]), kind=Decision.Kind.REMOVE, by=moderator, rule=rule, batch=done.batch)

    page = desk.get("/moderation/").content.decode()

    assert page.count('data-key="u"') == 2
    assert f"6 comments removed under rule {rule.number} ({rule.title})." in page
    # It can be undone as long as the first of it.
    assert history.undoable(by=moderator).newest[0].seconds_to_undo == limits.UNDO_WINDOW.total_seconds() - 5
    assert f'action="/moderation/together/{done.batch}/undo/"' in page


def test_what_was_decided_since_stays_when_the_rest_is_undone(raid, moderator):
    done = decisions.decide_together(seen(raid), kind=Decision.Kind.REMOVE, by=moderator, rule=make_rule())
    decisions.approve(raid[1], by=make_moderator())

    undone = decisions.undo_together(done.batch, by=moderator)

    assert [left.comment.pk for left in undone.left_out] == [raid[1].pk]
    assert statuses(raid) == [Status.PUBLISHED] * 6


def test_after_the_window_nothing_is_undone(raid, moderator):
    done = decisions.decide_together(seen(raid), kind=Decision.Kind.REMOVE, by=moderator, rule=make_rule())

    with time_machine.travel(timezone.now() + limits.UNDO_WINDOW + dt.timedelta(seconds=1)):
        undone = decisions.undo_together(done.batch, by=moderator)

    assert not undone.done
    assert len(undone.left_out) == 6


def test_a_removal_without_a_rule_decides_nothing(raid, moderator):
    before = statuses(raid)

    with pytest.raises(ValueError, match="rule"):
        decisions.decide_together(seen(raid), kind=Decision.Kind.REMOVE, by=moderator)

    assert statuses(raid) == before


def test_more_than_anybody_reads_are_refused(moderator):
    chosen = dict.fromkeys(range(1, limits.DECIDED_TOGETHER + 2), Seen(1, None))

    with pytest.raises(decisions.TooMany):
        decisions.decide_together(chosen, kind=Decision.Kind.APPROVE, by=moderator)


def test_readers_decide_on_nothing_together(raid, client):
    reader = make_reader()

    done = decisions.decide_together(seen(raid), kind=Decision.Kind.REMOVE, by=reader, rule=make_rule())

    assert not done.done
    assert statuses(raid) == [Status.PUBLISHED] * 6
    assert sign_in(client, reader).post("/moderation/together/decide/").status_code == 403
    with pytest.raises(PermissionDenied):
        decisions.approve(raid[0], by=reader)


def test_a_raid_is_what_was_written_in_those_hours_and_can_still_be_decided(raid):
    author = raid[0].author
    Comment.objects.filter(pk=raid[5].pk).update(created_at=timezone.now() - dt.timedelta(hours=30))
    decisions.remove(raid[3], by=make_moderator(), rule=make_rule())

    choice = choosing_many.written_by(author, hours=24, now=timezone.now())

    assert [one.comment.pk for one in choice.items] == [raid[number].pk for number in (4, 2, 1, 0)]


def test_a_raid_by_form_is_listed_decided_and_undone(desk, raid):
    rule = make_rule()
    page = desk.get(f"/moderation/raid/{raid[0].author_id}/?hours=6").content.decode()
    assert all(comment.body in page for comment in raid)

    tokens = [one.token for one in choosing_many.selected([comment.pk for comment in raid]).items]
    answer = desk.post("/moderation/together/decide/", {"kind": "remove", "rule": rule.pk, "chosen": tokens})
    assert statuses(raid) == [Status.REMOVED] * 6
    assert f"6 comments removed under rule {rule.number}: {rule.title}" in answer.content.decode()
    assert all(comment.body in answer.content.decode() for comment in raid)

    batch = Decision.objects.filter(batch__isnull=False).latest("pk").batch
    answer = desk.post(f"/moderation/together/{batch}/undo/")
    assert "Undone. 6 comments" in answer.content.decode()
    assert statuses(raid) == [Status.PUBLISHED] * 6


def test_undoing_says_how_many_and_what_was_left_out(desk, raid, moderator):
    done = decisions.decide_together(seen(raid), kind=Decision.Kind.REMOVE, by=moderator, rule=make_rule())
    decisions.approve(raid[1], by=make_moderator())

    page = desk.post(f"/moderation/together/{done.batch}/undo/").content.decode()

    assert "Undone together" in page
    assert "Undone. 5 comments" in page
    assert f"Comment {raid[1].pk}" in page
    assert "Undo all" not in page


def test_a_selection_is_shown_before_anything_is_done(desk):
    held = make_held_comment()

    page = desk.post("/moderation/together/", {"comment": [held.pk, "x", "9" * 40]})

    assert held.body in page.content.decode()
    assert statuses([held]) == [Status.HELD]


def test_a_removal_of_many_names_its_rule(desk, raid):
    tokens = [one.token for one in choosing_many.selected([comment.pk for comment in raid]).items]

    answer = desk.post("/moderation/together/decide/", {"kind": "remove", "chosen": tokens})

    assert answer.status_code == 422
    assert "Choose the rule" in answer.content.decode()
    assert statuses(raid) == [Status.PUBLISHED] * 6


@pytest.mark.parametrize("chosen", [[], ["x"], ["1.2"], ["1.99999.0.0"], ["\x00.1.1.1"], ["-1.1.1.1"], ["1.1.1.1.1"], ["²." * 4]])
def test_nonsense_is_no_error(desk, chosen):
    answer = desk.post("/moderation/together/decide/", {"kind": "approve", "chosen": chosen})

    assert answer.status_code == 422
    assert desk.post("/moderation/together/", {"comment": chosen}).status_code == 302
    assert desk.get("/moderation/raid/1/?hours=%00").status_code in {200, 404}


def test_deciding_on_many_costs_each_the_same(moderator, django_assert_max_num_queries):
    discussion = make_discussion()
    few = seen([make_held_comment(discussion=discussion) for _ in range(2)])

    with django_assert_max_num_queries(2 * 40):
        decisions.decide_together(few, kind=Decision.Kind.APPROVE, by=moderator)


def test_what_is_said_of_a_field_is_tied_to_it(desk, raid):
    tokens = [one.token for one in choosing_many.selected([comment.pk for comment in raid]).items]
    sent = {"kind": "remove", "note": "x" * 3000, "chosen": tokens}

    page = html.fromstring(desk.post("/moderation/together/decide/", sent).content)

    wrong = page.xpath("//*[@name = 'rule' or @name = 'note']")
    assert [field.get("aria-invalid") for field in wrong] == ["true", "true"]
    said = {name for field in page.xpath("//*[@aria-describedby]") for name in field.get("aria-describedby").split()}
    assert {"id_rule_error", "id_note_error", "id_note_helptext"} <= said
    assert all(page.xpath("//*[@id = $id]", id=name) for name in said)

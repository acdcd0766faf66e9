"""What somebody wrote who has left is not shown again, whoever decides: there are no words left to show."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction
from django.utils import timezone

from comments.models import Comment, Decision, Objection
from comments.moderation import decisions, objections, queue
from comments.moderation.decisions import Occasion, Seen
from comments.moderation.desk import surroundings
from newsroom.accounts import holdings
from newsroom.accounts.models import User
from tests.comments.waiting import until_it_waits_for_us
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_removed_comment, make_rule
from tests.factories.contesting import ANSWER, make_objection, make_reporters_objection, removed
from tests.moderation.desk import decide

GONE = "nothing left to show"


def left(comment):
    """The comment once whoever wrote it has left."""
    holdings.erase(User.objects.get(pk=comment.author_id))
    return Comment.objects.get(pk=comment.pk)


@pytest.mark.django_db
def test_it_is_not_approved(desk):
    comment = left(make_removed_comment())

    with pytest.raises(decisions.Changed, match=GONE):
        decisions.approve(comment, by=make_moderator())
    page = decide(desk, comment)

    assert GONE in page.content.decode()
    assert Comment.objects.get(pk=comment.pk).status == "removed"


@pytest.mark.django_db
def test_its_removal_is_not_undone():
    removal = removed()
    comment = left(Comment.objects.get(pk=removal.comment_id))

    with pytest.raises(decisions.TooLate, match=GONE):
        decisions.undo(removal, by=make_moderator())

    assert Comment.objects.get(pk=comment.pk).status == "removed"


@pytest.mark.django_db
@pytest.mark.parametrize("was_held", [False, True])
def test_its_removal_is_not_overturned(was_held):
    comment = make_comment()
    if was_held:
        decisions.hold_for_reports(comment, weights=[1.0])
    objection = make_objection(removed(comment))
    left(comment)

    with pytest.raises(decisions.Changed, match=GONE):
        decisions.overturn(comment, by=make_moderator(), occasion=Occasion(objection_id=objection.pk))

    assert Comment.objects.get(pk=comment.pk).status == "removed"


@pytest.mark.django_db
def test_a_removal_that_answered_a_reporter_is_not_undone_either():
    objection, moderator = make_reporters_objection(), make_moderator()
    objections.answer(objection, by=moderator, upheld=True, words=ANSWER, rule=make_rule())
    left(objection.comment)

    with pytest.raises(decisions.TooLate, match=GONE):
        objections.undo(objection, by=moderator)

    assert Objection.objects.get(pk=objection.pk).outcome == "upheld"


@pytest.mark.django_db
def test_many_at_once_leave_it_out_and_say_so():
    moderator = make_moderator()
    goes, stays = make_comment(), make_comment()
    seen = {comment.pk: Seen.of(comment) for comment in (goes, stays)}
    together = decisions.decide_together(seen, kind=Decision.Kind.REMOVE, by=moderator, rule=make_rule())
    left(goes)

    undone = decisions.undo_together(together.batch, by=moderator)

    assert [row.comment_id for row in undone.done] == [stays.pk]
    [left_out] = undone.left_out
    assert (left_out.comment, GONE in left_out.sentence) == (goes, True)
    again = decisions.decide_together({goes.pk: Seen.of(goes)}, kind=Decision.Kind.APPROVE, by=moderator)
    assert [GONE in row.sentence for row in again.left_out] == [True]


@pytest.mark.django_db
def test_no_button_offers_it():
    comment = left(make_removed_comment())

    assert queue.case_of(comment.pk, now=timezone.now()).open_to == []
    assert surroundings.one_of(comment.pk).open_to == []


@pytest.mark.usefixtures("committed")
def test_whoever_approves_while_its_author_leaves_waits_and_finds_nothing_to_show():
    comment, moderator = make_removed_comment(), make_moderator()

    def approve():
        try:
            return decisions.approve(comment, by=moderator)
        except decisions.Changed as changed:
            return changed
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        left(comment)
        approving = pool.submit(approve)
        assert until_it_waits_for_us(approving)

    assert GONE in str(approving.result())
    assert Comment.objects.get(pk=comment.pk).status == "removed"


@pytest.mark.usefixtures("committed")
def test_whoever_leaves_while_it_is_approved_waits_and_takes_it_back():
    comment, moderator = make_removed_comment(), make_moderator()

    def leave():
        try:
            return left(comment)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        decisions.approve(comment, by=moderator)
        leaving = pool.submit(leave)
        assert until_it_waits_for_us(leaving)

    assert (leaving.result().status, leaving.result().body) == ("taken_back", "")

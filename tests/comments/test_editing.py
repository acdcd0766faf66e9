"""Changing one's own comment: who may, until when, what is looked at again, and what happens at the same moment."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from comments import counting, editing, limits, recommending
from comments.models import Comment, Decision, EarlierWording, Mention, Signal
from comments.moderation import decisions, standards
from comments.posting import Nudged, Refused, post_comment
from newsroom.web import stamps
from tests.comments.reading import css, read
from tests.factories.accounts import make_moderator, make_reader
from tests.factories.comments import (
    make_comment,
    make_held_comment,
    make_report,
    make_rule,
    make_trusted_reader,
)

pytestmark = pytest.mark.django_db
Status = Comment.Status
LINKS = "https://a.example https://b.example https://c.example"


def edit(comment, body="The barrier held.", **over):
    """Change a comment as its author, who has seen it as it is."""
    return editing.edit_comment(comment, **{"by": comment.author, "body": body, "revision": comment.revision} | over)


def refusal_of(comment, body="The barrier held.", **over):
    with pytest.raises(Refused) as refused:
        edit(comment, body, **over)
    return refused.value.sentence


@pytest.fixture
def said(discussion):
    """A trusted reader's comment with a typo."""
    return make_comment(discussion=discussion, body="The barier held.")


def test_new_words_take_the_place_of_the_old_and_those_are_kept(said):
    edited = edit(said, "The barrier held.")

    edited.refresh_from_db()
    assert (edited.body, edited.revision, edited.status, edited.number) == ("The barrier held.", 2, Status.PUBLISHED, said.number)
    assert edited.edited_at is not None
    [earlier] = EarlierWording.objects.filter(comment=said)
    assert (earlier.revision, earlier.body) == (1, "The barier held.")


def test_readers_see_the_new_words_and_when_they_were_changed(client, said):
    address = said.discussion.get_absolute_url()
    read(client, address)

    edited = edit(said)

    page = read(client, address)
    [comment] = css(page, f"#comment-{said.pk}")
    assert css(comment, ".comment-body")[0].text_content() == "The barrier held."
    assert css(comment, ".comment-edited")[0].text_content() == f"edited {timezone.localtime(edited.edited_at):%H:%M}"
    assert "barier" not in page.text_content()


def test_every_change_is_checked_and_decided_anew(said):
    edit(said)

    last = Decision.objects.filter(comment_id=said.pk).latest("pk")
    assert (last.kind, last.revision, last.initiative) == ("publish", 2, "policy")
    assert last.previous_id is not None
    first, second = (set(Signal.objects.filter(comment=said, revision=r).values_list("check_name", flat=True)) for r in (1, 2))
    assert first == second


def test_a_change_that_a_person_should_see_first_hides_the_comment_and_keeps_its_number(said):
    before = stamps.numbers([stamps.discussion(said.discussion_id)])

    edited = edit(said, f"Look: {LINKS}")

    assert (edited.status, edited.number) == (Status.HELD, said.number)
    assert Decision.objects.filter(comment_id=said.pk).latest("pk").codes == ["links"]
    assert stamps.numbers([stamps.discussion(said.discussion_id)]) != before
    said.discussion.refresh_from_db()
    assert (said.discussion.visible_count, said.discussion.held_count) == (0, 1)
    counting.prove(said.discussion)


def test_a_moderator_approves_the_new_words(said):
    edited = edit(said, f"Look: {LINKS}")

    decisions.approve(edited, by=make_moderator())

    edited.refresh_from_db()
    assert (edited.status, edited.number, edited.revision) == (Status.PUBLISHED, said.number, 2)
    counting.prove(said.discussion)


def test_a_comment_that_waits_can_be_changed_and_goes_on_waiting(discussion):
    held = make_held_comment(discussion=discussion, body="The barier.")

    edited = edit(held)

    assert (edited.status, edited.number, edited.body) == (Status.HELD, None, "The barrier held.")
    counting.prove(discussion)


def test_what_was_held_for_its_words_appears_once_they_are_mended(discussion):
    held = make_comment(discussion=discussion, body=f"Look: {LINKS}")
    assert held.status == Status.HELD

    edited = edit(held, "Look: https://a.example")

    assert (edited.status, edited.number) == (Status.PUBLISHED, 1)
    counting.prove(discussion)


def test_no_change_takes_a_comment_away_from_those_who_reported_it(said):
    make_report(comment=said)
    decisions.hold_for_reports(said, weights=[4.0, 2.0, 2.0])
    said.refresh_from_db()

    edited = edit(said)

    assert edited.status == Status.HELD
    assert Decision.objects.filter(comment_id=said.pk).latest("pk").codes == ["reports"]
    assert edit(edited, "Other words again.").status == Status.HELD


def test_a_newcomers_approved_comment_is_looked_at_again_when_it_is_changed(discussion):
    held = make_held_comment(discussion=discussion)
    decisions.approve(held, by=make_moderator())
    held.refresh_from_db()

    assert edit(held).status == Status.HELD


def test_what_the_policy_refuses_leaves_the_old_words(discussion):
    author, now = make_trusted_reader(), timezone.now()
    rule = make_rule()
    rule.cited_by = "repeats"
    rule.save()
    standards.save_rule(rule)
    for step in range(2):
        post_comment(discussion, author=author, body="Buy my boat.", now=now - timedelta(minutes=10 - step))
    other = post_comment(discussion, author=author, body="A good day.", now=now)

    sentence = refusal_of(other, "Buy my boat.")

    other.refresh_from_db()
    assert "would break rule 1" in sentence
    assert (other.body, other.revision, other.status) == ("A good day.", 1, Status.PUBLISHED)


def test_the_window_ends_to_the_second_and_a_form_sent_later_changes_nothing(said):
    with time_machine.travel(said.created_at + limits.EDIT_WINDOW - timedelta(seconds=1), tick=False):
        edited = edit(said)
    with time_machine.travel(said.created_at + limits.EDIT_WINDOW, tick=False):
        sentence = refusal_of(edited, "Something else.")

    assert "15 minutes, and that time is over" in sentence
    assert Comment.objects.get(pk=said.pk).body == "The barrier held."


@pytest.mark.parametrize("by", [make_trusted_reader, make_reader], ids=["shown", "held"])
def test_an_answer_freezes_the_words_also_one_that_waits(said, by):
    make_comment(parent=said, author=by())

    assert "Somebody has answered" in refusal_of(said)


def test_a_comment_that_was_removed_or_taken_back_stays_so(discussion):
    removed, taken_back = make_comment(discussion=discussion), make_comment(discussion=discussion)
    decisions.remove(removed, by=make_moderator(), rule=make_rule())
    decisions.take_back(taken_back, by=taken_back.author)

    assert "not shown any more" in refusal_of(removed)
    assert "taken this comment back" in refusal_of(taken_back)
    assert not EarlierWording.objects.exists()


def test_nobody_changes_anothers_words(said):
    assert "Only its author" in refusal_of(said, by=make_moderator())


@pytest.mark.parametrize("mode", ["read", "closed"])
def test_a_conversation_that_takes_no_comments_takes_no_changes(said, mode):
    said.discussion.mode = mode
    said.discussion.save()

    assert refusal_of(said)


def test_of_two_changes_at_once_the_second_is_asked_to_look(said):
    edit(said)

    sentence = refusal_of(said, "From another window.", revision=1)

    assert "in another window" in sentence
    assert Comment.objects.get(pk=said.pk).body == "The barrier held."


def test_the_same_change_sent_twice_is_one(said):
    edit(said)

    again = edit(said, revision=1)

    assert again.revision == 2
    assert EarlierWording.objects.count() == 1


def test_a_form_of_posting_sent_again_after_a_change_makes_no_second_comment(discussion):
    author, key = make_trusted_reader(), uuid.uuid4()
    posted = post_comment(discussion, author=author, body="The barier held.", idempotency_key=key)
    edit(posted)

    again = post_comment(discussion, author=author, body="The barier held.", idempotency_key=key)

    assert again.pk == posted.pk
    assert Comment.objects.count() == 1


def test_recommendations_stay(said):
    recommending.recommend(said, by=make_reader())

    edit(said)

    assert said.recommendations.count() == 1
    counting.prove(said.discussion)


def test_a_change_is_no_repeat_of_itself_and_needs_no_pause(said):
    edited = edit(said, said.body + "!")

    assert edited.status == Status.PUBLISHED


def test_whom_a_comment_names_follows_its_words(said):
    first, second = (make_comment(discussion=said.discussion).author for _ in range(2))
    edited = edit(said, f"@{first.display_name} said so.")
    assert list(Mention.objects.values_list("reader", flat=True)) == [first.pk]

    edit(edited, f"@{second.display_name} said so.")

    assert list(Mention.objects.values_list("reader", flat=True)) == [second.pk]


def test_a_change_that_expects_trouble_is_said_before_anything_is_stored(said):
    with pytest.raises(Nudged) as nudged:
        edit(said, f"Look: {LINKS}", nudge=True)

    assert [finding.check for finding in nudged.value.findings] == ["links"]
    assert Comment.objects.get(pk=said.pk).revision == 1


@pytest.mark.parametrize("body", ["", "x", "a" * 3001])
def test_what_is_no_comment_is_no_change(said, body):
    assert refusal_of(said, body)
    assert Comment.objects.get(pk=said.pk).revision == 1


def test_changing_costs_the_same_at_any_size(said, django_assert_max_num_queries):
    with django_assert_max_num_queries(27):
        edit(said)

"""What changed while somebody was reading or typing: nothing of theirs is lost, and nothing hidden is shown."""

import pytest
from django.urls import reverse

from articles import publishing
from comments import counting, limits, opening, reporting
from comments.models import Comment, Decision, Discussion, Draft, Report
from comments.moderation import decisions
from comments.posting import post_comment
from tests.comments.reading import css, fields, fragment, read, typed
from tests.factories.accounts import make_moderator, make_reader, make_unconfirmed_reader, sign_in
from tests.factories.comments import (
    make_chain,
    make_comment,
    make_held_comment,
    make_removed_comment,
    make_rule,
    make_thread,
    make_trusted_reader,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client, db):
    """A client of a reader whose comments appear at once."""
    return sign_in(client, make_trusted_reader())


def write_address(discussion):
    return reverse("comments:write", args=[discussion.pk])


def sent(client, address, body, **more):
    """Send a comment that will come back: the page that comes."""
    answer = client.post(address, {"body": body, **more})
    assert answer.status_code == 422
    return fragment(answer)


def test_a_report_of_a_comment_removed_meanwhile_is_not_taken(discussion):
    comment, reader = make_comment(discussion=discussion), make_trusted_reader()
    decisions.remove(Comment.objects.get(pk=comment.pk), by=make_moderator(), rule=make_rule())

    taken = reporting.report(comment, by=reader, rule=make_rule())

    assert not taken
    assert "no longer shown" in taken.sentence
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "goes", [publishing.withdraw, lambda story, by: opening.run_discussion(story.discussion, mode="closed", closes_at=None)]
)
def test_ones_own_comment_can_be_taken_back_wherever_it_stands(client, discussion, goes):
    author = make_trusted_reader()
    comment = make_comment(discussion=discussion, author=author)
    goes(discussion.article, by=None)
    sign_in(client, author)

    asked = client.get(reverse("comments:take_back", args=[comment.pk]))
    client.post(reverse("comments:take_back", args=[comment.pk]))

    comment.refresh_from_db()
    assert asked.status_code == 200
    assert comment.status == Comment.Status.TAKEN_BACK


def test_a_comment_of_a_story_that_was_withdrawn_is_out_of_others_reach(writer, discussion):
    comment = make_comment(discussion=discussion)
    publishing.withdraw(discussion.article, by=None)

    answers = [writer.get(reverse(f"comments:{name}", args=[comment.pk])) for name in ("recommend", "report", "take_back")]

    assert {answer.status_code for answer in answers} == {404}


def test_a_conversation_switched_off_while_typing_keeps_the_words_and_shows_no_others(writer, discussion):
    parent = make_comment(discussion=discussion, body="What nobody shall read any more.")
    opening.run_discussion(discussion, mode="closed", closes_at=None)

    page = sent(writer, reverse("comments:reply", args=[parent.pk]), "Too late, but well meant.")

    assert "There is no conversation" in css(page, ".write-box .notice")[0].text
    assert typed(page) == "Too late, but well meant."
    assert not css(page, ".quoted")
    assert writer.get(reverse("comments:reply", args=[parent.pk])).status_code == 404


def test_words_sent_again_before_the_address_is_confirmed_are_kept_once(client, discussion):
    sign_in(client, make_unconfirmed_reader())

    page = sent(client, write_address(discussion), "First try.")
    sent(client, write_address(discussion), "Second try.", draft=fields(page)["draft"])

    assert Draft.objects.get().body == "Second try."


def test_the_removed_words_of_somebody_who_is_gone_are_shown_to_nobody(client, discussion):
    comment = make_removed_comment(discussion=discussion, body="Words that were removed.")
    Comment.objects.filter(pk=comment.pk).update(author=None)

    page = client.get(reverse("comments:reply", args=[comment.pk])).content.decode()

    assert "Words that were removed." not in page


def test_whom_an_answer_answers_is_not_named_once_that_is_removed(client, discussion):
    chain = make_chain(discussion, deep=limits.DEEPEST)
    author = chain[-1].author
    answer = make_comment(parent=chain[-1])
    before = read(client, answer.get_absolute_url())
    decisions.remove(chain[-1], by=make_moderator(), rule=make_rule())

    page = read(client, answer.get_absolute_url())

    [named] = css(before, f"#comment-{answer.pk} .comment-to a")
    assert (named.text, named.get("href")) == (author.display_name, chain[-1].get_absolute_url())
    [to] = css(page, f"#comment-{answer.pk} .comment-to")
    assert to.text_content() == "to a removed comment"
    # Nothing stands below it, so it has no page to lead to.
    assert not css(to, "a")


def test_the_form_of_an_answer_does_not_name_the_author_of_what_was_removed(writer, discussion):
    parent = make_comment(discussion=discussion)
    decisions.remove(parent, by=make_moderator(), rule=make_rule())

    page = sent(writer, reverse("comments:reply", args=[parent.pk]), "Too late, but well meant.")

    assert css(page, ".write .field-label")[0].text == "Your answer to a removed comment"
    assert str(parent.author) not in page.text_content()
    # Nobody answered it, so it has no page of its own any more.
    [back] = [link for link in css(page, ".write a") if link.text == "Cancel"]
    assert back.get("href") == discussion.get_absolute_url()


def test_ones_own_held_comment_is_quoted_without_a_link_to_the_page_it_does_not_have(client, discussion):
    author = make_reader()
    held = make_held_comment(discussion=discussion, author=author)

    page = read(sign_in(client, author), reverse("comments:take_back", args=[held.pk]))

    assert css(page, ".quoted time")
    assert not css(page, ".quoted a")


def test_the_way_back_to_the_first_answers_is_shown_only_where_the_page_goes_on(client, discussion):
    first, *answers = make_thread(discussion, answers=2)
    elsewhere = make_comment(discussion=discussion)

    ignored = read(client, f"{first.get_absolute_url()}?after={elsewhere.pk}")
    gone_on = read(client, f"{first.get_absolute_url()}?after={answers[0].pk}")

    assert not css(ignored, "#more")
    assert css(gone_on, "#more a")[0].get("href") == first.get_absolute_url()


def test_a_comment_sent_when_all_are_looked_at_first_waits_although_the_page_was_made_before(discussion):
    as_it_was = Discussion.objects.get(pk=discussion.pk)
    opening.run_discussion(discussion, mode=Discussion.Mode.LOOKED_AT_FIRST, closes_at=None)

    comment = post_comment(as_it_was, author=make_trusted_reader(), body="Written while it was open.")

    decision = Decision.objects.get(comment_id=comment.pk)
    assert (comment.status, comment.number) == (Comment.Status.HELD, None)
    assert (decision.kind, decision.codes) == (Decision.Kind.HOLD, ["mode"])
    counting.prove(discussion)


def test_a_comment_sent_when_nobody_looks_first_any_more_appears_at_once(discussion):
    opening.run_discussion(discussion, mode=Discussion.Mode.LOOKED_AT_FIRST, closes_at=None)
    as_it_was = Discussion.objects.get(pk=discussion.pk)
    opening.run_discussion(discussion, mode=Discussion.Mode.OPEN, closes_at=None)

    comment = post_comment(as_it_was, author=make_trusted_reader(), body="Written while all waited.")

    assert (comment.status, comment.number) == (Comment.Status.PUBLISHED, 1)
    counting.prove(discussion)

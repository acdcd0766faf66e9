"""Bad input: a clear sentence, what was typed still there, nothing lost, never a 500."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comments import opening
from comments.models import Comment, Draft
from comments.moderation import decisions
from tests.comments.reading import css, fields, fragment, read, typed
from tests.factories.accounts import sign_in
from tests.factories.comments import (
    make_comment,
    make_held_comment,
    make_removed_comment,
    make_rule,
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


@pytest.mark.parametrize("body", ["", " \n\t ", "\u200b\u200d", "\x00\x00"])
def test_an_empty_comment_comes_back_with_a_sentence(writer, discussion, body):
    page = sent(writer, write_address(discussion), body)

    assert "nothing to read yet" in css(page, ".error")[0].text
    assert not Comment.objects.exists()


def test_a_repeated_comment_is_held_with_the_reason(writer, discussion):
    author = make_trusted_reader()
    body = "The same words, twice in a day."
    make_comment(discussion=discussion, author=author, body=body, now=timezone.now() - timedelta(hours=1))

    again = make_comment(discussion=discussion, author=author, body=body)

    assert again.status == Comment.Status.HELD


def test_a_double_submit_leads_to_the_comment_that_exists(writer, discussion):
    form = {"body": "Pressed twice.", "key": str(uuid.uuid4())}

    first = writer.post(write_address(discussion), form)
    second = writer.post(write_address(discussion), form)

    assert first.url == second.url
    assert Comment.objects.count() == 1


def test_a_key_from_nowhere_is_no_obstacle(writer, discussion):
    assert writer.post(write_address(discussion), {"body": "Good words.", "key": "../../x", "draft": "1"}).status_code == 302


def test_too_soon_keeps_the_words(writer, discussion):
    writer.post(write_address(discussion), {"body": "The first."})

    page = sent(writer, write_address(discussion), "The second, at once.")

    assert "Wait" in css(page, ".write-box .notice")[0].text
    assert typed(page) == "The second, at once."


def test_an_answer_to_a_comment_removed_meanwhile_keeps_the_words(writer, discussion):
    removed = make_removed_comment(discussion=discussion)

    page = sent(writer, reverse("comments:reply", args=[removed.pk]), "My answer.")

    assert "no longer shown" in css(page, ".write-box .notice")[0].text
    assert typed(page) == "My answer."
    assert removed.body not in page.text_content()


def test_an_answer_to_a_comment_taken_back_meanwhile_keeps_the_words(writer, discussion):
    gone = make_comment(discussion=discussion)
    decisions.take_back(gone, by=gone.author)

    page = sent(writer, reverse("comments:reply", args=[gone.pk]), "My answer.")

    assert typed(page) == "My answer."


def test_an_answer_to_somebody_elses_held_comment_is_not_found(writer, discussion):
    held = make_held_comment(discussion=discussion)

    assert writer.post(reverse("comments:reply", args=[held.pk]), {"body": "My answer."}).status_code == 404


def test_an_answer_to_ones_own_held_comment_keeps_the_words(client, discussion, reader):
    held = make_held_comment(discussion=discussion, author=reader)

    page = sent(sign_in(client, reader), reverse("comments:reply", args=[held.pk]), "And another thing.")

    assert "not been published yet" in css(page, ".write-box .notice")[0].text
    assert typed(page) == "And another thing."


@pytest.mark.parametrize("number", [0, 10**9, 2**63 - 1, 2**63, 10**30])
def test_an_answer_to_nothing_is_not_found(writer, discussion, number):
    for name in ["reply", "recommend", "unrecommend", "report", "take_back"]:
        assert writer.get(f"/comments/{number}/").status_code == 404
        assert writer.post(reverse(f"comments:{name}", args=[number]), {"body": "To whom?"}).status_code == 404
    assert writer.get(f"/discussion/{number}/").status_code == 404
    assert writer.get(f"/discussion/{number}/write/").status_code == 404
    assert writer.get(f"/discussion/{discussion.pk}/part/branch/{number}/").status_code == 404


@pytest.mark.parametrize("address", ["/comments/-1/", "/comments/x/", "/discussion/1e3/", "/discussion/%00/", "/comments/1%00/"])
def test_an_address_that_is_no_number_is_not_found(client, db, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("over", [{"mode": "read"}, {"closes_at": timezone.now() - timedelta(days=1)}])
def test_a_conversation_closed_while_typing_keeps_the_words(writer, discussion, over):
    opening.run_discussion(discussion, **({"mode": "open", "closes_at": None} | over))

    page = sent(writer, write_address(discussion), "Too late, but well meant.")

    assert "You can still read" in css(page, ".write-box .notice")[0].text
    assert typed(page) == "Too late, but well meant."


def test_a_stranger_in_a_closed_conversation_keeps_the_words_and_is_not_sent_to_sign_in(client, discussion):
    opening.run_discussion(discussion, mode="read", closes_at=None)

    page = sent(client, write_address(discussion), "Too late, but well meant.")

    assert typed(page) == "Too late, but well meant."
    assert not Draft.objects.exists()


def test_a_session_that_expired_while_typing_leads_through_sign_in_back_to_the_words(writer, discussion):
    form = fields(read(writer, write_address(discussion)))
    writer.logout()

    answer = writer.post(write_address(discussion), form | {"body": "A long text."})

    assert answer.url.startswith("/account/login/?next=")
    assert Draft.objects.get().body == "A long text."


def test_a_token_that_expired_while_typing_asks_once_more_with_the_words(discussion):
    strict = sign_in(Client(enforce_csrf_checks=True), make_trusted_reader())

    page = sent(strict, write_address(discussion), "A long text.", csrfmiddlewaretoken="x" * 64)
    answer = strict.post(write_address(discussion), fields(page))

    assert "press “Publish” once more" in css(page, ".write-box .notice")[0].text
    assert answer.status_code == 302
    assert Comment.objects.get().body == "A long text."


def test_a_form_from_elsewhere_sets_nothing_aside(discussion):
    strict = Client(enforce_csrf_checks=True)

    sent(strict, write_address(discussion), "Not from our page.")

    assert not Draft.objects.exists()


def test_a_draft_of_somebody_elses_is_not_overwritten(client, discussion):
    theirs = Draft.objects.create(discussion=discussion, account=make_trusted_reader(), body="Theirs.", at=timezone.now())

    client.post(write_address(discussion), {"body": "Mine.", "draft": str(theirs.key)})

    theirs.refresh_from_db()
    assert theirs.body == "Theirs."


@pytest.mark.parametrize("key", ["x", "", "%00", "4eff4483-88b2-429c-a351-a4ad9b585fc9"])
def test_a_draft_from_nowhere_gives_an_empty_form(client, discussion, key):
    assert typed(read(client, f"{write_address(discussion)}?draft={key}")).strip() == ""


def test_nul_bytes_and_broken_utf8_are_taken_out_or_replaced(writer, discussion):
    raw = b"body=One%00+two+%ff%fe+three+%ed%a0%80.&key="

    answer = writer.post(write_address(discussion), raw, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 302
    assert Comment.objects.get().body.startswith("One two ")
    assert writer.get(answer.url).status_code == 200


def test_a_report_needs_a_rule_and_keeps_the_words(writer, discussion):
    make_rule()
    comment = make_comment(discussion=discussion)
    address = reverse("comments:report", args=[comment.pk])

    for rule in ["", "999", "x", "\x00"]:
        page = fragment(writer.post(address, {"rule": rule, "words": "He is rude."}))
        assert css(page, ".error")
        assert typed(page) == "He is rude."


def test_a_second_report_says_thank_you_and_changes_nothing(writer, discussion):
    comment, rule = make_comment(discussion=discussion), make_rule()
    address = reverse("comments:report", args=[comment.pk])

    writer.post(address, {"rule": rule.pk})
    answer = writer.post(address, {"rule": rule.pk}, follow=True)

    assert "already reported" in answer.content.decode()
    assert comment.reports.count() == 1


@pytest.mark.parametrize("name", ["recommend", "report"])
def test_ones_own_comment_is_neither_recommended_nor_reported(client, discussion, name):
    comment, rule = make_comment(discussion=discussion), make_rule()
    sign_in(client, comment.author)

    answer = client.post(reverse(f"comments:{name}", args=[comment.pk]), {"rule": rule.pk}, follow=True)

    assert "your own comment" in answer.content.decode()
    assert not comment.recommendations.exists()
    assert not comment.reports.exists()


def test_a_removed_comment_is_not_recommended(writer, discussion):
    removed = make_removed_comment(discussion=discussion)
    make_comment(discussion=discussion)

    writer.post(reverse("comments:recommend", args=[removed.pk]))

    assert not removed.recommendations.exists()


def test_taking_back_twice_says_that_it_is_gone(client, discussion):
    comment = make_comment(discussion=discussion)
    sign_in(client, comment.author)
    address = reverse("comments:take_back", args=[comment.pk])

    client.post(address)
    answer = client.post(address)

    assert answer.status_code == 422
    assert "not shown any more" in answer.content.decode()


def test_nobody_takes_back_somebody_elses_comment(writer, discussion):
    comment = make_comment(discussion=discussion)

    answer = writer.post(reverse("comments:take_back", args=[comment.pk]))

    comment.refresh_from_db()
    assert "Only its author" in answer.content.decode()
    assert comment.status == Comment.Status.PUBLISHED


@pytest.mark.parametrize("after", ["x", "%00", "WyJ4Il0", "-1", "9" * 300])
def test_a_marker_from_nowhere_gives_the_first_page_of_ones_own(writer, discussion, after):
    assert writer.get(f"{reverse('comments:mine')}?after={after}").status_code == 200

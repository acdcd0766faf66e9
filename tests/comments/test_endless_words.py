"""More than a comment may hold: how much too much it is, what a form keeps of it, and what is not read at all."""

import pytest
from django.urls import reverse

from comments import limits
from comments.models import Comment
from tests.comments.reading import css, fragment, typed
from tests.factories.accounts import sign_in
from tests.factories.comments import make_comment, make_trusted_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client, db):
    """A client of a reader whose comments appear at once."""
    return sign_in(client, make_trusted_reader())


def write_address(discussion):
    return reverse("comments:write", args=[discussion.pk])


def sent(client, address, body, *, status=422, **more):
    """Send a comment that will come back: the page that comes."""
    answer = client.post(address, {"body": body, **more})
    assert answer.status_code == status
    return fragment(answer)


def test_an_endless_comment_comes_back_whole_with_how_much_is_too_much(writer, discussion):
    body = "word " * (limits.LONGEST_DRAFT // 5)

    page = sent(writer, write_address(discussion), body)

    assert f"{len(body.strip()) - limits.LONGEST_COMMENT} characters too long" in css(page, ".error")[0].text
    assert typed(page).strip() == body.strip()


@pytest.mark.parametrize("button", [{}, {"preview": "1"}, {"quote": "1"}])
def test_of_megabytes_a_form_keeps_the_beginning_and_says_so(writer, discussion, button):
    body = "A word. " * 400_000
    address = reverse("comments:reply", args=[make_comment(discussion=discussion).pk])

    answer = writer.post(address, {"body": body, **button})
    page = fragment(answer)

    assert len(answer.content) < 5 * limits.LONGEST_DRAFT
    assert typed(page).strip()[-100:] in body
    if not button:
        assert "Only the first 20000 stand here" in css(page, ".error")[0].text
    assert Comment.objects.count() == 1


def test_of_an_endless_change_the_form_keeps_the_beginning(client, discussion, reader):
    comment = make_comment(discussion=discussion, author=reader)
    address = reverse("comments:edit", args=[comment.pk])

    page = sent(sign_in(client, reader), address, "word " * 100_000, revision=comment.revision)

    assert "far too long: 499999 characters" in css(page, ".error")[0].text
    assert len(typed(page)) <= limits.LONGEST_DRAFT


def test_a_text_beyond_all_bounds_is_refused_in_words_that_promise_nothing(writer, discussion):
    page = sent(writer, write_address(discussion), "a" * 6_000_000, status=413)

    said = css(page, ".wrong-page p")[1].text
    assert "far too long" in css(page, ".wrong-page h1")[0].text
    assert said.startswith(f"A comment has {limits.LONGEST_COMMENT} characters at most.")
    assert "may still have your text" in said
    # An empty box there would look like the lost words.
    assert not css(page, "textarea")
    assert not Comment.objects.exists()

"""Whoever is led to sign in is told why, on the pages to sign in and to join, and after a mistyped password."""

import pytest
from django.urls import reverse

from tests.comments.reading import css, fragment, read
from tests.factories.accounts import PASSWORD, make_reader
from tests.factories.comments import make_comment, make_held_comment, make_removed_comment

pytestmark = pytest.mark.django_db


def why(page):
    """The sentence on a page to sign in."""
    return [notice.text for notice in css(page, "main .notice")]


def isolated(name):
    """A name that turns nothing around it, whichever way it is written."""
    return f"\u2068{name}\u2069"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("recommend", "Sign in or join to recommend this comment by {}; you will come back to it."),
        ("report", "Sign in or join to report this comment by {}; you will come back to it."),
        ("take_back", "Sign in to take your comment back."),
        ("mute", "Sign in or join to mute {}; you will come back to the comment."),
    ],
)
def test_an_act_is_named_with_whose_comment_it_is_about(client, discussion, name, words):
    comment = make_comment(discussion=discussion)
    address = reverse(f"comments:{name}", args=[comment.pk])

    asked = client.get(address)

    assert why(read(client, asked.url)) == [words.format(isolated(comment.author))]
    assert why(read(client, f"{reverse('account_signup')}?next={address}")) == [words.format(isolated(comment.author))]


def test_the_sentence_is_still_there_after_a_mistyped_password_and_the_way_back_too(client, discussion):
    reader, comment = make_reader(), make_comment(discussion=discussion)
    address = reverse("comments:recommend", args=[comment.pk])

    again = client.post(reverse("account_login"), {"login": reader.email, "password": "no", "next": address})
    done = client.post(reverse("account_login"), {"login": reader.email, "password": PASSWORD, "next": address})

    assert "to recommend this comment" in css(fragment(again), "main .notice")[0].text
    assert done.url == address
    assert css(read(client, done.url), "main form button")[0].text == "Recommend"


def test_who_wrote_first_reads_that_it_is_kept(client, discussion):
    parent = make_comment(discussion=discussion)

    comment = client.post(reverse("comments:write", args=[discussion.pk]), {"body": "First words."})
    answer = client.post(reverse("comments:reply", args=[parent.pk]), {"body": "An answer."})

    assert why(read(client, comment.url)) == ["Your comment is kept. Sign in or join to publish it; you will come back to it."]
    assert why(read(client, answer.url)) == [
        f"Your answer to {isolated(parent.author)} is kept. Sign in or join to publish it; you will come back to it."
    ]


@pytest.mark.parametrize("make", [make_held_comment, make_removed_comment])
def test_a_stranger_is_not_told_who_wrote_what_nobody_sees(client, discussion, make):
    comment = make(discussion=discussion)

    page = read(client, f"{reverse('account_login')}?next={reverse('comments:report', args=[comment.pk])}")

    assert str(comment.author) not in page.text_content()


@pytest.mark.parametrize(
    "going_to",
    ["/", "/account/", "/nowhere/", "//evil.example/comments/1/report/", "%00", "/comments/9999999999999999999/report/"],
)
def test_any_other_way_to_sign_in_says_nothing_and_works(client, going_to):
    page = read(client, f"{reverse('account_login')}?next={going_to}")

    assert not any("by Ada" in words for words in why(page))
    assert css(page, "form button")

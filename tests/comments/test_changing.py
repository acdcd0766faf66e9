"""Changing a comment on the site: in its place and on a page, previewed, nudged, refused; no words are ever lost."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from comments import limits
from comments.models import Comment, EarlierWording
from comments.moderation import decisions
from tests.comments.reading import css, fields, fragment, read, typed
from tests.factories.accounts import make_moderator, make_reader, sign_in
from tests.factories.comments import make_comment, make_held_comment, make_rule, make_trusted_reader

pytestmark = pytest.mark.django_db
SCRIPT = {"headers": {"HX-Request": "true"}}
LINKS = "https://a.example https://b.example https://c.example"


@pytest.fixture
def said(discussion):
    """A trusted reader's comment with a typo."""
    return make_comment(discussion=discussion, body="The barier held.")


@pytest.fixture
def author(client, said):
    """Its author, signed in."""
    return sign_in(client, said.author)


def address_of(comment):
    return reverse("comments:edit", args=[comment.pk])


def sent(client, comment, **over):
    return fields(read(client, address_of(comment))) | {"body": "The barrier held."} | over


def test_the_page_holds_the_words_and_says_until_when(author, said):
    page = read(author, address_of(said))

    assert typed(page) == "The barier held."
    assert "You can change it until" in page.text_content()


def test_without_script_the_author_is_led_to_the_changed_comment(author, said):
    answer = author.post(address_of(said), sent(author, said), follow=True)

    assert answer.redirect_chain[-1][0] == said.get_absolute_url()
    assert "Your change is published" in answer.content.decode()
    assert Comment.objects.get(pk=said.pk).body == "The barrier held."


def test_with_script_the_comment_is_replaced_where_it_stands(author, said):
    part = fragment(author.post(address_of(said), sent(author, said), **SCRIPT))

    [item] = css(part, f"li#comment-{said.pk}")
    assert item.get("data-hx-swap-oob") == "true"
    assert css(item, ".comment-body")[0].text_content() == "The barrier held."
    assert [a.text for a in css(item, "a.action")][1:] == ["Change", "Take back", "Link"]
    assert css(part, "p.notice")[0].get("autofocus") is not None


def test_the_form_opens_in_the_thread_with_the_words(author, said):
    part = fragment(author.get(address_of(said), **SCRIPT))

    assert typed(part) == "The barier held."
    assert css(part, "form.write")[0].get("data-hx-target") == f"#reply-{said.pk}"
    assert not css(part, "h1")


def test_names_stand_in_the_form_where_numbers_are_kept(author, said):
    other = make_comment(discussion=said.discussion, author=make_trusted_reader(display_name="Kira Evans"))
    author.post(address_of(said), sent(author, said, body="@Kira Evans is right."))

    assert "Kira" not in Comment.objects.get(pk=said.pk).body
    assert typed(read(author, address_of(said))) == "@Kira Evans is right."
    assert other.author_id


def test_a_preview_shows_the_new_words_above_the_form(author, said):
    answer = author.post(address_of(said), sent(author, said, body="*Well* said.", preview="1"))
    page = fragment(answer)

    assert css(page, ".preview .comment-body em")[0].text == "Well"
    assert typed(page) == "*Well* said."
    assert Comment.objects.get(pk=said.pk).revision == 1


def test_a_nudge_is_said_once_and_then_the_change_is_held(author, said):
    first = author.post(address_of(said), sent(author, said, body=f"Look: {LINKS}"))
    again = fields(fragment(first))

    assert first.status_code == 422
    assert "more than 2 links" in first.content.decode()
    assert author.post(address_of(said), again).url.startswith(reverse("comments:mine"))
    assert Comment.objects.get(pk=said.pk).status == Comment.Status.HELD
    mine = read(author, reverse("comments:mine"))
    assert "more than 2 links" in mine.text_content()


def test_with_script_a_held_change_says_why_where_the_comment_stood(author, said):
    first = author.post(address_of(said), sent(author, said, body=f"Look: {LINKS}"), **SCRIPT)

    part = fragment(author.post(address_of(said), fields(fragment(first)), **SCRIPT))

    [item] = css(part, f"li#comment-{said.pk}")
    assert item.get("data-hx-swap-oob") == "true"
    assert "more than 2 links" in css(item, ".held")[0].text_content()


@pytest.mark.parametrize("words", ["The barrier held.", f"Look: {LINKS}"])
def test_with_script_the_quotation_above_the_form_says_what_was_kept(author, said, words):
    page = read(author, address_of(said))
    part = fragment(author.post(address_of(said), sent(author, said, body=words), **SCRIPT))
    if css(part, "form.write"):
        part = fragment(author.post(address_of(said), fields(part), **SCRIPT))

    [quoted] = css(part, f"#quoted-{said.pk}")
    assert quoted.get("data-hx-swap-oob") == "true"
    assert words in css(quoted, ".comment-body")[0].text_content()
    assert css(page, f"#quoted-{said.pk} .comment-body")[0].text_content() == "The barier held."


def test_a_form_sent_after_the_window_comes_back_with_its_words(author, said):
    late = sent(author, said)

    with time_machine.travel(said.created_at + limits.EDIT_WINDOW):
        sign_in(author, said.author)
        answer = author.post(address_of(said), late)

    assert answer.status_code == 422
    assert "that time is over" in answer.content.decode()
    assert typed(fragment(answer)) == "The barrier held."
    assert Comment.objects.get(pk=said.pk).revision == 1


def test_an_answer_that_came_meanwhile_is_said_and_the_words_come_back(author, said):
    late = sent(author, said)
    make_comment(parent=said)

    answer = author.post(address_of(said), late, **SCRIPT)

    assert "Somebody has answered" in answer.content.decode()
    assert typed(fragment(answer)) == "The barrier held."


def test_a_comment_removed_or_taken_back_meanwhile_gives_the_words_back(author, said):
    late = sent(author, said)
    decisions.remove(said, by=make_moderator(), rule=make_rule())

    answer = author.post(address_of(said), late)

    assert "not shown any more" in answer.content.decode()
    assert typed(fragment(answer)) == "The barrier held."


def test_of_two_windows_the_second_looks_and_may_send_again(author, said):
    late = sent(author, said, body="From the other window.")
    author.post(address_of(said), sent(author, said))

    answer = author.post(address_of(said), late)
    again = author.post(address_of(said), fields(fragment(answer)))

    assert "in another window" in answer.content.decode()
    assert again.status_code == 302
    said.refresh_from_db()
    assert (said.body, said.revision) == ("From the other window.", 3)


def test_words_survive_a_session_that_expired(author, said):
    late = sent(author, said)
    author.logout()

    answer = author.post(address_of(said), late)

    assert answer.url == f"{reverse('account_login')}?next={address_of(said)}"
    sign_in(author, said.author)
    assert typed(read(author, address_of(said))) == "The barrier held."


def test_nobody_sees_the_form_of_anothers_comment(client, said):
    sign_in(client, make_reader())

    page = read(client, address_of(said))

    assert "Only its author" in page.text_content()
    assert not css(page, "form.write")


def test_anothers_held_comment_is_not_found(client, discussion):
    held = make_held_comment(discussion=discussion)
    sign_in(client, make_trusted_reader())

    assert client.get(address_of(held)).status_code == 404


def test_a_bad_token_gives_the_words_back(said):
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, said.author)

    answer = strict.post(address_of(said), {"body": "The barrier held.", "revision": 1, "csrfmiddlewaretoken": "x" * 64})

    assert answer.status_code == 422
    assert typed(fragment(answer)) == "The barrier held."
    assert Comment.objects.get(pk=said.pk).revision == 1


@pytest.mark.parametrize("revision", ["", "x", "-1", "99999999999999999999"])
def test_a_form_without_a_good_revision_changes_nothing(author, said, revision):
    answer = author.post(address_of(said), {"body": "The barrier held.", "revision": revision})

    assert answer.status_code == 422
    assert Comment.objects.get(pk=said.pk).revision == 1


def test_the_action_is_there_as_long_as_it_can_be_taken(author, said):
    def change_links():
        page = read(author, said.discussion.get_absolute_url())
        return [a.get("href") for a in css(page, f"#comment-{said.pk} a.action") if "edit" in a.get("href")]

    assert change_links() == [address_of(said)]
    make_comment(parent=said)
    assert change_links() == []


def test_moderators_read_what_it_said_before_and_readers_do_not(author, said, client):
    author.post(address_of(said), sent(author, said))
    assert EarlierWording.objects.filter(comment=said).count() == 1
    assert "barier" not in read(author, said.get_absolute_url()).text_content()
    assert "barier" not in read(author, reverse("comments:mine")).text_content()

    sign_in(client, make_moderator())

    assert (
        css(read(client, reverse("moderation:case", args=[said.pk])), ".earlier .comment-body")[0].text_content()
        == "The barier held."
    )

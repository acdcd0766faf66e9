"""Before a comment is posted: a preview, a quotation, one nudge, and names."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from comments import limits, nudging, opening
from comments.models import Comment, ListedWord
from comments.moderation import policy, standards
from comments.moderation.checks import CHECKS
from comments.moderation.policy.nudges import NUDGES
from comments.moderation.words import wordlist
from tests.comments.hostile import OWN, assert_harmless, texts_of
from tests.comments.reading import css, fields, fragment, read, typed
from tests.factories.accounts import make_moderator, make_reader, sign_in
from tests.factories.comments import make_comment, make_removed_comment, make_rule, make_trusted_reader

pytestmark = pytest.mark.django_db
SCRIPT = {"headers": {"HX-Request": "true"}}
LINKS = "https://a.example https://b.example https://c.example"


@pytest.fixture
def writer(client, discussion):
    """A trusted reader, signed in."""
    client.reader = make_trusted_reader(display_name="Ada Lind")
    return sign_in(client, client.reader)


def write_address(discussion):
    return reverse("comments:write", args=[discussion.pk])


def part_address(name, discussion):
    return reverse(f"comments:{name}", args=[discussion.pk])


# --- Preview -------------------------------------------------------------------------------------------------------


def test_a_preview_shows_name_and_words_above_the_form_and_posts_nothing(writer, discussion):
    answer = writer.post(write_address(discussion), {"body": "*Well* said.\n\n> Once", "preview": "1"})
    page = fragment(answer)

    assert answer.status_code == 200
    assert css(page, ".preview .comment-author")[0].text == "Ada Lind"
    assert css(page, ".preview em")[0].text == "Well"
    assert css(page, ".preview blockquote")
    assert typed(page) == "*Well* said.\n\n> Once"
    assert not Comment.objects.exists()


def test_a_stranger_sees_a_preview_too(client, discussion):
    page = fragment(client.post(write_address(discussion), {"body": "Words.", "preview": "1"}))

    assert css(page, ".preview .comment-author")[0].text == "You"


def test_a_preview_names_whom_the_words_name(writer, discussion):
    make_comment(discussion=discussion, author=make_trusted_reader(display_name="Kira Evans"))

    answer = writer.post(part_address("preview", discussion), {"body": "@kira evans and @nobody"})

    assert fragment(answer).text_content() == "@Kira Evans and @nobody"


@pytest.mark.parametrize("body", ["", "x", "a" * 50_000, "\x00\ufff9@1\ufffb"])
def test_the_live_preview_takes_whatever_is_typed(writer, discussion, body):
    assert writer.post(part_address("preview", discussion), {"body": body}).status_code == 200


def test_the_live_preview_has_a_limit(writer, discussion, monkeypatch):
    monkeypatch.setattr(limits, "PREVIEWED_PER_MINUTE", 2)

    answers = [writer.post(part_address("preview", discussion), {"body": "Words."}).status_code for _ in range(3)]

    assert answers == [200, 200, 429]


def assert_previewed_harmlessly(client, discussion, texts):
    for text in texts:
        answer = client.post(part_address("preview", discussion), {"body": text})
        assert_harmless(fragment(answer))


def test_our_own_hostile_texts_are_previewed_as_text(writer, discussion):
    assert_previewed_harmlessly(writer, discussion, OWN)


def test_hostile_texts_of_the_collection_are_previewed_as_text(writer, discussion, shared_data, monkeypatch):
    monkeypatch.setattr(limits, "PREVIEWED_PER_MINUTE", 10_000)

    assert_previewed_harmlessly(writer, discussion, texts_of(shared_data, "xss-payloads.jsonl")[:300])


# --- Quoting -------------------------------------------------------------------------------------------------------


def test_quoting_puts_the_comment_above_what_was_typed_and_once(writer, discussion):
    parent = make_comment(discussion=discussion, author=make_trusted_reader(display_name="Kira"), body="One.\n\nTwo.")
    address = reverse("comments:reply", args=[parent.pk])

    once = typed(fragment(writer.post(address, {"body": "Mine.", "quote": "1"}, **SCRIPT)))
    twice = typed(fragment(writer.post(address, {"body": once, "quote": "1"}, **SCRIPT)))

    assert once == twice == f"> #{parent.pk}, Kira:\n> One.\n>\n> Two.\n\nMine."


def test_what_is_gone_is_not_offered_for_quoting(writer, discussion):
    gone = make_removed_comment(discussion=discussion, body="Words that hurt.")

    answer = writer.post(reverse("comments:reply", args=[gone.pk]), {"body": "Mine.", "quote": "1"})

    assert "Words that hurt" not in answer.content.decode()
    assert typed(fragment(answer)) == "Mine."


# --- The nudge -----------------------------------------------------------------------------------------------------


def test_trouble_that_checks_expect_is_said_once_before_anything_is_stored(writer, discussion):
    first = writer.post(write_address(discussion), {"body": f"Look: {LINKS}"})

    assert first.status_code == 422
    assert "more than 2 links" in first.content.decode()
    assert not Comment.objects.exists()
    again = writer.post(write_address(discussion), fields(fragment(first)))
    assert again.status_code == 302
    assert Comment.objects.get().status == Comment.Status.HELD


def test_a_nudge_names_the_rule_that_a_check_cites(writer, discussion):
    rule = make_rule()
    rule.cited_by = "repeats"
    standards.save_rule(rule)
    make_comment(discussion=discussion, author=writer.reader, body="Buy my boat.", now=timezone.now() - timedelta(hours=1))

    answer = writer.post(write_address(discussion), {"body": "Buy my boat."})

    assert f"This may break rule 1: {rule.title}" in answer.content.decode()


def test_a_nudge_tells_that_listed_words_were_found_not_which_nor_a_rule_and_has_one_button_to_post_it(writer, discussion):
    standards.adopt_suggested()
    wordlist.save_word(ListedWord(phrase="blitherer"), by=make_moderator())

    page = fragment(writer.post(write_address(discussion), {"body": "What a Blitherer."}))

    [nudge] = css(page, ".notice-warning")
    assert "It has words that a person looks at first." in nudge.text_content()
    assert "blitherer" not in nudge.text_content().lower()
    assert "rule" not in nudge.text_content()
    assert [button.text for button in css(page, "button") if button.text == "Post it anyway"] == ["Post it anyway"]


def test_other_words_are_nudged_about_anew(writer, discussion):
    first = fields(fragment(writer.post(write_address(discussion), {"body": f"Look: {LINKS}"})))

    other = writer.post(write_address(discussion), first | {"body": f"Look again: {LINKS}"})

    assert other.status_code == 422
    assert not Comment.objects.exists()


@pytest.mark.parametrize("heard", ["1", "true", "x" * 300, "\x00"])
def test_no_form_can_say_by_itself_that_the_nudge_was_heard(writer, discussion, heard):
    assert writer.post(write_address(discussion), {"body": f"Look: {LINKS}", "heard": heard}).status_code == 422
    assert not Comment.objects.exists()


def test_what_one_reader_has_heard_another_has_not(writer, discussion):
    body = f"Look: {LINKS}"
    heard = nudging.marker(make_reader(), body)

    assert not nudging.was_heard(heard, by=writer.reader, typed=body)
    assert nudging.was_heard(nudging.marker(writer.reader, body), by=writer.reader, typed=body + "\r\n")


def test_a_newcomer_is_not_nudged_but_told_beforehand(client, discussion, reader):
    sign_in(client, reader)

    page = read(client, write_address(discussion))
    answer = client.post(write_address(discussion), {"body": "My first words."})

    assert "looks at everyone’s first comments" in page.text_content()
    assert answer.status_code == 302
    assert "looks at everyone’s first" in read(client, discussion.get_absolute_url()).text_content()


@pytest.mark.parametrize("mode", ["read", "closed"])
def test_where_nobody_can_write_a_newcomer_gets_the_words_back_and_is_told_of_no_looking(client, discussion, reader, mode):
    sign_in(client, reader)
    opening.run_discussion(discussion, mode=mode, closes_at=None)

    page = client.post(write_address(discussion), {"body": "Too late, but well meant."}).content.decode()

    assert "Too late, but well meant." in page
    assert "looks at everyone’s first comments" not in page


def test_nobody_else_is_told_about_newcomers(writer, discussion):
    assert "first comments" not in read(writer, write_address(discussion)).text_content()


def test_every_nudge_is_a_check_and_newcomers_and_records_are_none():
    assert set(NUDGES) <= {check.name for check in CHECKS}
    assert not {"newcomer", "history"} & set(NUDGES)
    assert policy.trouble_expected([], thresholds={}) == []


# --- Names ---------------------------------------------------------------------------------------------------------


def test_names_in_this_conversation_are_offered(writer, discussion):
    make_comment(discussion=discussion, author=make_trusted_reader(display_name="Kira <b>Evans"))

    answer = writer.get(part_address("names", discussion), {"q": "ki"})

    assert [option.text for option in css(fragment(answer), "li")] == ["Kira <b>Evans"]
    assert writer.get(part_address("names", discussion), {"q": "k"}).status_code == 204


def test_strangers_are_offered_no_names(client, discussion):
    assert client.get(part_address("names", discussion), {"q": "ki"}).status_code == 302

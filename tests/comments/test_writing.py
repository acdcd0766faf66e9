"""Writing on the site: first the words, then signing in; with script and without; every answer leads somewhere."""

import uuid
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from comments import limits
from comments.models import Comment, Draft
from comments.moderation import standards
from tests.comments.reading import css, fields, fragment, read
from tests.factories.accounts import PASSWORD, make_reader, make_unconfirmed_reader, sign_in
from tests.factories.comments import (
    make_comment,
    make_held_comment,
    make_removed_comment,
    make_rule,
    make_trusted_reader,
)

pytestmark = pytest.mark.django_db

SCRIPT = {"headers": {"HX-Request": "true"}}


def write_address(discussion):
    return reverse("comments:write", args=[discussion.pk])


def test_a_signed_in_reader_publishes_and_is_led_to_the_comment(client, discussion):
    sign_in(client, make_trusted_reader())
    sent = fields(read(client, write_address(discussion))) | {"body": "The barrier held."}

    answer = client.post(write_address(discussion), sent)

    comment = Comment.objects.get()
    assert answer.url == comment.get_absolute_url()
    assert "Your comment is published" in client.get(answer.url).content.decode()


def test_a_newcomer_is_led_to_the_page_that_says_why_a_person_looks_first(client, discussion, reader):
    sign_in(client, reader)

    answer = client.post(write_address(discussion), {"body": "The barrier held."}, follow=True)

    comment = Comment.objects.get()
    assert answer.redirect_chain[-1][0] == f"{reverse('comments:mine')}#comment-{comment.pk}"
    assert "A person looks at everyone’s first" in answer.content.decode().replace("'", "’").replace("&#x27;", "’")


def test_an_answer_names_and_quotes_what_it_answers(client, discussion):
    parent = make_comment(discussion=discussion, body="Too expensive by half.")
    sign_in(client, make_trusted_reader())

    page = read(client, reverse("comments:reply", args=[parent.pk]))
    client.post(reverse("comments:reply", args=[parent.pk]), fields(page) | {"body": "Not at all."})

    assert "Too expensive by half." in css(page, ".quoted")[0].text_content()
    assert Comment.objects.get(body="Not at all.").parent_id == parent.pk


def test_a_stranger_writes_first_and_signs_in_afterwards(client, discussion):
    reader = make_trusted_reader()
    sent = fields(read(client, write_address(discussion))) | {"body": "Written before signing in."}

    asked = client.post(write_address(discussion), sent, follow=True)
    signed_in = client.post(asked.redirect_chain[-1][0], {"login": reader.email, "password": PASSWORD}, follow=True)
    page = read(client, signed_in.redirect_chain[-1][0])
    client.post(write_address(discussion), fields(page))

    assert fields(page)["body"] == "Written before signing in."
    assert Comment.objects.get().author == reader
    assert not Draft.objects.exists()


def test_a_stranger_who_joins_finds_the_words_once_the_address_is_confirmed(client, discussion):
    reader = make_unconfirmed_reader()
    sent = fields(read(client, write_address(discussion))) | {"body": "Written before joining."}
    back = client.post(write_address(discussion), sent).url.partition("next=")[2]
    sign_in(client, reader)

    page = read(client, unquote(back))
    refused = client.post(write_address(discussion), fields(page))

    assert refused.status_code == 422
    assert "Confirm your e-mail address first" in refused.content.decode()
    assert "Written before joining." in read(client, reverse("comments:mine")).text_content()


def test_words_set_aside_stand_in_the_box_on_the_storys_page(client, discussion):
    reader = make_reader()
    Draft.objects.create(discussion=discussion, account=reader, body="Half a thought.", at=discussion.article.published_at)

    page = read(sign_in(client, reader), discussion.get_absolute_url())

    assert fields(page)["body"] == "Half a thought."


def test_a_draft_can_be_thrown_away_by_its_owner_only(client, discussion):
    draft = Draft.objects.create(discussion=discussion, account=make_reader(), body="Mine.", at=discussion.article.published_at)
    address = reverse("comments:let_go", args=[draft.key])

    sign_in(client, make_reader()).post(address)
    assert Draft.objects.count() == 1
    sign_in(client, draft.account).post(address)
    assert Draft.objects.count() == 0


def test_with_script_the_new_comment_takes_the_place_of_the_form(client, discussion):
    sign_in(client, make_trusted_reader())

    part = fragment(client.post(write_address(discussion), {"body": "Swapped in."}, **SCRIPT))

    comment = Comment.objects.get()
    assert css(part, f"#comment-{comment.pk} .comment-body")[0].text_content() == "Swapped in."
    assert [a.text for a in css(part, f"#comment-{comment.pk} a.action")][1:] == ["Change", "Take back", "Link"]
    assert "<!--" not in client.post(write_address(discussion), {"body": "x"}, **SCRIPT).content.decode()


def test_with_script_a_held_comment_says_why(client, discussion, reader):
    part = fragment(sign_in(client, reader).post(write_address(discussion), {"body": "My first."}, **SCRIPT))

    assert "first 2 comments" in css(part, ".comment-held .held")[0].text_content()


def test_with_script_a_stranger_is_led_to_sign_in(client, discussion):
    answer = client.post(write_address(discussion), {"body": "Hello."}, **SCRIPT)

    assert answer.headers["HX-Redirect"].startswith("/account/login/?next=")
    assert Draft.objects.get().body == "Hello."


def test_a_refusal_by_policy_names_the_rule_on_the_readers_own_page(client, discussion):
    rule = make_rule(3)
    rule.cited_by = "repeats"
    standards.save_rule(rule)
    reader, said = make_trusted_reader(), "Buy your oilskins at my shop, they are the very best in town."
    for minutes in (3, 2, 1):
        make_comment(discussion=discussion, author=reader, body=said, now=timezone.now() - timedelta(minutes=minutes))

    page = read(sign_in(client, reader), reverse("comments:mine"))

    assert [c.status for c in Comment.objects.order_by("pk")] == ["published", "held", "refused"]
    assert "Rule 3: No advertising" in page.text_content()


def test_the_author_reads_rule_and_note_of_a_removal(client, discussion):
    comment = make_removed_comment(discussion=discussion, note="Say it without the name-calling.")

    page = read(sign_in(client, comment.author), reverse("comments:mine"))

    [shown] = css(page, f"#comment-{comment.pk}")
    assert "Rule 1: Speak to people, not about them" in shown.text_content()
    assert "Say it without the name-calling." in shown.text_content()
    assert comment.body in shown.text_content()


def test_another_readers_page_does_not_show_ones_comments(client, discussion):
    held = make_held_comment(discussion=discussion)

    page = read(sign_in(client, make_reader()), reverse("comments:mine"))

    assert held.body not in page.text_content()


def test_own_comments_come_in_pages(client, discussion):
    reader, now = make_trusted_reader(), timezone.now()
    for number in reversed(range(limits.OWN_ON_A_PAGE + 1)):
        make_comment(discussion=discussion, author=reader, body=f"Number {number}.", now=now - timedelta(minutes=number))
    sign_in(client, reader)

    first = read(client, reverse("comments:mine"))
    rest = read(client, reverse("comments:mine") + css(first, "a.more-older")[0].get("href"))

    assert len(css(first, "li.branch")) == limits.OWN_ON_A_PAGE
    assert [b.text_content() for b in css(rest, ".comment-body")] == [f"Number {limits.OWN_ON_A_PAGE}."]


def test_the_page_to_write_on_is_never_kept_and_carries_token_and_key(client, discussion):
    answer = client.get(write_address(discussion))
    page = read(client, write_address(discussion))

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert uuid.UUID(fields(page)["key"])
    assert fields(page)["csrfmiddlewaretoken"]
    assert not mail.outbox


def test_posting_on_the_site_stays_within_25_queries(client, discussion, django_assert_max_num_queries):
    parent = make_comment(discussion=discussion)
    sign_in(client, make_trusted_reader())

    with django_assert_max_num_queries(25):
        client.post(reverse("comments:reply", args=[parent.pk]), {"body": "Within the budget.", "key": str(uuid.uuid4())})

    assert Comment.objects.filter(body="Within the budget.").exists()

"""Bad input that script sends, or that reaches us broken: always a sentence, never a 500, and the comment stands."""

import smtplib
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from comments import limits, opening
from comments.models import Comment
from comments.moderation import decisions
from newsroom import jobs
from tests.comments.reading import css, fields, fragment, typed
from tests.factories.accounts import make_moderator, make_reader, sign_in
from tests.factories.comments import (
    make_comment,
    make_discussion,
    make_held_comment,
    make_removed_comment,
    make_rule,
    make_trusted_reader,
)

SCRIPT = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def strict(db):
    """A client of a reader whose comments appear at once, from a browser that keeps tokens."""
    return sign_in(Client(enforce_csrf_checks=True), make_trusted_reader())


def write_address(discussion):
    return reverse("comments:write", args=[discussion.pk])


def part(answer, *, status=422):
    """What script puts into the page: the form alone."""
    assert answer.status_code == status
    page = fragment(answer)
    assert not css(page, "h1")
    return page


def test_a_token_that_expired_while_typing_gives_script_the_form_with_the_words(strict, discussion):
    page = part(strict.post(write_address(discussion), {"body": "A long text.", "csrfmiddlewaretoken": "x" * 64}, **SCRIPT))
    answer = strict.post(write_address(discussion), fields(page), **SCRIPT)

    assert "press “Publish” once more" in css(page, ".notice")[0].text
    assert typed(page) == "A long text."
    assert answer.status_code == 200
    assert Comment.objects.get().body == "A long text."


@pytest.mark.parametrize("name", ["recommend", "report", "take_back"])
def test_an_act_with_an_expired_token_is_refused_in_words_and_keeps_what_was_typed(strict, discussion, name):
    comment, rule = make_comment(discussion=discussion), make_rule()

    answer = strict.post(reverse(f"comments:{name}", args=[comment.pk]), {"rule": rule.pk, "words": "He shouts."}, **SCRIPT)

    # site.js shows these sentences, and leaves the form in the page as it is.
    page = fragment(answer)
    assert answer.status_code == 403
    assert css(page, ".wrong-page h1")[0].text == "This form has expired"
    assert typed(page) == "He shouts."
    assert not comment.reports.exists()


@pytest.mark.django_db
def test_a_conversation_closed_while_typing_gives_script_the_words_back(client, discussion):
    sign_in(client, make_trusted_reader())
    opening.run_discussion(discussion, mode="read", closes_at=None)

    page = part(client.post(write_address(discussion), {"body": "Too late, but well meant."}, **SCRIPT))

    assert "You can still read" in css(page, ".notice")[0].text
    assert typed(page) == "Too late, but well meant."


@pytest.mark.django_db
def test_an_answer_to_a_comment_removed_meanwhile_gives_script_the_words_back(client, discussion):
    sign_in(client, make_trusted_reader())
    removed = make_removed_comment(discussion=discussion)

    page = part(client.post(reverse("comments:reply", args=[removed.pk]), {"body": "My answer."}, **SCRIPT))

    assert typed(page) == "My answer."


@pytest.mark.django_db
def test_a_text_beyond_all_bounds_is_refused_in_words_that_site_js_shows(client, discussion):
    sign_in(client, make_trusted_reader())

    answer = client.post(write_address(discussion), {"body": "a" * 6_000_000}, **SCRIPT)

    # site.js shows these sentences, and leaves the form in the page as it is.
    page = fragment(answer)
    assert answer.status_code == 413
    assert "far too long" in css(page, ".wrong-page h1")[0].text
    assert "still where you wrote it" in css(page, ".wrong-page p")[1].text


@pytest.mark.django_db
def test_a_double_submit_by_script_shows_the_one_comment_twice(client, discussion):
    sign_in(client, make_trusted_reader())
    form = {"body": "Pressed twice.", "key": str(uuid.uuid4())}

    answers = [client.post(write_address(discussion), form, **SCRIPT) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert Comment.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("more", [{}, SCRIPT], ids=["without script", "with script"])
def test_too_many_from_one_network_are_told_so_and_keep_the_words(client, discussion, monkeypatch, more):
    monkeypatch.setattr(limits, "WRITTEN_PER_MINUTE_OF_A_NETWORK", 0)

    answer = client.post(write_address(discussion), {"body": "A long text."}, **more)

    page = fragment(answer)
    assert answer.status_code == 429
    assert "wait a minute" in page.text_content()
    assert typed(page) == "A long text."


BROKEN = [
    ("multipart/form-data", b"body=x"),
    ("multipart/form-data; boundary=x", b"body=x"),
    ("application/x-www-form-urlencoded; charset=utf-16", b"body=x"),
    ("application/json", b"{"),
    ("application/x-www-form-urlencoded", b"&".join(b"field%d=1" % number for number in range(3_000))),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "raw"), BROKEN, ids=range(len(BROKEN)))
@pytest.mark.parametrize("name", ["write", "reply", "report", "recommend", "take_back"])
def test_a_form_that_cannot_be_read_is_refused_in_words(client, discussion, name, kind, raw):
    comment = make_comment(discussion=discussion)
    sign_in(client, make_reader())

    answer = client.post(
        reverse(f"comments:{name}", args=[discussion.pk if name == "write" else comment.pk]), raw, content_type=kind
    )

    assert answer.status_code in {302, 400, 422}
    if answer.status_code != 302:
        assert "<h1" in answer.content.decode()
    assert Comment.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["%D9%A3", "-1", "1e3", "%00", "%ff%fe", "1" + "0" * 300])
def test_no_number_in_an_address_breaks_a_page(client, discussion, number):
    comment = make_comment(discussion=discussion)
    sign_in(client, make_reader())

    for path in [f"/comments/{number}/{act}" for act in ("", "reply/", "report/", "recommend/", "take-back/")]:
        assert client.get(path).status_code == 404
    for path in ["/comments/mine/", write_address(discussion), comment.get_absolute_url(), discussion.get_absolute_url()]:
        assert client.get(f"{path}?after={number}&order={number}&since={number}&draft={number}").status_code == 200


def test_a_mail_server_that_does_not_answer_delays_the_letter_and_nothing_else(committed, settings, monkeypatch):
    def nobody_answers(*_where, **_how):
        raise TimeoutError("timed out")

    settings.EMAIL_BACKEND = "newsroom.accounts.mail.EmailBackend"
    settings.EMAIL_SERVER = {"EMAIL_HOST": "mail.example"}
    monkeypatch.setattr(smtplib.SMTP, "connect", nobody_answers)
    comment = make_held_comment(discussion=make_discussion())
    decisions.approve(comment, by=make_moderator())
    told = ProcrastinateJob.objects.filter(task_name__startswith="comments.notifying.")
    told.update(scheduled_at=None)

    jobs.work(until_empty=True)

    comment.refresh_from_db()
    [letter] = ProcrastinateJob.objects.filter(
        task_name="newsroom.accounts.mail.deliver", args__recipients=[comment.author.email]
    )
    assert comment.status == Comment.Status.PUBLISHED
    # Done, and so no longer in the table.
    assert not told.exists()
    assert (letter.status, letter.attempts) == ("todo", 1)

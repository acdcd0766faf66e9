"""A session that ends at the desk: nothing is done, and once signed in again one is where one was, with what one wrote."""

import uuid
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from comments import limits
from comments.models import Awaiting, Comment, Decision, Notice, Sanction
from comments.moderation import awaiting, decisions, urls
from comments.moderation.decisions import Seen
from tests.comments.reading import css, read
from tests.factories.accounts import PASSWORD, make_moderator, make_reader, sign_in
from tests.factories.comments import make_comment, make_held_comment, make_rule, make_trusted_reader, sanctioned
from tests.factories.contesting import ANSWER, make_notice, make_objection
from tests.moderation.desk import BY_SCRIPT, form

pytestmark = pytest.mark.django_db
LOGIN = reverse("account_login")


def signed_out(client, moderator):
    """A moderator's browser whose session has ended."""
    sign_in(client, moderator).get("/moderation/")
    # As a session ends: the browser keeps its cookies.
    client.session.flush()
    return client


def way_back(answer):
    """Where the sign-in leads that somebody is asked for."""
    address = urlsplit(answer.headers.get("HX-Redirect") or answer.url)
    assert address.path == LOGIN
    return parse_qs(address.query)["next"][0]


def back(client, moderator, answer):
    """Sign in as asked, by the form, and follow to where it leads."""
    return client.post(
        answer.headers.get("HX-Redirect") or answer.url, {"login": moderator.email, "password": PASSWORD}, follow=True
    )


def post(client, name, sent=None, *args, headers=None):
    return client.post(reverse(f"moderation:{name}", args=args), sent or {}, headers=headers)


@pytest.fixture
def numbers():
    """One of everything that an address of the desk may name."""
    comment, objection, notice = make_held_comment(), make_objection(), make_notice()
    decision = decisions.remove(make_comment(), by=make_moderator(), rule=make_rule())
    sanction = sanctioned(make_trusted_reader())
    return {
        "comment_id": comment.pk,
        "decision_id": decision.pk,
        "objection_id": objection.pk,
        "notice_id": notice.pk,
        "account_id": comment.author_id,
        "sanction_id": sanction.pk,
        "article_id": comment.discussion_id,
        "key": Awaiting.objects.get(comment=comment).pk,
        "batch": uuid.UUID(int=7),
    }


@pytest.mark.parametrize("headers", [None, BY_SCRIPT], ids=["by form", "by script"])
def test_every_form_of_the_desk_leads_through_the_sign_in_to_a_page(client, moderator, numbers, headers):
    before = Decision.objects.count()

    for pattern in urls.urlpatterns:
        address = reverse(f"moderation:{pattern.name}", kwargs={key: numbers[key] for key in pattern.pattern.converters})
        for sent in ({}, {"queue": "held", "alone": "1"}, {"note": "A word.", "rule": "1"}):
            answer = client.post(address, sent, headers=headers)
            if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
                assert client.get(address).status_code == HTTPStatus.FOUND, address
                continue
            found = sign_in(client, moderator).get(way_back(answer), follow=True)
            assert found.status_code == HTTPStatus.OK, address
            assert found.request["PATH_INFO"].startswith("/moderation/"), address
            client.logout()
    assert Decision.objects.count() == before


@pytest.mark.parametrize("headers", [None, BY_SCRIPT], ids=["by form", "by script"])
def test_a_key_pressed_too_late_leads_back_to_the_list_and_says_that_nothing_was_done(client, moderator, headers):
    comment = make_held_comment()
    signed_out(client, moderator)

    answer = post(client, "decide", form(comment, queue="held"), comment.pk, headers=headers)
    asked = client.get(answer.headers.get("HX-Redirect") or answer.url).content.decode()

    assert way_back(answer) == "/moderation/?queue=held"
    assert "nothing has been done" in asked
    assert back(client, moderator, answer).status_code == 200
    assert Comment.objects.get(pk=comment.pk).status == "held"


def test_a_removal_comes_back_on_the_page_of_its_comment_with_its_rule_and_its_note(client, moderator):
    comment, rule = make_held_comment(), make_rule()
    sent = form(comment, kind="remove", rule=rule.pk, note="Say it without the insult.", queue="held")
    signed_out(client, moderator)

    answer = post(client, "decide", sent, comment.pk)
    client.post(answer.url, {"login": moderator.email, "password": PASSWORD})
    [decide] = css(read(client, way_back(answer)), ".decide")

    assert way_back(answer) == f"/moderation/case/{comment.pk}/?queue=held"
    assert decide.fields["note"].strip() == "Say it without the insult."
    assert decide.fields["rule"] == str(rule.pk)
    done = client.post(decide.get("action"), dict(decide.form_values()) | {"kind": "remove"})
    assert done.url == "/moderation/?queue=held"
    assert Comment.objects.get(pk=comment.pk).status == "removed"


def test_what_was_kept_is_shown_by_the_page_that_the_sign_in_leads_to_and_once(client, moderator):
    comment = make_held_comment()
    signed_out(client, moderator)

    answer = post(client, "decide", form(comment, note="Say it without the insult."), comment.pk)

    assert "Say it without the insult." in back(client, moderator, answer).content.decode()
    assert "Say it without the insult." not in client.get(way_back(answer)).content.decode()


def test_what_colleagues_were_about_to_be_asked_comes_back_open(client, moderator):
    comment = make_held_comment()
    signed_out(client, moderator)

    answer = post(client, "pass_on", {"note": "Is this the mayor?", "queue": "held"}, comment.pk, headers=BY_SCRIPT)
    page = back(client, moderator, answer).content.decode()

    assert 'value="Is this the mayor?"' in page
    assert '<details class="passing-on" open>' in page


@pytest.mark.parametrize(
    ("name", "make", "outcome"), [("objection", make_objection, "rejected"), ("notice", make_notice, "stays")]
)
def test_a_written_answer_comes_back_and_can_be_sent(client, moderator, name, make, outcome):
    thing = make()
    address = reverse(f"moderation:{name}", args=[thing.pk])
    seen = Seen.of(thing.comment)
    sent = {"outcome": outcome, "words": ANSWER, "seen_revision": seen.revision, "seen_decision": seen.decision_id or ""}
    signed_out(client, moderator)

    answer = client.post(address, sent)
    client.post(answer.url, {"login": moderator.email, "password": PASSWORD})
    page = read(client, address)

    assert way_back(answer) == address
    assert type(thing).objects.get(pk=thing.pk).outcome == "open"
    [answering] = css(page, "#answer")
    client.post(address, dict(answering.form_values()))
    thing = type(thing).objects.get(pk=thing.pk)
    assert (thing.outcome, thing.answer) == (outcome, ANSWER)


def test_an_answer_whose_notice_was_decided_meanwhile_is_still_there_to_be_kept(client, moderator):
    notice = make_notice()
    signed_out(client, moderator)
    answer = client.post(reverse("moderation:notice", args=[notice.pk]), {"outcome": "stays", "words": "Harmless, we think."})
    decisions.remove(notice.comment, by=make_moderator(), rule=make_rule())

    page = back(client, moderator, answer).content.decode()

    assert "Harmless, we think." in page
    assert Notice.objects.get(pk=notice.pk).outcome == "gone"


def test_a_sanction_comes_back_with_its_reason_and_its_comment(client, moderator):
    reader, rule = make_trusted_reader(), make_rule()
    comment = make_comment(author=reader)
    said = {"kind": "muted", "length": "7", "rule": rule.pk, "reason": "Three insults.", "seen": 0, "comment": comment.pk}
    signed_out(client, moderator)

    answer = post(client, "sanction", {f"sanction-{name}": value for name, value in said.items()}, reader.pk, headers=BY_SCRIPT)
    client.post(answer.headers["HX-Redirect"], {"login": moderator.email, "password": PASSWORD})
    page = read(client, way_back(answer))

    assert not Sanction.objects.exists()
    [sanctioning] = page.xpath("//form[.//textarea[@name='sanction-reason']]")
    client.post(reverse("moderation:sanction", args=[reader.pk]), dict(sanctioning.form_values()))
    sanction = Sanction.objects.get()
    assert (sanction.kind, sanction.reason, sanction.comment_id) == ("muted", "Three insults.", comment.pk)


def test_notes_and_the_words_to_a_lifting_come_back(client, moderator):
    sanction = sanctioned(make_trusted_reader())
    signed_out(client, moderator)

    noted = post(client, "note", {"words": "Writes at night."}, sanction.account_id)
    assert "Writes at night." in back(client, moderator, noted).content.decode()
    client.session.flush()
    lifted = post(client, "lift", {"note": "Well argued."}, sanction.pk)
    assert "Well argued." in back(client, moderator, lifted).content.decode()

    assert Sanction.objects.get().lifted_at is None


def running_form(client, address):
    """The form in which a conversation is run, with what a browser sends of it."""
    [found] = [one for one in css(read(client, address), "form") if one.get("method") == "post" and "question" in one.fields]
    # A field without a value is sent empty.
    return {one.get("name"): "" for one in css(found, "input") if one.get("name")} | dict(found.form_values())


def test_how_a_conversation_is_run_comes_back_as_a_change_still_to_be_made(client, moderator):
    discussion = make_comment().discussion
    address = reverse("moderation:discussion", args=[discussion.pk])
    sent = running_form(sign_in(client, moderator), address) | {"question": "Who pays?"}
    client.session.flush()

    answer = client.post(address, sent)
    client.post(answer.url, {"login": moderator.email, "password": PASSWORD})
    again = running_form(client, address)

    discussion.refresh_from_db()
    assert discussion.question == ""
    client.post(address, again)
    discussion.refresh_from_db()
    assert discussion.question == "Who pays?"


def test_many_that_were_chosen_come_back_with_the_rule_and_the_note(client, moderator):
    comments, rule = [make_held_comment() for _ in range(limits.DECISIONS_SHOWN)], make_rule()
    chosen = [f"{one.pk}.1.{Seen.of(one).decision_id}.0" for one in comments]
    sent = {"kind": "remove", "rule": rule.pk, "note": "A raid.", "chosen": chosen, "batch": uuid.UUID(int=7)}
    signed_out(client, moderator)

    answer = post(client, "decide_together", sent)
    client.post(answer.url, {"login": moderator.email, "password": PASSWORD})
    [deciding] = css(read(client, way_back(answer)), ".deciding-many")

    assert {value for name, value in deciding.form_values() if name == "chosen"} == set(chosen)
    assert deciding.fields["note"].strip() == "A raid."
    assert deciding.fields["rule"] == str(rule.pk)
    assert not Decision.objects.filter(kind="remove").exists()


def test_a_choice_from_the_list_comes_back_to_be_decided_on(client, moderator):
    comments = [make_held_comment(), make_held_comment()]
    signed_out(client, moderator)

    answer = post(client, "together", {"comment": [one.pk for one in comments]})
    page = back(client, moderator, answer).content.decode()

    assert all(f'id="chosen-{one.pk}"' in page for one in comments)


def test_what_script_sends_along_says_nothing_and_keeps_nothing(client, moderator):
    comment = make_held_comment()
    key = Awaiting.objects.get(comment=comment).pk
    signed_out(client, moderator)

    claimed = post(client, "claim", {}, key, headers=BY_SCRIPT)
    left = post(client, "leave", {"beacon": "1"}, key)
    looked = client.get(reverse("moderation:arrived"), headers=BY_SCRIPT)

    for answer in (claimed, left, looked):
        assert answer.status_code == 204
        assert "sessionid" not in answer.cookies or not answer.cookies["sessionid"].value
        assert "messages" not in answer.cookies
    awaiting.prove()


def test_what_was_kept_is_for_moderators_alone(client, moderator):
    notice = make_notice()
    signed_out(client, moderator)
    client.post(reverse("moderation:notice", args=[notice.pk]), {"outcome": "stays", "words": "Harmless, we think."})

    sign_in(client, make_reader())

    assert client.get(reverse("moderation:notice", args=[notice.pk])).status_code == 403


def test_a_whole_book_is_kept_as_far_as_a_draft_is(client, moderator):
    notice = make_notice()
    signed_out(client, moderator)

    answer = client.post(reverse("moderation:notice", args=[notice.pk]), {"outcome": "stays", "words": "x" * 50_000})

    page = back(client, moderator, answer).content.decode()
    assert "x" * 19_000 in page
    assert "x" * (limits.LONGEST_DRAFT + 1) not in page

"""Drafts are kept as one types: they wait on every device, and are gone once they are posted."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from comments import limits, setting_aside
from comments.models import Draft
from tests.comments.reading import fields, fragment, read, typed
from tests.factories.accounts import make_reader, sign_in
from tests.factories.comments import make_comment, make_trusted_reader

pytestmark = pytest.mark.django_db
SCRIPT = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def writer(client):
    """A trusted reader, signed in."""
    return sign_in(client, make_trusted_reader())


def write_address(discussion):
    return reverse("comments:write", args=[discussion.pk])


def kept(client, discussion, **fields):
    return client.post(
        reverse("comments:keep", args=[discussion.pk]), {"draft": str(uuid.uuid4()), "key": str(uuid.uuid4())} | fields
    )


def test_what_is_typed_is_kept_and_stands_in_the_form_on_any_device(writer, discussion):
    assert kept(writer, discussion, body="Half a thought.").status_code == 204

    page = read(writer, write_address(discussion))

    assert typed(page) == "Half a thought."
    assert "You began this here on" in page.text_content()
    assert typed(read(writer, discussion.get_absolute_url())) == "Half a thought."


def test_typing_on_keeps_one_draft_and_wiping_out_lets_it_go(writer, discussion):
    key = str(uuid.uuid4())
    for body in ("Half", "Half a thought", "Half a thought."):
        kept(writer, discussion, body=body, draft=key)
    assert Draft.objects.get().body == "Half a thought."

    kept(writer, discussion, body="  ", draft=key)

    assert not Draft.objects.exists()


def test_an_answer_begun_is_found_at_what_it_answers_alone(writer, discussion):
    parent = make_comment(discussion=discussion)
    kept(writer, discussion, body="To you.", parent=str(parent.pk))

    assert typed(read(writer, reverse("comments:reply", args=[parent.pk]))) == "To you."
    assert typed(read(writer, write_address(discussion))) == ""


def test_a_draft_is_gone_once_it_is_posted_also_if_its_last_words_arrive_late(writer, discussion):
    form = fields(read(writer, write_address(discussion))) | {"body": "All of it."}
    kept(writer, discussion, **form)

    writer.post(write_address(discussion), form)
    late = kept(writer, discussion, **form)

    assert late.status_code == 409
    assert not Draft.objects.exists()


def test_a_draft_can_be_let_go_where_it_stands(writer, discussion):
    kept(writer, discussion, body="Never mind.")
    form = fields(read(writer, write_address(discussion)))

    answer = writer.post(write_address(discussion), form | {"let_go": "1"}, **SCRIPT)

    assert typed(fragment(answer)) == ""
    assert not Draft.objects.exists()


def test_a_draft_survives_a_conversation_that_closed_meanwhile(writer, discussion):
    kept(writer, discussion, body="Too late.")
    discussion.closes_at = timezone.now() - timedelta(minutes=1)
    discussion.save()

    page = read(writer, write_address(discussion))

    assert "has closed" in page.text_content()
    assert typed(page) == "Too late."


def test_nobody_keeps_words_under_the_key_of_another(writer, discussion):
    theirs = setting_aside.set_aside(discussion, body="Theirs.", account=make_reader())

    assert kept(writer, discussion, body="Mine.", draft=str(theirs.key)).status_code == 409
    assert Draft.objects.get().body == "Theirs."


def test_strangers_words_stay_in_their_browser(client, discussion):
    assert kept(client, discussion, body="A stranger's.").status_code == 401
    assert not Draft.objects.exists()


def test_one_reader_keeps_so_many_texts_and_the_oldest_go(writer, discussion, monkeypatch):
    monkeypatch.setattr(limits, "DRAFTS_OF_ONE_READER", 3)
    parents = [make_comment(discussion=discussion) for _ in range(5)]

    for parent in parents:
        kept(writer, discussion, body=f"To {parent.pk}.", parent=str(parent.pk))

    assert set(Draft.objects.values_list("parent", flat=True)) == {parent.pk for parent in parents[2:]}


@pytest.mark.parametrize(
    ("over", "status"),
    [({"draft": "x"}, 409), ({"body": "a" * 20_001}, 409), ({"parent": "999999"}, 404), ({"parent": "x"}, 204)],
)
def test_odd_forms_are_not_kept_or_kept_without_what_is_odd(writer, discussion, over, status):
    assert kept(writer, discussion, **({"body": "Words."} | over)).status_code == status


def test_keeping_has_a_limit(writer, discussion, monkeypatch):
    monkeypatch.setattr(limits, "KEPT_PER_MINUTE", 1)

    assert [kept(writer, discussion, body="Words.").status_code for _ in range(2)] == [204, 429]


def test_words_that_were_let_go_while_their_writer_signed_in_still_come_back(discussion):
    found = setting_aside.set_aside(discussion, body="Half a thought.")
    Draft.objects.all().delete()

    draft = setting_aside.adopt(found, by=make_reader())

    assert draft.body == "Half a thought."
    assert not Draft.objects.exists()


def test_words_adopted_meanwhile_stay_with_whoever_came_first(discussion):
    found = setting_aside.set_aside(discussion, body="Half a thought.")
    first = make_reader()
    setting_aside.adopt(setting_aside.find(found.key, discussion=discussion), by=first)

    setting_aside.adopt(found, by=make_reader())

    assert Draft.objects.get().account == first

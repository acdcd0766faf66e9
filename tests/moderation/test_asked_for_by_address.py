"""Whoever asks for an address of the desk to which only a form is sent is led to the page that has the form."""

import uuid

import pytest
from django.urls import reverse

from comments.models import Decision
from tests.comments.reading import fragment
from tests.factories.accounts import sign_in
from tests.factories.comments import make_held_comment, make_trusted_reader
from tests.moderation.desk import decide

pytestmark = pytest.mark.django_db


def test_a_removal_without_its_rule_is_found_again_by_its_address(desk):
    comment = make_held_comment()
    sent_to = reverse("moderation:decide", args=[comment.pk])
    refused = decide(desk, comment, kind="remove", note="Stay with the ferries.")

    answer = desk.get(sent_to, follow=True)

    assert refused.status_code == 422
    assert answer.redirect_chain == [(reverse("moderation:case", args=[comment.pk]), 302)]
    assert fragment(answer).xpath("//form[@action = $to]", to=sent_to)
    assert not Decision.objects.filter(comment_id=comment.pk, automatic=False).exists()


@pytest.mark.parametrize(
    ("form", "page"),
    [("decide", "case"), ("pass_on", "case"), ("feature", "case"), ("note", "reader"), ("decide_together", "together")],
)
def test_each_form_whose_answer_is_a_page_has_one_to_come_back_to(desk, form, page):
    of = {"case": [make_held_comment().pk], "reader": [make_trusted_reader().pk], "together": []}[page]
    address = reverse(f"moderation:{form}", args=of)

    for method in (desk.get, desk.head):
        answer = method(address)
        assert (answer.status_code, answer.url) == (302, reverse(f"moderation:{page}", args=of))
    assert desk.put(address).status_code == 405


def test_what_was_taken_back_at_once_leads_to_what_waits(desk):
    assert desk.get(reverse("moderation:undo_together", args=[uuid.uuid4()])).url == "/moderation/"


def test_a_stranger_is_asked_to_sign_in_on_the_way(client):
    comment = make_held_comment()

    answer = client.get(reverse("moderation:decide", args=[comment.pk]), follow=True)

    assert "/account/login/" in answer.redirect_chain[-1][0]
    assert sign_in(client, make_trusted_reader()).get(reverse("moderation:case", args=[comment.pk])).status_code == 403

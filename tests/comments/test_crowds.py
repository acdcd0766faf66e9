"""What comes from one network has a limit of its own, however many accounts it has; what was typed is never lost."""

import pytest
from django.urls import reverse

from comments import limits
from comments.models import Comment, Draft, Recommendation, Report
from tests.factories.accounts import make_reader, sign_in
from tests.factories.comments import make_comment, make_rule, make_trusted_reader

pytestmark = pytest.mark.django_db


def post(client, address, sent=None, *, by=None, network="203.0.113.7"):
    """Send a form from an address, as another reader each time unless a stranger sends it."""
    if by is not None:
        sign_in(client, by)
    return client.post(address, sent or {}, REMOTE_ADDR=network)


def test_a_network_that_writes_without_end_is_asked_to_wait_and_loses_no_word(client, discussion, monkeypatch):
    monkeypatch.setattr(limits, "WRITTEN_PER_MINUTE_OF_A_NETWORK", 1)
    address = reverse("comments:write", args=[discussion.pk])
    post(client, address, {"body": "The barrier held."}, by=make_trusted_reader())

    answer = post(client, address, {"body": "Nobody <asked> the harbour."}, by=make_trusted_reader())

    assert answer.status_code == 429
    assert "Nobody &lt;asked&gt; the harbour.</textarea>" in answer.content.decode()
    assert "write from your connection" in answer.content.decode()
    assert int(answer["Retry-After"]) == 60
    assert Comment.objects.count() == 1


def test_answers_and_first_words_share_one_limit(client, discussion, monkeypatch):
    monkeypatch.setattr(limits, "WRITTEN_PER_MINUTE_OF_A_NETWORK", 1)
    parent = make_comment(discussion=discussion)
    post(client, reverse("comments:write", args=[discussion.pk]), {"body": "The barrier held."}, by=make_trusted_reader())

    answer = post(client, reverse("comments:reply", args=[parent.pk]), {"body": "It did."}, by=make_trusted_reader())

    assert answer.status_code == 429


def test_other_networks_write_on(client, discussion, monkeypatch):
    monkeypatch.setattr(limits, "WRITTEN_PER_MINUTE_OF_A_NETWORK", 1)
    address = reverse("comments:write", args=[discussion.pk])
    post(client, address, {"body": "The barrier held."}, by=make_trusted_reader(), network="2001:db8:1::1")

    neighbour = post(client, address, {"body": "So it did."}, by=make_trusted_reader(), network="2001:db8:1::2")
    other = post(client, address, {"body": "It leaked."}, by=make_trusted_reader(), network="2001:db8:2::1")

    assert (neighbour.status_code, other.status_code) == (429, 302)


def test_a_network_recommends_so_often_and_no_more(client, discussion, monkeypatch):
    monkeypatch.setattr(limits, "RECOMMENDATIONS_PER_MINUTE_OF_A_NETWORK", 2)
    address = reverse("comments:recommend", args=[make_comment(discussion=discussion).pk])
    back = reverse("comments:unrecommend", args=[Comment.objects.get().pk])

    statuses = [post(client, where, by=make_reader()).status_code for where in (address, back, address)]

    assert statuses == [302, 302, 429]
    assert Recommendation.objects.count() == 1


def test_a_network_reports_so_often_and_keeps_its_words(client, discussion, monkeypatch):
    monkeypatch.setattr(limits, "REPORTS_PER_HOUR_OF_A_NETWORK", 1)
    address = reverse("comments:report", args=[make_comment(discussion=discussion).pk])
    sent = {"rule": make_rule().pk, "words": "The third line is about my brother."}
    post(client, address, sent, by=make_reader())

    answer = post(client, address, sent, by=make_reader())

    assert answer.status_code == 429
    assert "about my brother.</textarea>" in answer.content.decode()
    assert Report.objects.count() == 1


def test_strangers_of_one_network_set_so_much_aside_and_keep_the_rest(client, discussion, monkeypatch):
    monkeypatch.setattr(limits, "SET_ASIDE_PER_HOUR_OF_A_NETWORK", 1)
    address = reverse("comments:write", args=[discussion.pk])
    post(client, address, {"body": "The barrier held."})

    answer = post(client, address, {"body": "It leaked at the third gate."})

    assert answer.status_code == 429
    assert "It leaked at the third gate.</textarea>" in answer.content.decode()
    assert Draft.objects.count() == 1


def test_looking_at_the_form_counts_as_nothing(client, discussion, monkeypatch):
    monkeypatch.setattr(limits, "WRITTEN_PER_MINUTE_OF_A_NETWORK", 0)

    assert client.get(reverse("comments:write", args=[discussion.pk])).status_code == 200

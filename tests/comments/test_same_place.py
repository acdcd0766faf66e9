"""Which accounts were at the same place lately: keyed digests that expire, never an address."""

import datetime as dt
import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from comments import same_place
from comments.models import Whereabouts
from comments.moderation import measures
from newsroom.accounts import holdings
from newsroom.accounts.models import User
from tests.factories.accounts import PASSWORD, make_reader, sign_in
from tests.factories.comments import make_discussion, make_trusted_reader

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def neighbours(reader, *, now=NOON):
    return [found.id for found in same_place.others_at_places_of(reader, now=now)]


def were_at(address, *readers, now=NOON):
    for reader in readers:
        same_place.remember(reader, address=address, now=now)


def test_two_accounts_from_one_address_are_found_and_a_third_from_another_is_not():
    one, other, elsewhere = make_reader(), make_reader(), make_reader()
    were_at("203.0.113.7", one, other)
    were_at("203.0.113.8", elsewhere)

    assert neighbours(one) == [other.pk]
    assert neighbours(elsewhere) == []


def test_an_ipv6_address_stands_for_its_network():
    one, other, elsewhere = make_reader(), make_reader(), make_reader()
    were_at("2001:db8:1:2::7", one)
    were_at("2001:db8:1:2:aaaa::1", other)
    were_at("2001:db8:1:3::7", elsewhere)

    assert neighbours(one) == [other.pk]


def test_they_find_each_other_across_the_end_of_a_month():
    one, other = make_reader(), make_reader()
    were_at("203.0.113.7", one, now=dt.datetime(2026, 11, 29, 23, tzinfo=dt.UTC))
    were_at("203.0.113.7", other, now=dt.datetime(2026, 12, 2, 1, tzinfo=dt.UTC))

    assert neighbours(one, now=dt.datetime(2026, 12, 3, tzinfo=dt.UTC)) == [other.pk]


def test_the_key_rotates_with_the_month_and_depends_on_the_secret(settings):
    november, december = (same_place.digests("203.0.113.7", now=NOON + timedelta(days=days)) for days in (0, 30))
    settings.SECRET_KEY = "y" * 60

    assert november[0] not in december[:1]
    assert november[0] == december[1]
    assert not set(november) & set(same_place.digests("203.0.113.7", now=NOON))


def test_nobody_finds_the_address_in_what_is_kept():
    were_at("203.0.113.7", make_reader())
    dump = io.StringIO()

    call_command("dumpdata", "comments.whereabouts", stdout=dump)

    assert "203.0.113" not in dump.getvalue()
    assert {len(bytes(row.place)) for row in Whereabouts.objects.all()} == {same_place.DIGEST_BYTES}


def test_it_is_written_once_a_day(django_assert_num_queries):
    reader = make_reader()
    were_at("203.0.113.7", reader)
    with django_assert_num_queries(1):
        were_at("203.0.113.7", reader, now=NOON + timedelta(hours=23))
    assert set(Whereabouts.objects.values_list("seen_at", flat=True)) == {NOON}

    were_at("203.0.113.7", reader, now=NOON + timedelta(hours=25))

    assert set(Whereabouts.objects.values_list("seen_at", flat=True)) == {NOON + timedelta(hours=25)}


def test_after_30_days_it_is_no_hint_any_more_and_a_job_forgets_it():
    one, other = make_reader(), make_reader()
    were_at("203.0.113.7", one, other)
    later = NOON + measures.PLACES_KEPT_FOR

    assert neighbours(one, now=later - timedelta(seconds=1)) == [other.pk]
    assert neighbours(one, now=later) == []
    same_place.forget_old_places(timestamp=int(later.timestamp()))
    assert not Whereabouts.objects.exists()


def test_a_crowd_behind_one_address_is_cut_short():
    crowd = [make_reader() for _ in range(measures.ACCOUNTS_FROM_A_PLACE + 3)]
    were_at("203.0.113.7", *crowd)

    assert len(neighbours(crowd[0])) == measures.ACCOUNTS_FROM_A_PLACE + 1


def test_posting_and_signing_in_are_remembered_by_the_address_that_proxies_vouch_for(client, settings):
    settings.TRUSTED_PROXIES = ["127.0.0.0/8"]
    writer, visitor = make_trusted_reader(), make_reader()
    by_proxy = {"X-Forwarded-For": "203.0.113.7"}
    address = reverse("comments:write", args=[make_discussion().pk])

    sign_in(client, writer).post(address, {"body": "Well said."}, headers=by_proxy)
    client.logout()
    signed_in = client.post(reverse("account_login"), {"login": visitor.email, "password": PASSWORD}, headers=by_proxy)

    assert signed_in.status_code == 302
    assert neighbours(writer, now=timezone.now()) == [visitor.pk]


def test_an_address_that_somebody_invented_counts_for_nothing(client):
    one, other = make_trusted_reader(), make_trusted_reader()
    address = reverse("comments:write", args=[make_discussion().pk])
    for reader, invented in [(one, "203.0.113.7"), (other, "198.51.100.9")]:
        sign_in(client, reader).post(address, {"body": "Well said."}, headers={"X-Forwarded-For": invented})

    assert neighbours(one, now=timezone.now()) == [other.pk]


def test_a_socket_without_an_address_is_no_place(client):
    address = reverse("comments:write", args=[make_discussion().pk])

    sign_in(client, make_trusted_reader()).post(address, {"body": "Well said."}, REMOTE_ADDR="")

    assert not Whereabouts.objects.exists()


def test_whoever_leaves_takes_it_along_and_leaves_none_behind():
    reader = make_reader()
    were_at("203.0.113.7", reader)
    taken = holdings.export(reader)["comments"]["places_you_were_at"]

    holdings.erase(reader)
    were_at("203.0.113.7", User.objects.get(pk=reader.pk))

    assert [place["seen_at"] for place in taken] == [NOON, NOON]
    assert not Whereabouts.objects.exists()

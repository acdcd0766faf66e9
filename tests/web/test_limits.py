"""The limiter: atomic, shared, and nobody's address in it."""

import ipaddress
import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from django.utils.module_loading import import_string

from newsroom.web import limits, refusals
from newsroom.web.models import Counter

MINUTE = timedelta(minutes=1)
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def cache(db):
    return limits.LimiterCache("", {})


def at_once(function, many):
    """Run a function in many threads that begin together. Returns what each returned."""
    start = threading.Barrier(many)
    results = []

    def run():
        try:
            start.wait(30)
            results.append(function())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.usefixtures("committed")
def test_of_many_at_once_only_so_many_are_allowed():
    results = at_once(lambda: limits.allow("comments", times=5, within=MINUTE), 20)

    assert sorted(results) == [False] * 15 + [True] * 5


def test_it_is_allowed_again_when_the_time_is_over(db):
    with time_machine.travel(NOON, tick=False) as clock:
        assert [limits.allow("a", times=2, within=MINUTE) for _ in range(3)] == [True, True, False]
        clock.shift(timedelta(seconds=59))
        assert not limits.allow("a", times=2, within=MINUTE)
        clock.shift(timedelta(seconds=1))
        assert [limits.allow("a", times=2, within=MINUTE) for _ in range(3)] == [True, True, False]


def test_keys_do_not_share_their_counts(db):
    assert limits.allow("a", times=1, within=MINUTE)
    assert limits.allow("b", times=1, within=MINUTE)
    assert not limits.allow("a", times=1, within=MINUTE)


def test_asking_costs_one_statement(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        limits.allow("a", times=1, within=MINUTE)


def test_the_table_names_nobody(db):
    limits.allow("sign-in:203.0.113.9:ann@example.com\ud800", times=1, within=MINUTE)

    [row] = Counter.objects.all()
    assert "203.0.113.9" not in repr(row.__dict__)
    assert len(row.key) == 48


def test_the_table_is_not_written_to_the_log(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'web_counter'")
        assert cursor.fetchone() == ("u",)


def test_what_has_ended_is_swept(db):
    with time_machine.travel(NOON, tick=False):
        limits.allow("old", times=1, within=MINUTE)
    with time_machine.travel(NOON + MINUTE, tick=False):
        limits.allow("new", times=1, within=MINUTE)
        assert limits.sweep() == 1

    assert Counter.objects.count() == 1


def test_demanding_too_often_is_refused_with_a_sentence(db):
    limits.demand("a", times=1, within=MINUTE)

    with pytest.raises(limits.TooMany, match="wait a moment"):
        limits.demand("a", times=1, within=MINUTE)


@pytest.mark.django_db
def test_too_many_requests_are_answered_in_the_sites_clothes(client, test_site):
    answer = client.get("/too-many/")

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"
    assert "Slowly, please." in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.usefixtures("committed")
def test_of_many_who_add_at_once_one_succeeds():
    cache = limits.LimiterCache("", {})

    assert sorted(at_once(lambda: cache.add("lock", True, 10), 12)) == [False] * 11 + [True]


@pytest.mark.usefixtures("committed")
def test_no_increment_is_lost():
    cache = limits.LimiterCache("", {})
    cache.set("count", 0)

    at_once(lambda: [cache.incr("count") for _ in range(10)], 6)

    assert cache.get("count") == 60


def test_the_cache_does_what_a_cache_does(cache):
    cache.set("a", {"history": [1.5, 2], "who": None})
    assert cache.get("a") == {"history": [1.5, 2], "who": None}
    assert cache.get("b", "nothing") == "nothing"
    assert "a" in cache
    assert not cache.add("a", 1)
    assert cache.get_or_set("c", 3) == 3
    assert cache.get_many(["a", "c"])["c"] == 3
    assert cache.delete("a")
    assert not cache.delete("a")
    cache.set("n", 5)
    assert (cache.incr("n", 2), cache.decr("n")) == (7, 6)
    cache.clear()
    assert cache.get("n") is None


def test_a_number_that_is_not_there_cannot_grow(cache):
    cache.set("word", "five")

    for key in ("absent", "word"):
        with pytest.raises(ValueError, match="no number"):
            cache.incr(key)


def test_a_value_ends_when_its_time_is_over(cache):
    with time_machine.travel(NOON, tick=False) as clock:
        cache.set("a", 1, timeout=10)
        cache.set("for ever", 1, timeout=None)
        assert cache.touch("a", timeout=20)
        clock.shift(timedelta(seconds=20))
        assert cache.get("a") is None
        assert not cache.touch("a")
        assert cache.add("a", 2, timeout=0)
        assert cache.get("a") is None
        assert cache.get("for ever") == 1


def test_a_value_that_is_no_json_is_refused(cache):
    with pytest.raises(TypeError):
        cache.set("a", object())


def test_the_site_uses_it(settings):
    backend = settings.CACHES["default"]["BACKEND"]

    assert import_string(backend) is limits.LimiterCache


def asked_from(remote, forwarded=None):
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    return RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers)


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "address"),
    [
        ([], "198.51.100.7", "203.0.113.9", "198.51.100.7"),
        (["10.0.0.0/8"], "10.0.0.1", "203.0.113.9", "203.0.113.9"),
        (["10.0.0.0/8"], "198.51.100.7", "203.0.113.9", "198.51.100.7"),
        (["10.0.0.0/8"], "10.0.0.1", "6.6.6.6, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (["10.0.0.0/8"], "10.0.0.1", "203.0.113.9, junk", "10.0.0.1"),
        (["10.0.0.0/8"], "10.0.0.1", "junk, 203.0.113.9", "203.0.113.9"),
        (["10.0.0.0/8"], "10.0.0.1", None, "10.0.0.1"),
        (["10.0.0.0/8"], "10.0.0.1", "", "10.0.0.1"),
        (["10.0.0.0/8"], "10.0.0.1", "203.0.113.9:4711", "203.0.113.9"),
        (["::1"], "::1", "[2001:db8::5]:443", "2001:db8::5"),
        (["127.0.0.1"], "::ffff:127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ([], "", "203.0.113.9", ""),
        (["10.0.0.0/8"], "10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
    ],
)
def test_a_visitors_address_is_what_our_own_proxies_vouch_for(settings, proxies, remote, forwarded, address):
    settings.TRUSTED_PROXIES = [ipaddress.ip_network(proxy) for proxy in proxies]

    assert limits.client_address(asked_from(remote, forwarded)) == address


def test_nobody_is_trusted_by_default(settings):
    assert settings.TRUSTED_PROXIES == []


def test_an_ipv6_address_counts_as_its_network():
    assert limits.network("2001:db8:1:2:3:4:5:6") == limits.network("2001:db8:1:2::9") == "2001:db8:1:2::/64"
    assert limits.network("203.0.113.9") == "203.0.113.9"


@pytest.mark.django_db
def test_a_socket_without_an_address_is_not_one_visitor_for_all(rf):
    request = rf.post("/somewhere/", REMOTE_ADDR="")

    for _ in range(3):
        limits.demand_of_network(request, "write", times=1, within=MINUTE)


@pytest.mark.django_db
def test_whoever_sends_too_much_too_often_is_refused_in_the_sites_clothes(rf, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    request = rf.post("/somewhere/", {"body": "x" * 1000})
    request.user, request.session = AnonymousUser(), {}

    assert refusals.too_many(request, limits.TooMany("Slowly, please.")).status_code == 429

"""The memory of a process: bounded in bytes, first pages and continuations apart."""

import random
import sys

import pytest
from django.test import Client

from newsroom.web import keeping
from newsroom.web.answering import STORE
from newsroom.web.keeping import ASKED_ONCE_MOST, Kept, Slot, Store


def page(size=1000, *, slots=(), keys=()):
    return Kept(
        packed=random.Random(size).randbytes(size),
        length=size * 4,
        digest="digest",
        content_type="text/html",
        exact=dict.fromkeys(keys, 1),
        nearly={},
        until=float("inf"),
        built=0.0,
        agreed=0.0,
        slots=tuple(slots),
        keys=tuple(keys),
    )


@pytest.fixture
def clock(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(keeping, "monotonic", lambda: now[0])
    return now


def test_memory_stays_within_its_bound():
    store = Store(1_000_000)

    for number in range(2_000):
        store.keep(("page", number), page(5_000 + number))
        store.remember_path(("page", number), f"/{number}/", "route")
        store.keep(("more", number), page(5_000), continuation=True)
        store.keep(("more", number), page(5_000), continuation=True)

    assert store.first.bytes <= 800_000
    assert store.continuations.bytes <= 200_000
    assert len(store.first.pages) > 50
    assert set(store.routes) == {f"/{key[1]}/" for key in store.first.pages}


def test_what_is_counted_is_about_what_is_used():
    slots = [Slot(f"comment:{number}", number, number + 5) for number in range(80)]
    kept = page(20_000, slots=slots, keys=[f"article:{number}" for number in range(30)])

    used = sys.getsizeof(kept.packed) + sum(sys.getsizeof(slot) + sys.getsizeof(slot.name) for slot in slots)

    assert used <= kept.weight() <= 2 * used


def test_the_page_asked_for_longest_ago_goes_first():
    weight = page().weight()
    store = Store(int(weight * 3 / 0.8) + 10)
    for name in ("a", "b", "c"):
        store.keep((name,), page())
    store.get(("a",))

    store.keep(("d",), page())

    assert [name for name in "abcd" if (name,) in store] == ["a", "c", "d"]


def test_a_page_larger_than_its_share_is_not_kept():
    store = Store(10_000)

    assert not store.keep(("large",), page(50_000))
    assert store.bytes == 0


def test_a_page_built_anew_takes_the_place_of_the_old_one():
    store = Store(100_000)
    store.keep(("a",), page(1000))
    store.remember_path(("a",), "/a/", "route")

    store.keep(("a",), page(2000))

    assert store.bytes == page(2000).weight()
    assert store.routes == {"/a/": "route"}


def test_a_continuation_is_kept_when_asked_for_twice_within_a_minute(clock):
    store = Store(1_000_000)

    assert not store.keep(("more",), page(), continuation=True)
    clock[0] += 61
    assert not store.keep(("more",), page(), continuation=True)
    clock[0] += 59
    assert store.keep(("more",), page(), continuation=True)
    clock[0] += 1000
    assert store.keep(("more",), page(2000), continuation=True)


def test_continuations_asked_for_once_are_forgotten_beyond_a_number(clock):
    store = Store(1_000_000)

    for number in range(ASKED_ONCE_MOST * 2):
        store.keep(("more", number), page(), continuation=True)

    assert len(store.asked_once) == ASKED_ONCE_MOST
    assert len(store) == 0


def test_continuations_cannot_push_out_first_pages(clock):
    store = Store(100_000)
    store.keep(("first",), page())

    for number in range(200):
        store.keep(("more", number), page(), continuation=True)
        store.keep(("more", number), page(), continuation=True)

    assert ("first",) in store
    assert store.continuations.bytes <= 20_000


def test_a_page_has_at_most_two_spellings_of_its_path():
    store = Store(100_000)
    store.keep(("a",), page())

    for zeros in range(50):
        store.remember_path(("a",), f"/{'0' * zeros}1/", "route")

    assert len(store.routes) == 2


def test_a_path_whose_page_is_not_kept_is_not_remembered():
    store = Store(100_000)

    store.remember_path(("a",), "/a/", "route")

    assert store.routes == {}


@pytest.mark.usefixtures("committed", "test_site")
def test_a_crawler_that_walks_on_fills_nothing(harbour):
    client = Client()
    for number in range(1, 40):
        client.get(f"/groups/{harbour.pk}/?after={number}")

    assert len(STORE) == 0

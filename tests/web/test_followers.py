"""What pages show, counted: followers hear every ten seconds how often each thing was on a page that was read."""

import pytest
from django.contrib.auth.models import Group

from newsroom.web import reads, rounds
from newsroom.web.reads import Follower
from tests.web.site import rename

pytestmark = pytest.mark.usefixtures("committed", "test_site")


@pytest.fixture
def told(monkeypatch):
    """What a follower of the test site's groups was told, one mapping a round."""
    heard = []
    monkeypatch.setattr(reads, "FOLLOWERS", [Follower("test", "group", lambda times: heard.append(dict(times)))])
    return heard


def test_a_follower_hears_how_often_a_thing_was_on_a_page_that_was_read(client, harbour, told):
    haven = Group.objects.create(name="Haven")
    for group in (harbour, harbour, haven):
        client.get(f"/groups/{group.pk}/")

    rounds.once()

    assert told == [{harbour.pk: 2, haven.pk: 1}]


def test_versions_of_a_page_are_added_up(client, harbour, told):
    client.get(f"/groups/{harbour.pk}/")
    rename(harbour, to="Haven")
    client.get(f"/groups/{harbour.pk}/")

    rounds.once()

    assert told == [{harbour.pk: 2}]


def test_the_answer_in_front_of_django_counts_too(asker, url, harbour, told):
    rounds.once()
    told.clear()

    answer = asker.get(url)
    asker.get(url, if_none_match=answer.headers["etag"])
    rounds.once()

    assert not answer.by_django
    assert told == [{harbour.pk: 2}]


def test_what_nobody_reads_is_not_counted(client, asker, url, told):
    rounds.once()
    told.clear()

    client.head(url)
    client.get(url, headers={"sec-purpose": "prefetch"})
    client.get("/list/")
    rounds.once()

    assert told == []


def test_counting_asks_nothing_and_a_round_without_readings_tells_nobody(told, django_assert_num_queries):
    with django_assert_num_queries(0):
        reads.count_shown({"group": (1,)})
    rounds.once()
    rounds.once()

    assert told == [{1: 1}]
    assert reads.nothing_waits()


def test_what_a_follower_could_not_write_it_hears_again_and_the_next_one_nothing_twice(monkeypatch):
    heard, broken = {"first": [], "second": []}, [True]

    def first(times):
        if broken:
            broken.clear()
            raise ValueError("away")
        heard["first"].append(dict(times))

    followers = [
        Follower("first", "group", first),
        Follower("second", "group", lambda times: heard["second"].append(dict(times))),
    ]
    monkeypatch.setattr(reads, "FOLLOWERS", followers)
    reads.count_shown({"group": (1, 2)})

    with pytest.raises(ValueError, match="away"):
        reads.write()
    reads.count_shown({"group": (2, 3)})
    reads.write()

    assert heard == {"first": [{1: 1, 2: 2, 3: 1}], "second": [{1: 1, 2: 2, 3: 1}]}


def test_while_followers_cannot_write_memory_does_not_grow_for_ever(monkeypatch):
    def fails(times):
        raise ValueError("away")

    monkeypatch.setattr(reads, "FOLLOWERS", [Follower("test", "group", fails)])
    monkeypatch.setattr(reads, "MOST_PAGES", 3)
    monkeypatch.setattr(reads, "MOST_UNWRITTEN", 5)
    pages = [{"group": (number, number + 1)} for number in range(10)]

    for page in pages:
        reads.count_shown(page)
    assert len(reads._shown) == 3
    for page in pages:
        reads.count_shown(page)
        with pytest.raises(ValueError, match="away"):
            reads.write()

    assert len(reads._untold["test"]) == 5

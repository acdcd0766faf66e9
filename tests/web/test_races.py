"""What happens at the same time: changes during a build, changes elsewhere, many readers at once."""

import threading

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client

from newsroom.web import building, pages, stamps
from newsroom.web.answering import STORE, TURNS
from tests.web import site
from tests.web.conftest import elsewhere, in_another_process
from tests.web.site import rename

pytestmark = pytest.mark.usefixtures("committed", "test_site")

# The builder's three queries and the stamps; a change can come before each, and after the last.
QUERIES_OF_A_BUILD = 4
READERS = 64


class Interruption:
    """Before a build's query of this number, lets something else be committed first."""

    def __init__(self, *, gap, by):
        self.gap = gap
        self.by = by
        self.queries = 0

    def __call__(self, execute, sql, params, many, context):
        if self.queries == self.gap:
            self.by()
        self.queries += 1
        return execute(sql, params, many, context)


@pytest.mark.parametrize("gap", range(QUERIES_OF_A_BUILD))
def test_a_change_between_any_two_queries_of_a_build_is_in_the_next_answer(client, harbour, gap):
    interruption = Interruption(gap=gap, by=lambda: elsewhere(rename, harbour, to="Haven"))
    with connection.execute_wrapper(interruption):
        client.get(f"/groups/{harbour.pk}/")
    assert interruption.queries == QUERIES_OF_A_BUILD

    assert b"Haven" in client.get(f"/groups/{harbour.pk}/").content


def test_a_change_after_the_last_query_of_a_build_is_in_the_next_answer(client, harbour, monkeypatch):
    keep = STORE.keep

    def keep_late(*arguments, **keywords):
        elsewhere(rename, harbour, to="Haven")
        return keep(*arguments, **keywords)

    monkeypatch.setattr(STORE, "keep", keep_late)
    assert b"Harbour" in client.get(f"/groups/{harbour.pk}/").content

    assert b"Haven" in client.get(f"/groups/{harbour.pk}/").content


def test_a_change_committed_during_a_build_does_not_mix_into_it(client, harbour):
    neighbour = Group.objects.create(name="Neighbour")

    def both():
        rename(harbour, to="Haven")
        rename(neighbour, to="Opposite")

    with connection.execute_wrapper(Interruption(gap=1, by=lambda: elsewhere(both))):
        answer = client.get(f"/groups/{harbour.pk}/").content.decode()

    assert "Harbour" in answer
    assert "Neighbour" in answer


def test_a_change_that_is_not_committed_yet_is_in_no_answer_and_then_in_the_next(client, harbour):
    url = f"/groups/{harbour.pk}/"
    with pages.change() as change:
        harbour.name = "Haven"
        harbour.save()
        change.raises(stamps.article(harbour.pk))
        assert b"Harbour" in elsewhere(Client().get, url).content

    assert b"Haven" in client.get(url).content


def test_a_change_in_another_process_is_in_the_very_next_answer(client, harbour):
    client.get(f"/groups/{harbour.pk}/")

    in_another_process(
        "from django.contrib.auth.models import Group\n"
        "from tests.web.site import rename\n"
        f"rename(Group.objects.get(pk={harbour.pk}), to='Haven')"
    )

    assert b"Haven" in client.get(f"/groups/{harbour.pk}/").content


def test_many_readers_of_a_stale_page_cause_one_build(harbour, monkeypatch):
    monkeypatch.setattr(building, "WAIT_FOR_ANOTHERS_BUILD", 60.0)
    Client().get(f"/groups/{harbour.pk}/")
    rename(harbour, to="Haven")
    site.builds.clear()
    all_have_asked = threading.Barrier(READERS)
    take = TURNS.take

    def take_together(key, *, patience):
        # Nobody builds before everybody has found the page stale: the worst moment.
        if threading.current_thread().name not in arrived:
            arrived.add(threading.current_thread().name)
            all_have_asked.wait(60)
        return take(key, patience=patience)

    arrived = set()
    monkeypatch.setattr(TURNS, "take", take_together)
    answers = []

    def read():
        try:
            answers.append(Client().get(f"/groups/{harbour.pk}/").content)
        finally:
            connection.close()

    readers = [threading.Thread(target=read, name=f"reader {number}") for number in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()

    assert site.builds == ["group"]
    assert len(answers) == READERS
    assert all(b"Haven" in answer for answer in answers)


def test_what_was_built_between_our_look_and_our_turn_is_not_built_again(harbour, monkeypatch):
    url = f"/groups/{harbour.pk}/"
    Client().get(url)
    rename(harbour, to="Haven")
    site.builds.clear()
    take = TURNS.take

    def late(key, *, patience):
        monkeypatch.setattr(TURNS, "take", take)
        elsewhere(Client().get, url)
        return take(key, patience=patience)

    monkeypatch.setattr(TURNS, "take", late)

    assert b"Haven" in Client().get(url).content
    assert site.builds == ["group"]


def test_readers_of_a_page_that_changes_faster_than_it_is_built_wait_for_one_build(harbour, monkeypatch):
    monkeypatch.setattr(building, "WAIT_FOR_ANOTHERS_BUILD", 60.0)
    build = building.build
    all_have_asked = threading.Barrier(READERS)
    take = TURNS.take
    arrived = set()

    def take_together(key, *, patience):
        if threading.current_thread().name not in arrived:
            arrived.add(threading.current_thread().name)
            all_have_asked.wait(60)
        return take(key, patience=patience)

    def stale_at_once(*arguments):
        built = build(*arguments)
        elsewhere(rename, harbour, to=f"Haven {len(site.builds)}")
        return built

    monkeypatch.setattr(TURNS, "take", take_together)
    monkeypatch.setattr(building, "build", stale_at_once)

    def read():
        try:
            Client().get(f"/groups/{harbour.pk}/")
        finally:
            connection.close()

    readers = [threading.Thread(target=read, name=f"reader {number}") for number in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()

    assert site.builds == ["group"]


def test_a_reader_whose_patience_ends_builds_beside_the_others():
    with TURNS.take(("slow",), patience=0) as first, TURNS.take(("slow",), patience=0) as second:
        assert first
        assert second

    assert TURNS.under_way == {}


def test_a_build_that_fails_lets_the_next_reader_build(client):
    assert client.get("/groups/404404/").status_code == 404

    assert client.get("/groups/404404/").status_code == 404
    assert TURNS.under_way == {}

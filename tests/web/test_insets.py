"""Pages with an inset: what changes often is made anew alone, and the page is still one moment's."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.utils import timezone

from newsroom.web import pages, stamps
from newsroom.web.answering import STORE
from tests.web import site
from tests.web.conftest import elsewhere
from tests.web.site import join, rename
from tests.web.test_races import Interruption

pytestmark = pytest.mark.usefixtures("committed", "test_site")

# The kept page's stamps, those of the snapshot, and the members.
QUERIES_OF_AN_INSET = 3


@pytest.fixture
def url(client, harbour):
    """The address of a club's page that is kept."""
    join(harbour, name="Ada")
    client.get(f"/clubs/{harbour.pk}/")
    site.builds.clear()
    return f"/clubs/{harbour.pk}/"


def kept():
    """The one page that is kept."""
    [(page, _weight)] = STORE.first.pages.values()
    return page


def test_a_change_of_the_inset_makes_the_inset_alone(client, harbour, url):
    join(harbour, name="Grace")

    answer = client.get(url).content

    assert b"Ada Grace" in answer
    assert b"Harbour" in answer
    assert site.builds == ["members"]


def test_a_change_of_the_frame_makes_the_whole_page(client, harbour, url):
    rename(harbour, to="Haven")

    answer = client.get(url).content

    assert b"Haven" in answer
    assert b"Ada" in answer
    assert site.builds == ["club", "members"]


def test_a_page_with_a_fresh_inset_is_the_page_that_would_have_been_built_whole(client, harbour, url):
    join(harbour, name="Grace")
    client.get(url)
    pieced = kept()
    pages.forget()
    client.get(url)
    whole = kept()

    assert site.builds == ["members", "club", "members"]
    for what in ("digest", "slots", "noted", "exact", "nearly", "until", "keys", "reading_of", "content_type"):
        assert getattr(pieced, what) == getattr(whole, what)
    assert [slot.name for slot in whole.slots] == ["before", "first", "join", "after"]


def test_many_fresh_insets_in_a_row_are_still_the_page(client, harbour, url):
    for name in ("Grace", "Edsger", "Barbara"):
        join(harbour, name=name)
        client.get(url)
    pieced = kept()
    pages.forget()
    client.get(url)

    assert pieced.digest == kept().digest
    assert pieced.slots == kept().slots
    assert pieced.weight() == kept().weight()


@pytest.mark.parametrize("gap", range(QUERIES_OF_AN_INSET))
@pytest.mark.parametrize("what", ["frame", "inset"])
def test_a_change_between_any_two_queries_is_in_the_next_answer(client, harbour, url, gap, what):
    join(harbour, name="Grace")
    verb = {"frame": lambda: rename(harbour, to="Haven"), "inset": lambda: join(harbour, name="Edsger")}[what]
    interruption = Interruption(gap=gap, by=lambda: elsewhere(verb))
    with connection.execute_wrapper(interruption):
        client.get(url)
    assert interruption.queries >= QUERIES_OF_AN_INSET

    assert {"frame": b"Haven", "inset": b"Edsger"}[what] in client.get(url).content


def test_a_change_of_both_during_a_build_mixes_into_neither(client, harbour, url):
    join(harbour, name="Grace")

    @transaction.atomic
    def both():
        rename(harbour, to="Haven")
        join(harbour, name="Edsger")

    with connection.execute_wrapper(Interruption(gap=QUERIES_OF_AN_INSET - 1, by=lambda: elsewhere(both))):
        answer = client.get(url).content

    assert b"Harbour" in answer
    assert b"Ada Grace" in answer
    assert b"Edsger" not in answer


def test_what_the_frame_shows_nearly_is_made_anew_with_the_next_inset(client, harbour, url):
    with pages.change() as change:
        change.raises(stamps.tally(harbour.pk), stamps.discussion(harbour.pk))

    client.get(url)

    assert site.builds == ["club", "members"]


def test_a_frame_whose_moment_has_come_is_not_used_again(client, harbour, monkeypatch):
    opens = timezone.now() + timedelta(hours=1)
    monkeypatch.setitem(site.closing, harbour.pk, opens)
    client.get(f"/clubs/{harbour.pk}/")
    site.builds.clear()

    with time_machine.travel(opens + timedelta(seconds=1), tick=False):
        client.get(f"/clubs/{harbour.pk}/")

    assert site.builds == ["club", "members"]


def test_inside_somebody_elses_transaction_nothing_is_used_again(client, harbour, url):
    with transaction.atomic():
        Group.objects.filter(pk=harbour.pk).update(name="Haven")
        join(harbour, name="Grace")
        answer = client.get(url).content
        transaction.set_rollback(True)

    assert b"Haven" in answer
    assert site.builds == ["club", "members"]


def test_a_page_has_one_inset(harbour):
    build = pages.Build(now=timezone.now())
    build.inset(site.members, group_id=harbour.pk)

    with pytest.raises(ValueError, match="one inset"):
        build.inset(site.members, group_id=harbour.pk)

"""Kept pages: what is kept, for whom, and for how long."""

import gzip

import pytest
from django.contrib.auth.models import Group

from newsroom.web import pages, stamps
from tests.web import site

pytestmark = pytest.mark.usefixtures("committed", "test_site")


@pages.verb
def rename(group, *, to):
    with pages.change() as change:
        group.name = to
        group.save(update_fields=["name"])
        change.raises(stamps.article(group.pk))


def test_a_page_is_built_once_and_answered_from_memory(client, django_assert_num_queries):
    group = Group.objects.create(name="Harbour")
    first = client.get(f"/groups/{group.pk}/")

    with django_assert_num_queries(1):
        second = client.get(f"/groups/{group.pk}/")

    assert site.builds == ["group"]
    assert first.content == second.content
    assert b"Harbour" in second.content


def test_a_change_is_in_the_very_next_answer(client):
    group = Group.objects.create(name="Harbour")
    client.get(f"/groups/{group.pk}/")

    rename(group, to="Haven")

    assert b"Haven" in client.get(f"/groups/{group.pk}/").content


def test_the_bytes_are_compressed_for_those_who_can_read_them(client):
    group = Group.objects.create(name="Harbour")

    packed = client.get(f"/groups/{group.pk}/", headers={"accept-encoding": "gzip"})
    plain = client.get(f"/groups/{group.pk}/")

    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["ETag"] != plain.headers["ETag"]

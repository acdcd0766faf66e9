"""What runs before a build: it may write, and runs only when a page is about to be built."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from newsroom.web import pages
from newsroom.web.answering import BUILDERS
from newsroom.web.parameters import Pair
from tests.web import site
from tests.web.site import rename

pytestmark = pytest.mark.usefixtures("committed", "test_site")


@pytest.fixture
def counted():
    """A kept page that shows how many groups there are, of which one is made before each build; and what that was told."""
    told = []

    def before(arguments):
        told.append(dict(arguments))
        Group.objects.create(name=f"Group {len(told)}")

    @pages.kept("test-before", parameters=[pages.Pair("place")], before=before)
    def builder(build, *, group_id, place):
        assert connection.in_atomic_block
        build.shows(f"article:{group_id}")
        return build.answer(str(Group.objects.count()), content_type="text/plain")

    yield builder, told
    del BUILDERS["test-before"]


def test_what_was_written_before_is_read_by_the_build(counted, harbour):
    builder, told = counted
    before = Group.objects.count()

    answer = builder(site.request("/?place=3-40"), group_id=harbour.pk)

    assert answer.content == str(before + 1).encode()
    assert told == [{"group_id": harbour.pk, "place": (3, 40)}]


def test_a_page_that_is_kept_has_nothing_before_it(counted, harbour):
    builder, told = counted

    builder(site.request("/"), group_id=harbour.pk)
    builder(site.request("/"), group_id=harbour.pk)
    assert len(told) == 1
    rename(harbour, to="Haven")
    builder(site.request("/"), group_id=harbour.pk)

    assert len(told) == 2


@pytest.mark.parametrize(
    ("raw", "pair"),
    [
        ("12-40", (12, 40)),
        ("012-0", (12, 0)),
        (None, None),
        ("", None),
        ("12", None),
        ("12-", None),
        ("-12-40", None),
        ("12-40-3", None),
        (" 12-40", None),
        ("12-40\n", None),
        ("١٢-٤٠", None),
        ("9223372036854775807-1", (2**63 - 1, 1)),
        ("9223372036854775808-1", None),
        ("1-99999999999999999999", None),
    ],
)
def test_a_pair_is_two_numbers_or_nothing(raw, pair):
    assert Pair("place").normal(raw) == pair

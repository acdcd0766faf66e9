"""Numbers, moments and markers that nobody was given, at every address of the site: an answer in words, never a 500."""

import base64
import json

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.urls.converters import IntConverter, UUIDConverter

from articles.addresses import Digits
from comments.moderation import queue, sanctions
from comments.moderation.queue.filters import Filters
from tests.factories.accounts import make_moderator, make_reader, sign_in
from tests.factories.comments import make_comment, make_held_comment, make_removed_comment, make_rule

pytestmark = pytest.mark.django_db

# Every name under which an address or a form of ours carries a number, a moment or a marker.
NAMES = [
    "after", "at", "author", "batch", "before", "beside", "chosen", "comment", "days", "draft", "from", "hours", "key", "left",
    "made", "number", "page", "parent", "part", "period", "place", "revision", "row", "rule", "sanction-comment", "sanction-days",
    "sanction-rule", "sanction-seen", "seen_decision", "seen_report", "seen_revision", "since", "terms", "through", "to", "token",
    "version", "warning", "until",
]  # fmt: skip
# More digits than Python reads, more than a bigint has, none that is ASCII.
NUMBERS = ["9" * 4400, "0" * 4400, "9" * 19, "-1", "٣"]
# Further from UTC than PostgreSQL goes, by parts of a second, before the first year, after the last.
MOMENTS = [
    "2026-01-01T00:00:00+16:00", "2026-01-01T00:00:00+23:59", "2026-01-01T00:00:00+00:00:30.5", "0001-01-01T00:00:00+23:00",
    "9999-12-31T23:59:59-23:00", "2026-01-01", "2026-W01",
]  # fmt: skip

OTHERS = ("admin/", "account/", "media/", "healthz", "readyz")


def marker(*values):
    """What `pagination.mark` would write of these, also of those that it never would."""
    return base64.urlsafe_b64encode(json.dumps(values, separators=(",", ":")).encode()).decode().rstrip("=")


MARKERS = [marker(moment, 5) for moment in MOMENTS] + [marker(moment) for moment in MOMENTS] + [marker(2**63), marker(-(2**63))]


def addresses(patterns, *, number):
    """The address of each pattern, with this number and others of its kind in it."""
    for pattern in patterns:
        kinds = pattern.pattern.converters
        route = str(pattern.pattern)
        for name, kind in kinds.items():
            filled = "x"
            if isinstance(kind, IntConverter):
                filled = number
            elif isinstance(kind, UUIDConverter):
                filled = "00000000-0000-0000-0000-000000000000"
            elif isinstance(kind, Digits):
                filled = "0" * kind.length
            route = route.replace(
                next(part for part in route.split("/") if part.endswith(f":{name}>") or part == f"<{name}>"), filled
            )
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from (route + rest for rest in addresses(pattern.url_patterns, number=number))


def ours(*, number="1"):
    """Every address of the site but those of the admin, of accounts, of files and of machines."""
    parts = [part for part in get_resolver().url_patterns if not str(part.pattern).startswith(OTHERS)]
    return [f"/{address}" for address in addresses(parts, number=number)]


@pytest.fixture
def desk(client):
    """A moderator's desk, at a newspaper with something in each place."""
    rule = make_rule()
    make_held_comment()
    make_removed_comment(note="Please stay with the subject.")
    make_comment()
    sanctions.warn(make_reader(), by=make_moderator(), rule=rule, reason="It was said kindly before.")
    return sign_in(client, make_moderator())


@pytest.mark.parametrize("value", [*NUMBERS[:3], MOMENTS[0], MARKERS[3]], ids=lambda value: value[:25])
def test_no_value_breaks_a_page_or_a_form(desk, value):
    """An exception in a view reaches the test."""
    hostile = dict.fromkeys(NAMES, value)
    for address in ours():
        desk.get(address, hostile)
        desk.post(address, hostile)


@pytest.mark.parametrize("value", NUMBERS[:2], ids=lambda value: value[:5])
def test_nor_one_that_a_stranger_sends(desk, value):
    """Who asks for a page gets the one that is kept; what is sent is set aside, and leads to signing in."""
    stranger, hostile = Client(), dict.fromkeys(NAMES, value)
    for address in ours():
        stranger.post(address, hostile)


@pytest.mark.parametrize("number", ["9" * 4400, "9" * 19, "0" * 4400])
def test_no_number_in_an_address_breaks_it(desk, number):
    for address in ours(number=number):
        if number in address:
            desk.get(address)
            desk.post(address)


@pytest.mark.parametrize("address", ["/latest/", "/corrections/", "/moderation/", "/moderation/readers/{}/", "/reader/{}/"])
def test_a_marker_from_nowhere_leads_to_the_first_page(desk, address):
    reader = make_reader(shown_to="everyone")

    assert {desk.get(address.format(reader.pk), {"after": value}).status_code for value in MARKERS} == {200}


def test_nothing_has_arrived_since_a_moment_from_nowhere():
    make_held_comment()

    assert {queue.arrived_since(moment) for moment in MOMENTS} == {0}


def test_something_has_arrived_since_a_moment_that_was_given_out():
    given = queue.newest_waiting()
    make_held_comment()

    assert queue.arrived_since(given) == 1


@pytest.mark.parametrize("number", [*NUMBERS, "0", "", "1.5"])
def test_an_author_from_nowhere_narrows_nothing_down(number):
    assert Filters.of({"author": number}).author is None


def test_a_number_is_read_with_zeros_before_it():
    assert Filters.of({"author": "007"}).author == 7


def test_the_newest_of_the_log_come_where_a_number_is_none(desk):
    first_page = [row.decision.pk for row in desk.get("/moderation/log/").context["page"].entries]

    for number in NUMBERS:
        page = desk.get("/moderation/log/", {"before": number}).context["page"]
        assert [row.decision.pk for row in page.entries] == first_page

"""Pages of a long list by marker."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from newsroom.accounts.models import User
from newsroom.web import pagination
from newsroom.web.parameters import Choice, Marker, Number

NOON = datetime(2026, 5, 4, 12, 0, 0, 123456, tzinfo=UTC)


def test_a_marker_carries_its_values():
    marker = pagination.mark(NOON, 12, "Zoë")

    assert pagination.read(marker, datetime, int, str) == (NOON, 12, "Zoë")
    assert marker.replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize(
    "marker",
    [
        None,
        "",
        "junk",
        "%",
        "é",
        "x" * 5000,
        pagination.mark(12),
        pagination.mark(1, 2, 3),
        pagination.mark("a", 12),
        pagination.mark(NOON, 2**70),
    ],
)
def test_a_marker_from_nowhere_is_no_marker(marker):
    assert pagination.read(marker, datetime, int) is None


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text):
    assert pagination.read(text, datetime, int) is None or pagination.mark(*pagination.read(text, datetime, int)) == text


@pytest.mark.parametrize("value", [True, 1.5, [1], None, "1"])
def test_a_marker_of_another_kind_is_no_marker(value):
    import base64
    import json

    forged = base64.urlsafe_b64encode(json.dumps([value]).encode()).decode().rstrip("=")

    assert pagination.read(forged, int) is None


def test_one_value_has_one_marker():
    marker = pagination.mark(12)

    assert pagination.read(marker + "=", int) is None
    assert pagination.read(f"{marker}==", int) is None


def walk(rows, by, kinds, most):
    seen, marker = [], None
    while True:
        found = pagination.after(rows, by=by, values=pagination.read(marker, *kinds), most=most)
        seen.append([row.pk for row in found.items])
        if found.next is None:
            return seen
        marker = found.next


def test_every_row_is_on_exactly_one_page_even_where_the_order_ties(db):
    now = timezone.now()
    users = [
        User.objects.create_user(f"reader{number}@example.com", f"Reader {number}", date_joined=now - timedelta(days=number // 3))
        for number in range(10)
    ]

    pages = walk(User.objects.all(), ["-date_joined", "-pk"], [datetime, int], 3)

    assert [len(page) for page in pages] == [3, 3, 3, 1]
    assert [pk for page in pages for pk in page] == [
        user.pk for user in sorted(users, key=lambda user: (user.date_joined, user.pk), reverse=True)
    ]


def test_a_full_last_page_has_no_next(db):
    Group.objects.all().delete()
    for name in "abcd":
        Group.objects.create(name=name)

    assert [len(page) for page in walk(Group.objects.all(), ["name"], [str], 2)] == [2, 2]
    assert walk(Group.objects.none(), ["name"], [str], 2) == [[]]


def test_a_row_that_comes_between_pages_shifts_nothing(db):
    Group.objects.all().delete()
    for name in "bdf":
        Group.objects.create(name=name)
    first = pagination.after(Group.objects.all(), by=["name"], values=None, most=2)
    Group.objects.create(name="a")

    second = pagination.after(Group.objects.all(), by=["name"], values=pagination.read(first.next, str), most=2)

    assert [row.name for row in second.items] == ["f"]


@pytest.mark.parametrize(
    ("parameter", "raw", "normal"),
    [
        (Choice("order", ["newest", "oldest"]), "oldest", "oldest"),
        (Choice("order", ["newest", "oldest"]), "OLDEST", "newest"),
        (Choice("order", ["newest", "oldest"]), None, "newest"),
        (Number("after"), "0012", 12),
        (Number("after"), "0", None),
        (Number("after"), "-3", None),
        (Number("after"), "٣", None),
        (Number("after"), "9223372036854775807", 2**63 - 1),
        (Number("after"), "9223372036854775808", None),
        (Number("page", most=50), "51", None),
        (Marker("from", int), pagination.mark(12), (12,)),
        (Marker("from", int), "junk", None),
    ],
)
def test_whatever_arrives_becomes_a_normal_form(parameter, raw, normal):
    assert parameter.normal(raw) == normal

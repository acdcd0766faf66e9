"""Pages of a long list by marker: "what comes after this row", never "skip the first 10,000".

A marker is opaque to readers and carries nothing secret: the ordering values of the last row shown. One that nobody
gave out is read as no marker, so it leads to the first page.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)

Value = int | str | datetime

# Long enough for a moment, an id and a name; what is longer was not ours.
MARKER_LENGTH = 200
NUMBER_MOST = 2**63 - 1


def mark(*values: Value) -> str:
    """A marker that carries these values."""
    plain = [value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value for value in values]
    text = json.dumps(plain, separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(marker: str | None, *kinds: type[Value]) -> tuple[Any, ...] | None:
    """The values that `mark` put into a marker, or None if it does not hold exactly these kinds."""
    if not marker or len(marker) > MARKER_LENGTH or not marker.isascii():
        return None
    try:
        plain = json.loads(base64.urlsafe_b64decode(marker + "=" * (-len(marker) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return None
    if not isinstance(plain, list) or len(plain) != len(kinds):
        return None
    values = [found for value, kind in zip(plain, kinds, strict=True) if (found := _read_value(value, kind)) is not None]
    # Only the one spelling that `mark` writes is a marker: otherwise one page would have many addresses.
    if len(values) != len(kinds) or mark(*values) != marker:
        return None
    return tuple(values)


def moment(text: str) -> datetime | None:
    """The moment that a page of ours has written down, which is in UTC; None for anything else.

    Further from UTC lie moments that neither Python nor PostgreSQL can bring there.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.utcoffset() == timedelta(0) else None


def _read_value(plain: object, kind: type[Value]) -> Value | None:
    if kind is datetime and isinstance(plain, str):
        return moment(plain)
    if kind is int and isinstance(plain, int) and not isinstance(plain, bool):
        return plain if abs(plain) <= NUMBER_MOST else None
    # A lone surrogate or a NUL would be refused by the database.
    if kind is str and isinstance(plain, str) and "\x00" not in plain and plain.isprintable():
        return plain
    return None


@dataclass(frozen=True)
class Slice(Generic[M]):
    """One page of a list, and the marker of the next page if there is one."""

    items: Sequence[M]
    next: str | None


def after(rows: QuerySet[M], *, by: Sequence[str], values: Sequence[Value] | None, most: int) -> Slice[M]:
    """The next `most` rows in the order `by` (Django's notation, last field unique) that follow `values`."""
    rows = rows.order_by(*by)
    if values is not None:
        rows = rows.filter(_following(by, values))
    found = list(rows[: most + 1])
    items = found[:most]
    if len(found) <= most:
        return Slice(items, None)
    return Slice(items, mark(*(_value(items[-1], field.removeprefix("-")) for field in by)))


def _value(row: Model, field: str) -> Value:
    value: Any = row
    for name in field.split("__"):
        value = getattr(value, name)
    return value


def _following(by: Sequence[str], values: Sequence[Value]) -> Q:
    """Rows behind `values`; the first field is also compared alone, so that an index on it can be walked."""
    following = Q()
    same = Q()
    for field, value in zip(by, values, strict=True):
        name, comparison = (field[1:], "lt") if field.startswith("-") else (field, "gt")
        following |= same & Q(**{f"{name}__{comparison}": value})
        same &= Q(**{name: value})
    first, comparison = (by[0][1:], "lte") if by[0].startswith("-") else (by[0], "gte")
    return Q(**{f"{first}__{comparison}": values[0]}) & following

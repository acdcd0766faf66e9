"""One limiter for the whole site: one unlogged table, one atomic upsert, shared by all processes and machines.

`allow` answers "may this happen once more?"; `LimiterCache` gives django-allauth's own limits the same table.
Keys are digested with the site's secret, so the table holds no address and no name.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import json
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.types.json import Jsonb

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# One household or one machine has a whole network of this size; limits that count single addresses would not hold it.
IPV6_PREFIX = 64

# How far ahead "no end" lies: the table is for what passes.
LONGEST = timedelta(days=365)

COUNT = """
INSERT INTO web_counter AS counter (key, count, until) VALUES (%(key)s, 1, %(until)s)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN counter.until <= %(now)s THEN 1 ELSE LEAST(counter.count + 1, %(times)s + 1) END,
    until = CASE WHEN counter.until <= %(now)s THEN excluded.until ELSE counter.until END
RETURNING count
"""


class TooMany(Exception):
    """Somebody asks too often. The middleware answers 429 with this sentence, in the site's clothes."""

    def __init__(self, sentence: str = "", *, retry_after: timedelta | None = None) -> None:
        self.sentence = sentence or _("That was a little fast. Please wait a moment, then try again.")
        self.retry_after = retry_after
        super().__init__(self.sentence)


def allow(key: str, *, times: int, within: timedelta) -> bool:
    """Whether this may happen once more: at most `times` in each stretch of `within` that begins with the first.

    Asking counts. One statement, so that two processes never both get the last one. Inside a transaction that is
    undone the asking is undone with it: ask before it begins.
    """
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"key": digest("allow", key), "now": now, "until": now + within, "times": times})
        return bool(cursor.fetchone()[0] <= times)


def demand(key: str, *, times: int, within: timedelta, sentence: str = "") -> None:
    """As `allow`, but raises `TooMany` with a sentence for the reader."""
    if not allow(key, times=times, within=within):
        raise TooMany(sentence, retry_after=within)


def demand_of_network(request: HttpRequest, what: str, *, times: int, within: timedelta, sentence: str = "") -> None:
    """As `demand`, for everybody behind the visitor's network together. Ask before anything is read or begun."""
    address = client_address(request)
    # A socket without an address (a proxy at a Unix socket that is not named) would be one visitor for the whole world.
    if address:
        demand(f"{what}:{network(address)}", times=times, within=within, sentence=sentence)


def sweep() -> int:
    """Delete what has ended. Returns how many rows; those somebody is counting on just now stay."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM web_counter WHERE key IN (SELECT key FROM web_counter WHERE until <= %s FOR UPDATE SKIP LOCKED)",
            [timezone.now()],
        )
        return int(cursor.rowcount)


def digest(kind: str, key: str) -> str:
    """A key that tells nothing: 48 hexadecimal digits."""
    return hmac.new(settings.SECRET_KEY.encode(), f"{kind}\x1f{key}".encode(errors="replace"), hashlib.sha256).hexdigest()[:48]


def client_address(request: HttpRequest) -> str:
    """The visitor's address: the socket's, or, if that is a proxy of ours, what our proxies wrote down.

    `X-Forwarded-For` is read from the right, and only as far as the proxies in `TRUSTED_PROXIES` vouch for it: what
    stands further left anybody may have invented. The answer is a valid address, or "" where there is no socket.
    """
    nearest = _address(request.META.get("REMOTE_ADDR", ""))
    if nearest is None:
        return ""
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while _is_ours(nearest) and hops:
        further = _address(hops.pop())
        if further is None:
            break
        nearest = further
    return str(nearest)


def network(address: str) -> str:
    """The address as limits count it: an IPv6 address stands for its network."""
    parsed = _address(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, IPV6_PREFIX), strict=False))
    return address


def _is_ours(address: Address) -> bool:
    return any(address in ipaddress.ip_network(proxy) for proxy in settings.TRUSTED_PROXIES)


def _address(text: str) -> Address | None:
    """An address as proxies write it: bare, with a port, in brackets; None for anything else."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


class LimiterCache(BaseCache):
    """Django's cache over the limiter's table: `add` and `incr` are atomic, which Django's own database cache is not.

    Values must be JSON. Meant for django-allauth's limits and short-lived tokens, not for pages.
    """

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def _key(self, key: str, version: int | None) -> str:
        return digest("cache", self.make_key(key, version=version))

    def _until(self, timeout: float | object | None) -> datetime:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        longest = LONGEST.total_seconds()
        return timezone.now() + timedelta(seconds=longest if seconds is None else min(float(seconds), longest))  # type: ignore[arg-type]

    def _one(self, statement: str, parameters: list[Any]) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchone() if cursor.description else cursor.rowcount

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Set a value only where there is none. Of many who try at once, one succeeds."""
        row = self._one(
            "INSERT INTO web_counter AS counter (key, count, value, until) VALUES (%s, 0, %s, %s)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value, until = excluded.until"
            " WHERE counter.until <= %s RETURNING true",
            [self._key(key, version), Jsonb(value), self._until(timeout), timezone.now()],
        )
        return row is not None

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """The value, or the default where there is none or its time is over."""
        row = self._one(
            "SELECT value::text FROM web_counter WHERE key = %s AND until > %s AND value IS NOT NULL",
            [self._key(key, version), timezone.now()],
        )
        return default if row is None else json.loads(row[0])

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Set a value, whatever was there."""
        self._one(
            "INSERT INTO web_counter (key, count, value, until) VALUES (%s, 0, %s, %s)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value, until = excluded.until",
            [self._key(key, version), Jsonb(value), self._until(timeout)],
        )

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Add to a number in one statement. Raises `ValueError` where there is none."""
        row = self._one(
            "UPDATE web_counter SET value = to_jsonb((value #>> '{}')::bigint + %s)"
            " WHERE key = %s AND until > %s AND jsonb_typeof(value) = 'number' RETURNING (value #>> '{}')::bigint",
            [delta, self._key(key, version), timezone.now()],
        )
        if row is None:
            raise ValueError(f"There is no number under {key!r}.")
        return int(row[0])

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Give a value another end."""
        return bool(
            self._one(
                "UPDATE web_counter SET until = %s WHERE key = %s AND until > %s",
                [self._until(timeout), self._key(key, version), timezone.now()],
            )
        )

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget a value."""
        return bool(self._one("DELETE FROM web_counter WHERE key = %s", [self._key(key, version)]))

    def clear(self) -> None:
        """Forget everything, the limiter's counts too."""
        self._one("DELETE FROM web_counter", [])

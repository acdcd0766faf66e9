"""The chain of seals: what a seal's digest is made of, and the digests of the entries that it vouches for."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import struct
from collections.abc import Iterable

from comments.models import Seal

# An entry's number and its SHA-256.
_MEMBER = struct.Struct(">q32s")

# The last seal, for a statement that asks for something else: the page it stands on costs no query more.
NEWEST = """(
  SELECT json_build_object('number', number, 'at', at, 'digest', encode(digest, 'hex'), 'entries_in_all', entries_in_all)::text
    FROM comments_seal ORDER BY number DESC LIMIT 1)"""


def pack(entries: Iterable[tuple[int, bytes]]) -> bytes:
    """Numbers and digests of entries, in their order, as a seal keeps them."""
    return b"".join(_MEMBER.pack(number, digest) for number, digest in entries)


def unpack(members: bytes) -> dict[int, bytes]:
    """The digest of each entry of a seal, by its number. Raises `struct.error` for what `pack` has not made."""
    return dict(_MEMBER.iter_unpack(members))


def digest(seal: Seal) -> bytes:
    """SHA-256 over everything a seal says, the digest of the one before it included."""
    microseconds = int(seal.at.timestamp()) * 10**6 + seal.at.microsecond
    numbers = (seal.number, seal.first_id, seal.last_id, seal.entries, seal.entries_in_all, microseconds)
    head = ",".join(str(number) for number in numbers)
    members = hashlib.sha256(seal.members).hexdigest()
    previous = bytes(seal.previous).hex() if seal.previous is not None else "-"
    return hashlib.sha256(f"{previous}\n{head}\n{members}".encode()).digest()


def newest() -> Seal | None:
    """The last seal of the chain, without the entries it vouches for. One query."""
    return Seal.objects.defer("members").order_by("-number").first()


def read(said: str | None) -> Seal | None:
    """What `NEWEST` has answered; None while nothing is sealed."""
    if said is None:
        return None
    row = json.loads(said)
    return Seal(**row | {"at": dt.datetime.fromisoformat(row["at"]), "digest": bytes.fromhex(row["digest"])})

"""What stands behind the log: whether words, findings and reasons are those that entries vouch for, or went with their reader."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from comments.models import Decision, Signal, Statement
from comments.moderation import evidence
from comments.moderation.sealing import believing

AT_ONCE = 1000

Tell = Callable[[str], None]


@dataclass(slots=True)
class Behind:
    """How much stands behind entries otherwise than in full, and rightly so."""

    # Everything went with a reader who left.
    erased: int = 0
    # Written when entries did not vouch for findings and reasons yet.
    words_alone: int = 0


@dataclass(slots=True)
class _Entry:
    """One entry with everything that is kept behind it."""

    number: int
    # None where the log has no such entry.
    kind: str | None
    comment_id: int | None
    vouched: bytes
    # Asked only where something is not there that should be.
    has_left: bool
    # None where no words are kept.
    salt: bytes | None
    body: str
    note: str
    facts: dict[str, Any]
    findings: list[evidence.Row] = field(default_factory=list)
    reasons: evidence.Row | None = None


def check(*, tell: Tell) -> Behind:
    """`tell` what is otherwise than it was, was added, or is gone though nobody has left.

    Also what restricts somebody without a statement of reasons: the database refuses that, unless it was told not to.
    """
    behind = Behind()
    for entry in _entries():
        if entry.kind is None:
            tell(f"Words or reasons are kept for entry {entry.number}, which is not in the log.")
        else:
            _check(entry, behind=behind, tell=tell)
    for comment_id, many in _stray_findings():
        tell(f"Findings on comment {comment_id} belong to no entry of the log about it: {many:,} of them.")
    return behind


def _check(entry: _Entry, *, behind: Behind, tell: Tell) -> None:
    if entry.kind in Decision.RESTRICTIONS and entry.reasons is None and not entry.has_left:
        tell(f"Entry {entry.number} restricts a reader and has no statement of reasons.")
    if entry.salt is None:
        if not entry.has_left:
            tell(f"The words behind entry {entry.number} are missing.")
        return
    words: dict[str, Any] = {"body": entry.body, "note": entry.note, "facts": entry.facts}
    if entry.has_left and not entry.salt and not any(words.values()):
        behind.erased += 1
        if entry.reasons is not None:
            tell(f"Entry {entry.number} has a statement of reasons, though its reader has left.")
    elif entry.salt and _vouches_for_all(entry, words):
        pass
    elif entry.salt and evidence.digest_of_words(entry.salt, **words) == entry.vouched:
        behind.words_alone += 1
    else:
        tell(f"What stands behind entry {entry.number} is not what it vouches for: its words, its findings or its reasons.")


def _vouches_for_all(entry: _Entry, words: dict[str, Any]) -> bool:
    return evidence.digest(entry.salt or b"", **words, findings=entry.findings, reasons=entry.reasons) == entry.vouched


# A scan by the key of three tables: what stands behind no entry has no row in the first, what is missing none in the others.
_ENTRIES = f"""
WITH here AS (
  SELECT id FROM (
    (SELECT id FROM comments_decision WHERE id > %(after)s ORDER BY id LIMIT %(most)s)
    UNION (SELECT decision_id FROM comments_evidence WHERE decision_id > %(after)s ORDER BY decision_id LIMIT %(most)s)
    UNION (SELECT decision_id FROM comments_statement WHERE decision_id > %(after)s ORDER BY decision_id LIMIT %(most)s)
  ) AS all_tables ORDER BY id LIMIT %(most)s
)
SELECT here.id, entry.kind, entry.comment_id, coalesce(entry.evidence_digest, ''),
       CASE WHEN kept.salt IS NULL OR kept.salt = '' OR (
                   entry.kind = ANY(%(restrictions)s)
                   AND NOT EXISTS (SELECT FROM comments_statement WHERE decision_id = here.id))
            THEN {believing.HAS_LEFT} ELSE FALSE END,
       kept.salt, kept.body, kept.note, kept.facts::text
  FROM here
  LEFT JOIN comments_decision AS entry ON entry.id = here.id
  LEFT JOIN comments_evidence AS kept ON kept.decision_id = here.id
 ORDER BY here.id
"""  # noqa: S608


def _entries() -> Iterator[_Entry]:
    after = -(2**63)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_ENTRIES, {"after": after, "most": AT_ONCE, "restrictions": list(Decision.RESTRICTIONS)})
            rows = cursor.fetchall()
        entries = {
            number: _Entry(
                number=number,
                kind=kind,
                comment_id=comment_id,
                vouched=bytes(vouched),
                has_left=has_left,
                salt=bytes(salt) if salt is not None else None,
                body=body or "",
                note=note or "",
                facts=json.loads(facts or "{}"),
            )
            for number, kind, comment_id, vouched, has_left, salt, body, note, facts in rows
        }
        _add_findings(entries)
        _add_reasons(entries)
        yield from entries.values()
        if len(rows) < AT_ONCE:
            return
        after = rows[-1][0]


def _add_findings(entries: dict[int, _Entry]) -> None:
    # By comment as well: that is what the index begins with. What is found on another comment is a stray.
    about = {entry.comment_id for entry in entries.values() if entry.comment_id is not None}
    kept = Signal.objects.filter(comment__in=about, decision_id__in=entries).order_by("pk")
    for number, findings in _by_number(kept.values("decision_id", *evidence.OF_A_FINDING)).items():
        entries[number].findings = findings


def _add_reasons(entries: dict[int, _Entry]) -> None:
    kept = Statement.objects.filter(pk__in=entries).values("decision_id", *evidence.OF_A_STATEMENT)
    for number, [reasons] in _by_number(kept).items():
        entries[number].reasons = reasons


def _by_number(rows: Iterable[dict[str, Any]]) -> dict[int, list[evidence.Row]]:
    """Rows by the number of their entry, which is not vouched for itself."""
    listed: dict[int, list[evidence.Row]] = defaultdict(list)
    for row in rows:
        listed[row.pop("decision_id")].append(row)
    return listed


_STRAY = """
SELECT found.comment_id, count(*)
  FROM comments_signal AS found LEFT JOIN comments_decision AS entry ON entry.id = found.decision_id
 WHERE entry.id IS NULL OR entry.comment_id IS DISTINCT FROM found.comment_id
 GROUP BY found.comment_id ORDER BY found.comment_id
"""


def _stray_findings() -> list[tuple[int, int]]:
    """Comments with findings that belong to no entry about them, and how many."""
    with connection.cursor() as cursor:
        cursor.execute(_STRAY)
        return cursor.fetchall()

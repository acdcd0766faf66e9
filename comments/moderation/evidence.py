"""One entry of the log with what stands behind it: words, findings, reasons. The log holds no more of it than a salted digest."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from comments.models import Decision, Evidence, Statement
from comments.moderation.checks.finding import Finding

# 128 bits: nobody guesses a short comment back from its digest once the salt has been erased with the words.
SALT_BYTES = 16

Row = Mapping[str, Any]

# What is vouched for of a finding and of a statement. Whoever adds a column writes it last, and makes it null in the rows there
# are: nulls at the end are passed over. When a statement was read is its reader's, and comes later.
OF_A_FINDING = ("comment_id", "revision", "check_name", "check_version", "ran", "score", "detail", "microseconds")
OF_A_STATEMENT = (
    "reader_id", "kind", "rule_number", "rule_title", "rule_text", "standards_version", "facts", "by_machine", "machine_helped",
    "initiative", "until",
)  # fmt: skip


def digest(
    salt: bytes,
    *,
    body: str,
    note: str,
    facts: Mapping[str, Any],
    findings: Iterable[Row] = (),
    reasons: Row | None = None,
) -> bytes:
    """SHA-256 over the salt and all that stands behind an entry, in a form that is the same for equal evidence.

    `findings` are in the order in which the checks ran.
    """
    found = [_values(finding, OF_A_FINDING) for finding in findings]
    told = _values(reasons, OF_A_STATEMENT) if reasons is not None else None
    return _sha256(salt, [body, note, facts, found, told])


def digest_of_words(salt: bytes, *, body: str, note: str, facts: Mapping[str, Any]) -> bytes:
    """What entries hold that were written before findings and reasons were vouched for. No other evidence has this form."""
    return _sha256(salt, [body, note, facts])


def log(
    decision: Decision,
    *,
    body: str,
    note: str = "",
    facts: Mapping[str, Any] | None = None,
    findings: Sequence[Finding] = (),
    reasons: Statement | None = None,
) -> Decision:
    """Append `decision` to the log, and keep what stands behind it. Inside the transaction of the caller.

    Four queries at most; `reasons` are worded and not stored yet.
    """
    salt = secrets.token_bytes(SALT_BYTES)
    plain = json.loads(json.dumps(facts or {}))
    found = [row(finding, comment_id=decision.comment_id, revision=decision.revision) for finding in findings]
    told = {name: getattr(reasons, name) for name in OF_A_STATEMENT} if reasons is not None else None
    decision.evidence_digest = digest(salt, body=body, note=note, facts=plain, findings=found, reasons=told)
    decision.save(force_insert=True)
    Evidence.objects.create(decision=decision, salt=salt, body=body, note=note, facts=plain)
    if found:
        _keep(found, decision=decision)
    if reasons is not None:
        reasons.decision = decision
        reasons.save(force_insert=True)
    return decision


def row(finding: Finding, *, comment_id: int | None, revision: int) -> Row:
    """What is kept and vouched for of a finding in one revision of a comment."""
    return {
        "comment_id": comment_id,
        "revision": revision,
        "check_name": finding.check,
        "check_version": finding.version,
        "ran": finding.ran,
        # As it comes back from the database, which knows neither whole scores nor a negative zero.
        "score": float(finding.score) + 0.0,
        "detail": dict(finding.detail),
        "microseconds": finding.microseconds,
    }


# Written out: every comment is posted with ten of these, and as model instances they took longer than all the checks.
_KEEP = """
INSERT INTO comments_signal (decision_id, comment_id, revision, check_name, check_version, ran, score, detail, microseconds)
SELECT %s, found.* FROM jsonb_to_recordset(%s::jsonb)
    AS found (comment_id bigint, revision smallint, check_name text, check_version smallint, ran varchar, score float8,
              detail jsonb, microseconds int)
"""


def _keep(rows: Sequence[Row], *, decision: Decision) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [decision.pk, json.dumps(rows)])


def _values(row: Row, columns: Sequence[str]) -> list[Any]:
    # By their place and not by name: this is done for each finding, and the seeder has a hundred thousand.
    values = [row[column] for column in columns]
    while values[-1] is None:
        values.pop()
    return values


def _sha256(salt: bytes, evidence: Sequence[Any]) -> bytes:
    written = json.dumps(evidence, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_moment)
    return hashlib.sha256(salt + written.encode("utf-8", "surrogatepass")).digest()


def _moment(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat()

"""One entry of the log with the words behind it. The log itself holds no words, only a salted digest of them."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

from comments.models import Decision, Evidence

# 128 bits: nobody guesses a short comment back from its digest once the salt has been erased with the words.
SALT_BYTES = 16


def digest(salt: bytes, *, body: str, note: str, facts: Mapping[str, Any]) -> bytes:
    """SHA-256 over the salt and the words, in a form that is the same for equal evidence."""
    words = json.dumps([body, note, facts], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(salt + words.encode("utf-8", "surrogatepass")).digest()


def log(decision: Decision, *, body: str, note: str = "", facts: Mapping[str, Any] | None = None) -> Decision:
    """Append `decision` to the log, its words to the evidence. Inside the transaction of the caller."""
    salt = secrets.token_bytes(SALT_BYTES)
    plain = json.loads(json.dumps(facts or {}))
    decision.evidence_digest = digest(salt, body=body, note=note, facts=plain)
    decision.save(force_insert=True)
    Evidence.objects.create(decision=decision, salt=salt, body=body, note=note, facts=plain)
    return decision

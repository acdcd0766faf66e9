"""Sessions in the database, asked only for keys that could be ours."""

from __future__ import annotations

from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    """Django's own, except that a forged cookie is nobody instead of an error."""

    def _validate_session_key(self, key: str) -> bool:
        # A cookie may hold any byte, a NUL too, which the database refuses to be asked for.
        return super()._validate_session_key(key) and set(key) <= set(VALID_KEY_CHARS)  # type: ignore[misc]

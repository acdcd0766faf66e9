"""Where somebody was going when they were asked to sign in, remembered for whoever leaves the way of links that carry it.

A link of the sign-in page says where to return to. The masthead's links do not, nor does the way through a forgotten password:
the session remembers it for them, until somebody has signed in.
"""

from __future__ import annotations

from django.contrib.sessions.backends.base import SessionBase

_KEY = "return_to"


def remember(session: SessionBase, path: str) -> None:
    """Keep the address (a path of ours) to which whoever signs in next in this browser returns."""
    session[_KEY] = path


def remembered(session: SessionBase) -> str:
    """The address that is kept; empty for none."""
    return str(session.get(_KEY, ""))


def take(session: SessionBase) -> str:
    """The address that is kept, once; empty for none."""
    return str(session.pop(_KEY, ""))

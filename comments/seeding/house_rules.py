"""The standards of the demo newspaper: as they were at first, as they are, and that everybody who wrote has accepted them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import connection

from comments.models import Rule
from comments.moderation import standards
from newsroom.web import pages

# The first version is older than every story; the second one holds for all that is said.
FIRST_SINCE, SINCE = dt.timedelta(days=400), dt.timedelta(days=60)

_ACCEPT = """
INSERT INTO comments_acceptance (account_id, version, at)
SELECT author_id, %s, min(created_at) FROM comments_comment WHERE author_id IS NOT NULL GROUP BY author_id
ON CONFLICT DO NOTHING
"""


def write(texts: Mapping[str, Any], *, now: dt.datetime) -> None:
    """Write both versions, unless the newsroom has standards of its own already."""
    if Rule.objects.exists():
        return
    history, as_they_are = texts["history"], [_rule(row) for row in texts["rules"]]
    were = {row["number"]: row["text"] for row in history["were"]}
    at_first = [_rule(row) for row in texts["rules"] if row["number"] not in history["without"]]
    for rule in at_first:
        rule.text = were.get(rule.number, rule.text)
    with pages.change():
        standards.save_rules(at_first, at=now - FIRST_SINCE)
        numbered = {rule.number: rule.pk for rule in at_first}
        for rule in as_they_are:
            rule.pk = numbered.get(rule.number)
        standards.save_rules(as_they_are, at=now - SINCE, note=history["note"])


def accept(version: int) -> None:
    """Let everybody who wrote something have accepted the standards with their first comment. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_ACCEPT, [version])


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(**{**row, "fine": "\n".join(row["fine"]), "not_fine": "\n".join(row["not_fine"])})

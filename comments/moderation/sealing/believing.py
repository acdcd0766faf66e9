"""What a check of the log believes of the database: the rows of its tables, and what PostgreSQL itself computes.

Whoever owns the tables can replace the functions of this site, add some that fit an argument better than those that are built
in, have them found first, and put views in the place of tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

from comments.models import Decision, Evidence, Seal, Signal, Statement
from newsroom.accounts.models import User

Tell = Callable[[str], None]

READ = [Seal, Decision, Evidence, Signal, Statement, User]

# The digest that `entry` should have, as `comments_decision_digest` (migration 0017) gives it. Each function by its whole name,
# each operator between two known types: so that nothing else fits better.
DIGEST = """pg_catalog.sha256(pg_catalog.convert_to((
  SELECT pg_catalog.jsonb_object_agg(key, value)::text
    FROM pg_catalog.jsonb_each(
      pg_catalog.to_jsonb(entry) - 'digest'::text - 'at'::text - 'evidence_digest'::text
      || pg_catalog.jsonb_build_object(
           'at', extract(epoch FROM entry.at), 'evidence', pg_catalog.encode(entry.evidence_digest, 'hex'))
    ) AS of_entry (key, value)
   WHERE value <> 'null'::jsonb
), 'UTF8'))"""

# Whether the reader whom `entry` names has left, as `comments_account_has_left` (migration 0020) says it.
HAS_LEFT = """(entry.account_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM accounts_user WHERE id = entry.account_id AND erased_at IS NULL))"""


@contextmanager
def what_is_built_in() -> Iterator[None]:
    """Have functions, operators and types that are built in found before all others. Inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        [path] = cursor.fetchone()
        _search(f"pg_catalog, {path}")
        yield
        _search(path)


def check_tables(*, tell: Tell) -> None:
    """`tell` which of the tables that a check reads is none. One query."""
    names = [model._meta.db_table for model in READ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE oid = ANY(%s::regclass[]) AND relkind <> 'r'", [names])
        for [name] in cursor.fetchall():
            tell(f"{name} is not a table: what it shows may depend on who asks.")


def _search(path: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_catalog.set_config('search_path', %s, TRUE)", [path])

"""Altering what nobody may alter, behind the back of every trigger: as somebody could who owns the database."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, models
from psycopg import sql

from comments.models import Decision, Evidence, Signal, Statement
from comments.moderation import evidence

# How a value becomes another one, by the kind of its column.
_OTHERWISE = {
    "AutoField": "{0} + 1000000",
    "BigAutoField": "{0} + 1000000",
    "BigIntegerField": "coalesce({0}, 0) + 1",
    "PositiveSmallIntegerField": "coalesce({0}, 0) + 1",
    "PositiveIntegerField": "coalesce({0}, 0) + 1",
    "PositiveBigIntegerField": "coalesce({0}, 0) + 1",
    "ForeignKey": "coalesce({0}, 0) + 1",
    "FloatField": "{0} + 1e-9",
    "TextField": "{0} || ' '",
    "CharField": "left({0}, -1) || CASE right({0}, 1) WHEN 'x' THEN 'y' ELSE 'x' END",
    "BooleanField": "NOT coalesce({0}, FALSE)",
    "JSONField": "{0} || '{{\"x\": null}}'",
    "UUIDField": "'5b7e1f8e-0000-4000-8000-000000000001'::uuid",
    "BinaryField": "coalesce(set_byte({0}, 0, get_byte({0}, 0) # 1), '\\x01')",
    "DateTimeField": "coalesce({0}, now()) + interval '1 microsecond'",
}


def otherwise(model: type[models.Model], column: str) -> str:
    """An expression for another value of this column than it has."""
    field = next(field for field in model._meta.local_fields if field.column == column)
    return _OTHERWISE[field.get_internal_type()].format(f'"{column}"')


def columns(model: type[models.Model]) -> list[str]:
    """The columns of a table but its key."""
    return [field.column for field in model._meta.local_fields if not field.primary_key]


def vouched_for() -> dict[type[models.Model], list[str]]:
    """What an entry of the log vouches for, by its table: the entry itself, and what stands behind it."""
    return {
        Decision: columns(Decision),
        Evidence: columns(Evidence),
        Signal: [*evidence.OF_A_FINDING, "decision_id"],
        Statement: list(evidence.OF_A_STATEMENT),
    }


@contextmanager
def unseen() -> Iterator[None]:
    """Let no trigger know, until the end of the block."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")


def alter_each_column(model: type[models.Model], keys: Sequence[int], *, seed: int) -> dict[int, str]:
    """Alter one column in each of so many rows as there are columns, chosen by `seed`. Which column, by the row's key."""
    altered = vouched_for()[model]
    chosen = random.Random(seed).sample(list(keys), len(altered))
    with unseen(), connection.cursor() as cursor:
        for key, column in zip(chosen, altered, strict=True):
            statement = sql.SQL("UPDATE {} SET {} = {} WHERE {} = %s").format(
                sql.Identifier(model._meta.db_table),
                sql.Identifier(column),
                sql.SQL(otherwise(model, column)),
                sql.Identifier(model._meta.pk.column),
            )
            cursor.execute(statement, [key])
    return dict(zip(chosen, altered, strict=True))

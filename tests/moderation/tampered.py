"""Altering what the log vouches for, behind the back of every trigger, and asking what is found of it."""

from contextlib import contextmanager

from django.db import connection, transaction

from bench import tampering
from comments.moderation import sealing


def tamper(statement, *values):
    """Change rows as somebody could who owns the database."""
    with tampering.unseen(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount > 0


@contextmanager
def undone_at_the_end():
    """Let what happens in the block leave nothing behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def found(**options):
    """What a check of the whole log says, in sentences."""
    said = []
    sealing.check(tell=said.append, **options)
    return said

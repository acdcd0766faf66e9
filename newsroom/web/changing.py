"""Changing what pages show: one transaction, stamps written last, and one more try after a deadlock."""

from __future__ import annotations

import functools
import logging
import threading
import time
from collections import Counter
from collections.abc import Callable
from types import TracebackType
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction

from newsroom.web import stamps

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger("newsroom.web.changing")

# PostgreSQL, appendix A: both mean "nothing is wrong with what you asked, ask again".
WORTH_A_SECOND_TRY = {"40001": "serialization_failure", "40P01": "deadlock_detected"}
# In seconds, before it is tried again. Finding a deadlock has already taken Postgres a whole one.
PAUSE = 0.1

# How often a verb was tried again, by what went wrong, since this process started.
retried: Counter[str] = Counter()


class _Local(threading.local):
    change: Change | None = None
    in_verb: bool = False


_local = _Local()


class Change:
    """The keys that an outermost change will raise when it ends."""

    def __init__(self) -> None:
        self.keys: set[str] = set()

    def raises(self, *keys: str) -> None:
        """Let every page that shows one of these keys be built anew."""
        self.keys.update(keys)


class change:
    """`with change() as change:` is one transaction that joins a change already under way.

    The outermost one writes the collected stamps as its last statement, so the rows that everybody touches are
    locked for the shortest time. An exception inside a joined change ends the whole: half a change is no change.
    """

    def __enter__(self) -> Change:
        self.outermost = _local.change is None
        # A joined change needs no savepoint: it cannot end otherwise than with the outer one.
        self.atomic = transaction.atomic(savepoint=self.outermost)
        self.atomic.__enter__()
        if _local.change is None:
            _local.change = Change()
        return _local.change

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if not self.outermost:
            self.atomic.__exit__(kind, error, trace)
            return
        ending, _local.change = _local.change, None
        if kind is None and ending is not None:
            try:
                stamps.write(ending.keys)
            except BaseException as failure:
                self.atomic.__exit__(type(failure), failure, failure.__traceback__)
                raise
        self.atomic.__exit__(kind, error, trace)


def verb(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a function that changes rows: the outermost one is tried once more after a deadlock or a serialisation failure.

    A verb called inside another verb, or inside a transaction that somebody else began, is not retried on its own:
    the database has already undone what came before it.
    """

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _local.in_verb or connection.in_atomic_block:
            return function(*args, **kwargs)
        _local.in_verb = True
        try:
            return function(*args, **kwargs)
        except OperationalError as error:
            reason = WORTH_A_SECOND_TRY.get(getattr(error.__cause__, "sqlstate", None) or "")
            if reason is None:
                raise
            retried[reason] += 1
            log.warning("%s met %s and is tried once more", function.__qualname__, reason)
            # Whom it stood in the way of goes first: on a busy machine we would otherwise be back before they have woken.
            time.sleep(PAUSE)
            return function(*args, **kwargs)
        finally:
            _local.in_verb = False

    return run

"""Leaving and changing one's name touch rows that others lock: a deadlock costs a second try, not an error."""

import pytest
from django.db import OperationalError

from newsroom.accounts import holdings, renaming
from newsroom.accounts.holdings import Holding
from newsroom.web import changing
from tests.factories.accounts import make_reader

pytestmark = pytest.mark.usefixtures("committed")


class Deadlock(Exception):
    sqlstate = "40P01"


@pytest.fixture
def deadlocks_once(monkeypatch):
    """A room whose first visit ends in a deadlock; the list of visits."""
    visits = []

    def visit(user):
        visits.append(user.pk)
        if len(visits) == 1:
            raise OperationalError("deadlock detected") from Deadlock()

    monkeypatch.setattr(holdings, "HOLDINGS", [*holdings.HOLDINGS, Holding("test", export=visit, erase=visit, renamed=visit)])
    return visits


def test_an_account_is_erased_at_the_second_try(deadlocks_once):
    reader, before = make_reader(), changing.retried["deadlock_detected"]

    holdings.erase(reader)

    reader.refresh_from_db()
    assert not reader.is_active
    assert deadlocks_once == [reader.pk] * 2
    assert changing.retried["deadlock_detected"] == before + 1


def test_a_name_is_changed_at_the_second_try(deadlocks_once):
    reader = make_reader()

    renaming.rename(reader, "Kira Evans")

    reader.refresh_from_db()
    assert reader.display_name == "Kira Evans"
    assert deadlocks_once == [reader.pk] * 2

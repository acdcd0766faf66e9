"""What the tests of the conversation share."""

import pytest
import time_machine
from django.utils import timezone

from tests.factories.accounts import make_reader
from tests.factories.comments import make_discussion


@pytest.fixture
def discussion(db):
    """An open conversation under a published story."""
    return make_discussion()


@pytest.fixture
def reader(db):
    """A new reader whose address is confirmed."""
    return make_reader()


@pytest.fixture
def clock():
    """A clock that stands still until it is moved."""
    with time_machine.travel(timezone.now(), tick=False) as moving:
        yield moving

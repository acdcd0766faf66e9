"""Somebody at the desk."""

import pytest
import time_machine
from django.utils import timezone

from tests.factories.accounts import make_moderator, sign_in


@pytest.fixture
def moderator():
    """Who decides."""
    return make_moderator(display_name="Mara Holt")


@pytest.fixture
def desk(client, moderator):
    """Their browser, signed in."""
    return sign_in(client, moderator)


@pytest.fixture
def clock():
    """A clock that stands still until it is moved."""
    with time_machine.travel(timezone.now(), tick=False) as moving:
        yield moving

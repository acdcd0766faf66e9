"""Somebody at the desk."""

import pytest

from tests.factories.accounts import make_moderator, sign_in


@pytest.fixture
def moderator():
    """Who decides."""
    return make_moderator(display_name="Mara Holt")


@pytest.fixture
def desk(client, moderator):
    """Their browser, signed in."""
    return sign_in(client, moderator)

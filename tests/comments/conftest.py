"""What the tests of the conversation share."""

import pytest

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

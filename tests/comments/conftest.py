"""What the tests of the conversation share."""

import pytest
import time_machine
from django.utils import timezone

from comments import telling
from tests.factories.accounts import make_reader
from tests.factories.comments import make_comment, make_discussion, make_trusted_reader


@pytest.fixture
def discussion(db):
    """An open conversation under a published story."""
    return make_discussion()


@pytest.fixture
def reader(db):
    """A new reader whose address is confirmed."""
    return make_reader()


@pytest.fixture
def answered(discussion):
    """Somebody whom Mara has answered, and her answer."""
    parent = make_comment(discussion=discussion)
    answer = make_comment(parent=parent, author=make_trusted_reader(display_name="Mara Quist"))
    telling.spread(answer.pk)
    return parent.author, answer


@pytest.fixture
def clock():
    """A clock that stands still until it is moved."""
    with time_machine.travel(timezone.now(), tick=False) as moving:
        yield moving

"""What every test with a browser needs."""

import pytest

from newsroom.web import robots


@pytest.fixture(autouse=True)
def a_person_types_as_fast_as_a_test(monkeypatch):
    """Forms that programs send too fast are tried in `tests/web/test_robots.py`; here a program stands for a person."""
    monkeypatch.setattr(robots, "FASTEST_PERSON", 0)

"""Scratch newspapers to measure with: one that is kept is used again, and never grown a second time."""

import os
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection

from bench import newspapers

pytestmark = pytest.mark.django_db

MADE = ["seed", "grow"]


@pytest.fixture
def ran(monkeypatch):
    """What is run inside a newspaper, without running it: how it is filled is the seeder's business."""
    told = []
    monkeypatch.setattr(newspapers.Newspaper, "run", lambda self, *arguments: told.extend(arguments) or "")
    return told


@pytest.fixture
def ran_to_make(ran, tmp_path, monkeypatch):
    """Open a newspaper beside the tests' own database, and say what was run to make it."""
    beside = f"/{connection.settings_dict['NAME']}"
    url = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=beside))

    def opened(*, waiting="5000", keep=True):
        ran.clear()
        monkeypatch.setenv("BENCH_WAITING", waiting)
        with newspapers.newspaper(url, 5, folder=tmp_path, keep=keep, name="kept", then="bench.moderators") as made:
            psycopg.connect(made.url).close()
        return [what for what in ran if what in MADE]

    yield opened
    opened(keep=False)


def test_what_was_kept_is_used_again_and_not_grown(ran_to_make):
    assert ran_to_make() == MADE
    assert ran_to_make() == []


def test_other_numbers_make_another_newspaper_of_the_same_name(ran_to_make):
    ran_to_make(waiting="5000")

    assert ran_to_make(waiting="20") == MADE


def test_what_was_not_kept_is_made_anew(ran_to_make):
    ran_to_make()
    ran_to_make(keep=False)

    assert ran_to_make() == MADE


def test_what_was_never_finished_is_made_anew(ran_to_make, monkeypatch):
    def grows_no_more(self, *arguments):
        if "grow" in arguments:
            raise SystemExit("grow failed")

    with monkeypatch.context() as patch:
        patch.setattr(newspapers.Newspaper, "run", grows_no_more)
        with pytest.raises(SystemExit):
            ran_to_make()

    assert ran_to_make() == MADE

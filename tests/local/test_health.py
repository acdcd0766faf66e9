"""What machines ask: does this process live, and can it serve readers."""

import psycopg
import pytest
from django.db import connection
from django.db.utils import OperationalError

from newsroom import health


@pytest.fixture
def worker(db):
    """A worker that was heard of some seconds ago."""

    def heard_of(*, seconds_ago):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))", [seconds_ago]
            )

    return heard_of


def test_a_living_process_says_so_without_asking_the_database(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_it_is_ready_with_database_migrations_and_worker(client, worker):
    worker(seconds_ago=5)

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "migrations": "ok", "worker": "ok"}


def test_it_is_not_ready_when_no_worker_was_heard_of_lately(client, worker):
    worker(seconds_ago=300)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["worker"] == "no worker has been heard of lately"


@pytest.mark.django_db
def test_it_is_not_ready_when_a_migration_is_missing(client):
    health.known_to_be_migrated.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["migrations"] == "not all migrations have been run"


def test_a_database_that_does_not_answer_is_no_error_page(client, monkeypatch):
    def broken():
        raise OperationalError("connection refused")

    monkeypatch.setattr(health, "CHECKS", dict.fromkeys(health.CHECKS, broken))

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["database"] == "the database does not answer"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_nobody_keeps_the_answer(client, db, path):
    assert "no-store" in client.get(path)["Cache-Control"]


def test_a_silent_database_is_asked_once(client, monkeypatch):
    def refuse(**parameters):
        raise psycopg.OperationalError("connection refused")

    monkeypatch.setattr(psycopg, "connect", refuse)
    for other in ("migrations", "worker"):
        monkeypatch.setitem(health.CHECKS, other, lambda: pytest.fail("it would only wait"))

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert set(answer.json().values()) == {"the database does not answer"}

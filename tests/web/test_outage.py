"""While the database does not answer, readers are told kindly, asked to come back, and lose nothing that they wrote."""

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, connection
from django.urls import reverse

from newsroom.web import outage


@pytest.fixture
def no_database(monkeypatch):
    """Nobody answers where the database should be."""

    def refuse(*arguments, **options):
        raise OperationalError("connection refused") from psycopg.OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)
    monkeypatch.setattr(connection, "ensure_connection", refuse)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/2026/11/22/harbour/", "/search/?q=harbour", "/account/login/", "/no/such/page/"])
def test_a_page_that_needs_the_database_asks_to_come_back(client, no_database, path):
    client.raise_request_exception = False

    answer = client.get(path)

    assert answer.status_code == 503
    assert answer["Retry-After"] == str(outage.RETRY_AFTER)
    assert answer["Cache-Control"] == "private, no-store"
    assert "We will be back in a moment" in answer.content.decode()


@pytest.mark.django_db
def test_what_meets_the_silence_before_any_view_is_told_the_same(client, no_database):
    client.raise_request_exception = False
    client.cookies["sessionid"] = "k" * 32

    answer = client.get("/admin/")

    assert answer.status_code == 503
    assert "We will be back in a moment" in answer.content.decode()


@pytest.mark.django_db
def test_what_was_written_is_shown_to_be_kept(client, no_database):
    answer = client.post(reverse("comments:write", args=[1]), {"body": "What I <had> written."})

    assert answer.status_code == 503
    assert "What I &lt;had&gt; written." in answer.content.decode()


@pytest.mark.django_db
def test_a_query_that_was_refused_is_a_fault_and_no_outage(client, monkeypatch):
    def refuse(*arguments, **options):
        raise OperationalError("deadlock detected") from psycopg.errors.DeadlockDetected("deadlock detected")

    monkeypatch.setattr(connection, "cursor", refuse)
    client.raise_request_exception = False

    assert client.get("/search/?q=harbour").status_code == 500


@pytest.mark.parametrize(
    ("error", "cause", "is_one"),
    [
        (OperationalError, psycopg.OperationalError(), True),
        (OperationalError, psycopg.errors.AdminShutdown(), True),
        (OperationalError, psycopg.errors.CannotConnectNow(), True),
        (OperationalError, psycopg.errors.TooManyConnections(), True),
        (InterfaceError, psycopg.InterfaceError(), True),
        (OperationalError, psycopg.errors.QueryCanceled(), False),
        (OperationalError, psycopg.errors.SerializationFailure(), False),
        (ValueError, None, False),
    ],
)
def test_only_a_database_that_cannot_be_asked_is_an_outage(error, cause, is_one):
    raised = error("why")
    raised.__cause__ = cause

    assert outage.is_one(raised) is is_one

"""The front's own connections: opened anew, shared with nobody, and never in anybody's way."""

import os

import psycopg
import pytest
from django.db import connection

from newsroom.web import asking
from tests.web.conftest import elsewhere

pytestmark = pytest.mark.usefixtures("committed", "test_site")


def test_a_broken_connection_is_opened_anew(asker, url):
    asker.get(url)
    pid = asking.line().connection.info.backend_pid
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])

    answer = asker.get(url)

    assert answer.status == 200
    assert not answer.by_django
    assert asking.line().connection.info.backend_pid != pid


def test_without_a_connection_of_its_own_django_answers(asker, url, monkeypatch):
    asking.hang_up()
    tries = []

    def refuse():
        tries.append(1)
        raise psycopg.OperationalError("too many connections")

    monkeypatch.setattr(asking, "open_line", refuse)

    answers = [asker.get(url), asker.get(url)]

    assert all(answer.status == 200 and answer.by_django for answer in answers)
    assert len(tries) == 1
    asking.line().rests_until = 0.0


def test_a_connection_is_not_shared_with_a_child_process(asker, url):
    asker.get(url)
    ours = asking.line().connection.info.backend_pid
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            asking.numbers(b"{front}")
            os.write(writable, str(asking.line().connection.info.backend_pid).encode())
        finally:
            os._exit(0)
    os.close(writable)
    with os.fdopen(readable) as told:
        theirs = told.read()
    os.waitpid(child, 0)

    assert theirs.isdigit()
    assert int(theirs) != ours
    assert not asker.get(url).by_django
    assert asking.line().connection.info.backend_pid == ours


def test_each_thread_has_its_own_connection(asker, url):
    asker.get(url)
    ours = asking.line().connection.info.backend_pid

    def theirs():
        asker.get(url)
        return asking.line().connection.info.backend_pid

    assert elsewhere(theirs) != ours


def test_a_machine_that_says_nothing_is_not_waited_for(monkeypatch):
    asked = []

    def remember(**parameters):
        asked.append(parameters["connect_timeout"])
        raise psycopg.OperationalError("timeout expired")

    monkeypatch.setattr(psycopg, "connect", remember)
    with pytest.raises(psycopg.OperationalError):
        asking.open_line()
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "connect_timeout", 9)
    with pytest.raises(psycopg.OperationalError):
        asking.open_line()

    assert asked == [asking.CONNECT_SECONDS, 9]

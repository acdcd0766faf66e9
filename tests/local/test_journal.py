"""Every request has an id and a line; no line names a reader, holds a secret or can be forged."""

import io
import json
import logging

import pytest
import structlog
from django.http import HttpResponse
from django.utils.log import log_response

from newsroom import journal


def ask(path="/", *, style="json", status="200 OK", app=None, **environ):
    """Send one request through the journal; returns the answer's headers and the line that was written."""
    lines, answered = [], []

    def page(environ, start_response):
        start_response(status, [("Content-Type", "text/plain")])
        return [b"page"]

    recorded = journal.recorded(app or page, style=style, write=lines.append)
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "q=private", "REMOTE_ADDR": "192.0.2.7", **environ}
    body = recorded(environ, lambda status, headers, *rest: answered.append(dict(headers)))
    assert b"".join(body) == b"page"
    body.close()
    return answered[0], lines


def test_a_request_gets_an_id_that_answer_and_line_carry():
    headers, [line] = ask("/2026/11/22/harbour/")

    told = json.loads(line)
    assert len(headers["X-Request-ID"]) == 16
    assert told["request_id"] == headers["X-Request-ID"]
    assert (told["method"], told["path"], told["status"]) == ("GET", "/2026/11/22/harbour/", 200)


def test_a_line_of_any_logger_within_the_request_carries_the_id():
    seen = []

    def page(environ, start_response):
        seen.append(structlog.contextvars.get_contextvars()["request_id"])
        start_response("200 OK", [])
        return [b"page"]

    headers, _ = ask(app=page)

    assert seen == [headers["X-Request-ID"]]


def test_the_id_of_a_proxy_is_kept():
    headers, _ = ask(HTTP_X_REQUEST_ID="5f0c9a5e-3e0b-4c7d-9d5e-000000000001")

    assert headers["X-Request-ID"] == "5f0c9a5e-3e0b-4c7d-9d5e-000000000001"


@pytest.mark.parametrize("offered", ["", "short", "x" * 65, 'a"b\n{"event":"forged"}', "with space here", "ünïcödé-id"])
def test_an_id_that_could_harm_is_replaced(offered):
    headers, _ = ask(HTTP_X_REQUEST_ID=offered)

    assert headers["X-Request-ID"] != offered
    assert len(headers["X-Request-ID"]) == 16


@pytest.mark.parametrize("style", ["json", "console"])
def test_a_line_names_neither_reader_nor_query(style):
    _, [line] = ask("/search/", style=style)

    assert "192.0.2.7" not in line
    assert "private" not in line


def test_a_secret_in_an_address_is_not_written_down():
    _, [line] = ask("/account/password/reset/key/3-c0ffee/")

    assert "c0ffee" not in line
    assert json.loads(line)["path"].startswith("/account/password/reset/key/")


@pytest.mark.parametrize("style", ["json", "console"])
def test_an_address_cannot_forge_a_line(style):
    _, [line] = ask("/a\n12:00:00 200 GET /forged", style=style)

    assert line.count("\n") == 1


def test_the_questions_of_machines_are_not_recorded():
    _, lines = ask("/healthz")

    assert lines == []


@pytest.mark.parametrize(("status", "stack"), [(403, False), (500, True)])
def test_a_refusal_is_one_line_and_a_fault_keeps_its_stack(status, stack):
    heard = io.StringIO()
    settings = journal.logging_settings(style="json", level="INFO")
    told = logging.getLogger("django.request")
    before = told.filters[:]
    told.addFilter(settings["filters"]["refusals_in_one_line"]["()"]())
    handler = logging.StreamHandler(heard)
    told.addHandler(handler)
    try:
        log_response("Answered", response=HttpResponse(status=status), exception=PermissionError("The desk is for moderators."))
    finally:
        told.removeHandler(handler)
        told.filters[:] = before

    assert ("The desk is for moderators." in heard.getvalue()) is stack
    assert settings["loggers"]["django.request"]["filters"] == ["refusals_in_one_line"]

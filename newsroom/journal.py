"""What the site says about itself: one structured line an event, and one for every request, tied by a request id."""

import json
import logging
import re
import secrets
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import structlog

HEADER = "X-Request-ID"
# What a proxy may hand us as an id: enough for any of the usual schemes, and nothing that could forge a log line.
ACCEPTABLE_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
# These addresses carry a secret in their last part, which belongs in nobody's log.
SECRET_TAIL = re.compile(r"^(/account/(?:password/reset/key|confirm-email)/|/preview/).+")
# Asked every few seconds by machines; a line for each would bury everything else.
UNRECORDED = {"/healthz", "/readyz"}

Environ = dict[str, Any]
App = Callable[..., Iterable[bytes]]


class RefusalsInOneLine(logging.Filter):
    """Takes the stack from what is told below the level of an error: answers that we gave on purpose."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through."""
        if record.levelno < logging.ERROR:
            record.exc_info = None
        return True


def logging_settings(*, style: str, level: str) -> dict[str, Any]:
    """Django's `LOGGING`: everything goes to stderr, as JSON lines or readable to a person."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    last: list[Any] = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    if style == "console":
        last = [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), pad_event_to=0)]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "journal": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": [*shared, structlog.stdlib.ExtraAdder()],
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
            }
        },
        "filters": {"refusals_in_one_line": {"()": RefusalsInOneLine}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "journal"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django's own handlers would say everything twice, and its mail to admins tells less than a log.
            "django": {"handlers": [], "level": level, "propagate": True},
            # A refusal is one line: what we answered on purpose needs no stack. A fault keeps its own.
            "django.request": {"handlers": [], "level": level, "propagate": True, "filters": ["refusals_in_one_line"]},
            "django.server": {"handlers": [], "level": "INFO", "propagate": True},
            # A client that asks for another host or breaks off is no fault of the site's.
            "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL", "propagate": False},
            # Tells of every task that it registers.
            "procrastinate": {"handlers": [], "level": "WARNING", "propagate": True},
            # Its line on a failed job repeats everything the job was given, whole letters included; `jobs` writes another.
            "procrastinate.worker": {"handlers": [], "level": "CRITICAL", "propagate": True},
            "procrastinate.worker.worker": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }


def acceptable_id(offered: str | None) -> str:
    """The id a proxy gave the request, if it is harmless; else a new one of 16 hexadecimal digits."""
    if offered and ACCEPTABLE_ID.fullmatch(offered):
        return offered
    return secrets.token_hex(8)


def recorded(app: App, *, style: str, write: Callable[[str], object] = sys.stderr.write) -> App:
    """Wrap a WSGI application: every request gets an id, which its answer and its log lines carry, and one line of its own."""
    line = as_json if style == "json" else as_text

    def application(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        started = time.perf_counter()
        request_id = environ["newsroom.request_id"] = acceptable_id(environ.get("HTTP_X_REQUEST_ID"))
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        answered: dict[str, str] = {}

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            answered["status"] = status
            return start_response(status, [*headers, (HEADER, request_id)], *rest)

        def finish() -> None:
            path = environ.get("PATH_INFO", "")
            if path not in UNRECORDED:
                write(line(environ, path, answered.get("status", "500 "), request_id, time.perf_counter() - started))

        body = app(environ, start)
        if isinstance(body, environ.get("wsgi.file_wrapper", ())):
            # The server sends such a body by itself, and only if it sees the very object.
            finish()
            return body
        return Recorded(body, finish)

    return application


class Recorded:
    """An answer's body that reports when it has been sent, or given up."""

    __slots__ = ("body", "finish")

    def __init__(self, body: Iterable[bytes], finish: Callable[[], None]):
        self.body = body
        self.finish = finish

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.body)

    def close(self) -> None:
        """Called by the server once the answer is sent, or its reader gone."""
        try:
            if hasattr(self.body, "close"):
                self.body.close()
        finally:
            self.finish()


def as_json(environ: Environ, path: str, status: str, request_id: str, seconds: float) -> str:
    """The line of one request for machines. It names nobody: neither address nor account nor query."""
    fields = {
        "event": "request",
        "level": "info",
        "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "request_id": request_id,
        "method": environ["REQUEST_METHOD"],
        "path": shown(path),
        "status": int(status[:3]),
        "ms": round(seconds * 1000, 1),
    }
    return json.dumps(fields) + "\n"


def as_text(environ: Environ, path: str, status: str, request_id: str, seconds: float) -> str:
    """The line of one request for a person at a terminal."""
    now = time.strftime("%H:%M:%S")
    return f"{now} {status[:3]} {environ['REQUEST_METHOD']} {shown(path)} {seconds * 1000:.1f} ms {request_id}\n"


def shown(path: str) -> str:
    """A path as it may stand in a log: no secret, no control characters, no surprising length."""
    path = SECRET_TAIL.sub(r"\1…", path)
    if not path.isprintable():
        path = path.encode("unicode_escape").decode("ascii")
    return path[:300]


def logger(name: str) -> Any:
    """A structlog logger: `journal.logger(__name__).info("comment_posted", comment=1)`."""
    return structlog.get_logger(name)

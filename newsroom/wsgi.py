"""What gunicorn calls: the log line, then the kept pages, then Django."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django = get_wsgi_application()

# Only now, as these read settings and tables of an application that has started.
from django.conf import settings  # noqa: E402

from newsroom import journal  # noqa: E402
from newsroom.web import rounds, warming  # noqa: E402
from newsroom.web.front import Front  # noqa: E402

warming.warm()

_answer = journal.recorded(Front(django), style=settings.LOG_STYLE)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer one request."""
    rounds.begin()
    return _answer(environ, start_response)

"""Asks the front as gunicorn would, and knows who answered."""

import io
from wsgiref.util import setup_testing_defaults

from django.core.handlers.wsgi import WSGIHandler

from newsroom.web.front import Front


class Answer:
    """What came back, and from whom."""

    def __init__(self, status, headers, body, by_django):
        self.status = int(status[:3])
        self.headers = {name.lower(): value for name, value in headers}
        self.body = body
        self.by_django = by_django


class Asker:
    """The front, with Django behind it."""

    def __init__(self):
        self.by_django = False
        self.django = WSGIHandler()
        self.front = Front(self.through)

    def through(self, environ, start_response):
        self.by_django = True
        return self.django(environ, start_response)

    def get(self, path, *, method="GET", query="", host="localhost", **headers):
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": host,
            "wsgi.input": io.BytesIO(),
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        setup_testing_defaults(environ)
        self.by_django = False
        answered = []
        body = self.front(environ, lambda status, headers, *rest: answered.append((status, headers)))
        content = b"".join(body)
        if hasattr(body, "close"):
            body.close()
        return Answer(*answered[-1], content, self.by_django)

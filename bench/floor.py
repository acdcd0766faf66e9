"""The floor that pages are measured against: Django with no middleware, and a view that returns 100 bytes.

It runs under the same gunicorn settings as the site and writes the same log line.
"""

from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["*"],
    LOGGING_CONFIG=None,
    MIDDLEWARE=[],
    ROOT_URLCONF=__name__,
    SECRET_KEY="nothing is signed here",
)

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402

from newsroom import journal  # noqa: E402


def hundred_bytes(request: HttpRequest) -> HttpResponse:
    """The least a Django view can do."""
    return HttpResponse(b"x" * 100)


urlpatterns = [path("", hundred_bytes)]

_django: WSGIHandler = get_wsgi_application()
application = journal.recorded(_django, style="json")

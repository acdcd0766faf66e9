"""The answer to almost every request, in front of Django: kept bytes for a stranger, if nothing they show has changed.

What it sends is what Django sent: the headers around the bytes are those that the middleware put there when the page
last went that way. Anything unusual (a cookie that may be a session, another host, a page not kept or no longer true,
no connection) is Django's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost, SuspiciousOperation
from django.http import HttpRequest, QueryDict

from newsroom.web import asking, reads
from newsroom.web.answering import STORE, KeptView
from newsroom.web.keeping import Kept
from newsroom.web.negotiation import accepts_gzip, has_already

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
App = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

# What Django may put around a kept page and every reader may get again. Whatever else a middleware adds belongs to one
# request, or needs a line here.
REPEATED = frozenset({
    "cache-control",
    "content-language",
    "content-security-policy",
    "content-security-policy-report-only",
    "content-type",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "link",
    "permissions-policy",
    "referrer-policy",
    "strict-transport-security",
    "vary",
    "x-content-type-options",
    "x-frame-options",
    "x-robots-tag",
})  # fmt: skip

# Hosts that Django accepted, as they were spelled. Ports make more spellings than there are hosts.
HOSTS_MOST = 100


class Front:
    """A WSGI application around Django's."""

    def __init__(self, django: App) -> None:
        self.django = django
        self.hosts: set[str] = set()
        # A browser with one of these may be somebody in particular.
        self.personal = (f"{settings.SESSION_COOKIE_NAME}=", "messages=")

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        page = self.page(environ)
        if page is None:
            return self.through_django(environ, start_response)
        headers = page.headers.get(scheme(environ))
        if headers is None:
            return self.through_django(environ, start_response)
        if reads.is_a_reading(environ):
            reads.count(page.reading_of)
            reads.count_shown(page.noted)
        gzip = accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        etag = page.etag(gzip=gzip)
        wanted = environ.get("HTTP_IF_NONE_MATCH")
        if wanted is not None and has_already(wanted, etag):
            start_response("304 Not Modified", [*(h for h in headers if h[0].lower() != "content-type"), ("ETag", etag)])
            return []
        body = page.packed if gzip else page.plain()
        headers = [*headers, ("ETag", etag), ("Content-Length", str(len(body)))]
        if gzip:
            headers.append(("Content-Encoding", "gzip"))
        start_response("200 OK", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def page(self, environ: Environ) -> Kept | None:
        """The page a stranger asks for, if it is kept and true; None leaves the request to Django."""
        route = STORE.routes.get(environ["PATH_INFO"])
        if route is None or not self.is_plain(environ):
            return None
        view: KeptView = route[0]
        try:
            arguments = view.arguments(route[1], QueryDict(environ.get("QUERY_STRING", "") if view.parameters else ""))
        except SuspiciousOperation:
            return None
        page = STORE.get(view.key(arguments))
        if page is None:
            return None
        numbers = asking.numbers(page.asked)
        if numbers is None:
            return None
        if not page.holds({key.decode(): int(number) for key, number in numbers.items()}):
            # Django need not ask the same again before it builds.
            environ["newsroom.stale"] = page
            return None
        return page

    def is_plain(self, environ: Environ) -> bool:
        """Whether a stranger asks our host to read something."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or environ.get("SCRIPT_NAME"):
            return False
        cookies = environ.get("HTTP_COOKIE")
        if cookies is not None and any(name in cookies for name in self.personal):
            return False
        return self.is_our_host(environ)

    def is_our_host(self, environ: Environ) -> bool:
        """Whether Django would accept the host; it alone decides."""
        host = environ.get("HTTP_X_FORWARDED_HOST" if settings.USE_X_FORWARDED_HOST else "HTTP_HOST")
        if host in self.hosts:
            return True
        request = HttpRequest()
        request.META = environ
        try:
            request.get_host()
        except DisallowedHost:
            return False
        if host is not None and len(self.hosts) < HOSTS_MOST:
            self.hosts.add(host)
        return True

    def through_django(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Let Django answer, and note what it puts around a kept page."""

        def start(status: str, headers: Headers, *rest: Any) -> Any:
            page = environ.get("newsroom.kept")
            if page is not None and status.startswith("200 "):
                page.headers[scheme(environ)] = [header for header in headers if header[0].lower() in REPEATED]
            return start_response(status, headers, *rest)

        return self.django(environ, start)


def scheme(environ: Environ) -> str:
    """How the browser asked, as Django sees it: the promise to stay with TLS is only made over TLS."""
    if settings.SECURE_PROXY_SSL_HEADER:
        name, secure = settings.SECURE_PROXY_SSL_HEADER
        said = environ.get(name)
        if said is not None:
            return "https" if said.split(",", 1)[0].strip() == secure else "http"
    return str(environ["wsgi.url_scheme"])

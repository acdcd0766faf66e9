"""Answering with a kept page: the view that Django calls, and the headers that go around the bytes.

`front.py` answers strangers from the same memory without Django; whatever it cannot answer ends here.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect, QueryDict
from django.utils.cache import patch_vary_headers
from django.utils.text import compress_string
from django.views.decorators.http import require_safe

from newsroom.web import building, keeping, reads, slots, stamps
from newsroom.web.building import Page, Turns, patience_until
from newsroom.web.keeping import Kept, Key, Store
from newsroom.web.negotiation import accepts_gzip, has_already
from newsroom.web.parameters import Parameter

Builder = Callable[..., Page | HttpResponse]
Arguments = dict[str, Any]
View = Callable[..., HttpResponse]

# Anybody may store it, nobody may use it without asking whether it is still true.
PUBLIC: Final = "public, no-cache"
PRIVATE: Final = "private, no-store"
VARY: Final = "Accept-Encoding, Cookie"

# How many random bytes may lengthen a compressed page that holds a token (against BREACH, as Django's own middleware).
MOST_RANDOM_BYTES = 100

STORE = Store(settings.PAGES_MEMORY_BYTES)
TURNS = Turns()

# Who builds the pages of each name.
BUILDERS: dict[str, str] = {}


class KeptView:
    """One kind of kept page: its builder and what of a request tells one page from another."""

    def __init__(
        self,
        name: str,
        builder: Builder,
        parameters: Sequence[Parameter],
        *,
        continuation: bool,
        before: Callable[[Arguments], None] | None = None,
    ) -> None:
        self.name = name
        self.builder = builder
        self.parameters = tuple(parameters)
        self.continuation = continuation
        self.before = before

    def arguments(self, converted: dict[str, Any], query: QueryDict) -> dict[str, Any]:
        """The builder's arguments: the address's, and each declared parameter in its normal form."""
        return converted | {parameter.name: parameter.normal(query.get(parameter.name)) for parameter in self.parameters}

    def key(self, arguments: dict[str, Any]) -> Key:
        """What the page is kept under. Nothing else of a request has a part in it."""
        return (self.name, *sorted(arguments.items()))

    def continues(self, arguments: dict[str, Any]) -> bool:
        """Whether this is a page beyond the first."""
        return self.continuation or any(
            parameter.continues and arguments[parameter.name] != parameter.default for parameter in self.parameters
        )

    def page(self, arguments: dict[str, Any], *, stale: Kept | None = None) -> Kept | HttpResponse:
        """The page as it is now: from memory if nothing it shows has changed, else built.

        `stale` is a page that has already been found to be no longer true while this request was answered.
        """
        key = self.key(arguments)
        asked = keeping.monotonic()
        patience = patience_until()
        while True:
            page = STORE.get(key)
            # A page that changes faster than it is built is never equal to its stamps when it is done. One whose build began
            # after our reader asked is good enough: nobody waits for more than the rest of one build and one more.
            if page is not None and page is not stale and (page.is_newer_than(asked) or page.holds(stamps.numbers(page.keys))):
                return page
            with TURNS.take(key, patience=patience()) as ours:
                # Somebody may have built it between our look and our turn.
                if not ours or STORE.get(key) is not page:
                    continue
                if self.before is not None:
                    self.before(arguments)
                built, may_be_kept = building.build(self.builder, arguments, page)
                if may_be_kept and isinstance(built, Kept):
                    STORE.keep(key, built, continuation=self.continues(arguments))
                return built


def kept(
    name: str,
    *,
    parameters: Sequence[Parameter] = (),
    continuation: bool = False,
    before: Callable[[Arguments], None] | None = None,
) -> Callable[[Builder], View]:
    """Turn a builder into a view whose pages are kept. See `pages`.

    `before` gets the builder's arguments when a page is about to be built, outside the build's transaction: it may write
    what the builder, which cannot, will read.
    """

    def decorate(builder: Builder) -> View:
        refuse_namesake(name, builder)
        page = KeptView(name, builder, parameters, continuation=continuation, before=before)

        @require_safe
        @functools.wraps(builder)
        def view(request: HttpRequest, **converted: Any) -> HttpResponse:
            arguments = page.arguments(converted, request.GET)
            if any("\x00" in value for value in converted.values() if isinstance(value, str)):
                # The database refuses a NUL, and no address of ours has one.
                raise Http404
            built = page.page(arguments, stale=request.META.get("newsroom.stale"))
            if isinstance(built, HttpResponse):
                return built
            if reads.is_a_reading(request.META):
                reads.count(built.reading_of)
                reads.count_shown(built.noted)
            if slots.is_personal(request):
                return _personal(request, built)
            key = page.key(arguments)
            STORE.remember_path(key, request.META["PATH_INFO"], (page, converted))
            return _public(request, built)

        view.kept = page  # type: ignore[attr-defined]
        return view

    return decorate


def refuse_namesake(name: str, builder: Builder) -> None:
    """Refuse a second builder of one name: pages of both would be kept under the same keys, and shown for each other."""
    first = BUILDERS.setdefault(name, f"{builder.__module__}.{builder.__qualname__}")
    if first != f"{builder.__module__}.{builder.__qualname__}":
        raise ImproperlyConfigured(f"{first} and {builder.__module__}.{builder.__qualname__} both keep pages named {name!r}.")


def _public(request: HttpRequest, page: Kept) -> HttpResponse:
    """The same bytes for everybody."""
    gzip = accepts_gzip(request.headers.get("Accept-Encoding", ""))
    etag = page.etag(gzip=gzip)
    if has_already(request.headers.get("If-None-Match", ""), etag):
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
    else:
        body = page.packed if gzip else page.plain()
        response = _response(request, body, page, gzip=gzip)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = PUBLIC
    response.headers["Vary"] = VARY
    # Tells the middleware that no cookie may go with it, and the front that it may answer so itself.
    request.META["newsroom.kept"] = page
    return response


def _personal(request: HttpRequest, page: Kept) -> HttpResponse:
    """The kept page with this viewer's state laid over it."""
    body = slots.laid_over(page.plain(), page.slots, slots.fills_for(request, page.noted))
    gzip = accepts_gzip(request.headers.get("Accept-Encoding", ""))
    if gzip:
        body = compress_string(body, max_random_bytes=MOST_RANDOM_BYTES)
    response = _response(request, body, page, gzip=gzip)
    response.headers["Cache-Control"] = PRIVATE
    patch_vary_headers(response, ("Accept-Encoding", "Cookie"))
    return response


def _response(request: HttpRequest, body: bytes, page: Kept, *, gzip: bool) -> HttpResponse:
    """A 200 with its length; without the body for HEAD."""
    response = HttpResponse(b"" if request.method == "HEAD" else body, content_type=page.content_type)
    response.headers["Content-Length"] = str(len(body))
    if gzip:
        response.headers["Content-Encoding"] = "gzip"
    return response


def moved(url: str, *, permanent: bool = True) -> HttpResponse:
    """What a builder returns when the page has another address. Never kept."""
    return HttpResponsePermanentRedirect(url) if permanent else HttpResponseRedirect(url)

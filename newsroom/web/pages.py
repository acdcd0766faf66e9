"""Kept pages: every public page is built once, kept, and answered for as long as nothing it shows has changed.

    @pages.kept("article", parameters=[pages.Choice("order", ["newest", "oldest"]), pages.Number("after")])
    def article(build: pages.Build, *, year: int, month: int, day: int, slug: str, order: str, after: int | None):
        found = get_object_or_404(Article.objects.published(now=build.now), ...)   # a 404 is never kept
        build.shows(stamps.article(found.pk), stamps.discussion(found.pk))           # exact
        build.shows(stamps.tally(found.pk), within=10)                               # at most 10 s behind
        build.true_until(found.next_moment)                                          # what changes by time alone
        build.notes("comment", [12, 13])                                             # for overlays
        return build.page("articles/article.html", {"article": found})

The decorated function is an ordinary view for `urls.py`. The builder never sees the request: it gets the address's
converted arguments and the declared query parameters in their normal form. It may raise `Http404` or return
`pages.moved(url)`. `build.page` is a whole page (adds the frame's stamp and midnight), `build.part` a template alone,
`build.answer` text without one. Templates get `build`, `now` and `site`, and no `request`; what depends on the viewer
stands between `{% slot "comment" comment.pk %}` and `{% endslot %}` (`{% load pages %}`), and is filled by `OVERLAYS`.
A page may have one stretch that changes far more often than the rest: `build.inset(builder, article_id=12)` gives the
place of it to a template, and while nothing else has changed, a rebuild calls that builder alone.
What the navigation of every page lists (`site.sections`) comes from `NAVIGATION`. A builder only reads; what has to be written
before it can (a ranking that is too old, say) is the business of `@pages.kept(…, before=function)`, called with the same
arguments when a page is about to be built.

Verbs write inside `with pages.change() as change:` and say `change.raises(stamps.article(pk))`; `@pages.verb` makes
the outermost one try again after a deadlock. `pages.forget()` empties this process's memory (tests, measurements).
"""

from newsroom.web import reads
from newsroom.web.answering import STORE, kept, moved
from newsroom.web.building import NAVIGATION, Build, Page, Site
from newsroom.web.changing import Change, change, verb
from newsroom.web.parameters import Choice, Marker, Number, Pair, Parameter
from newsroom.web.slots import OVERLAYS, Overlay

__all__ = [
    "NAVIGATION",
    "OVERLAYS",
    "Build",
    "Change",
    "Choice",
    "Marker",
    "Number",
    "Overlay",
    "Page",
    "Pair",
    "Parameter",
    "Site",
    "change",
    "forget",
    "kept",
    "moved",
    "verb",
]


def forget() -> None:
    """Empty this process's memory: its pages, and readings that were counted and not written yet."""
    STORE.forget()
    reads.forget()

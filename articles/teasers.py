"""Stories in lists: headline, picture, storyline, and the numbers that higher storeys put beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from articles import extensions, pictures
from articles.models import Article
from articles.pictures import Picture, Ratio
from newsroom.web import pages, stamps

# How old the numbers beside headlines may be, in seconds (ARCHITECTURE, "Exact or nearly").
NEARLY = 10


@dataclass(frozen=True)
class Count:
    """A number beside a headline, in words, and where it leads."""

    label: str
    address: str


@dataclass(frozen=True)
class Teaser:
    """A story as a list shows it."""

    article: Article
    address: str
    picture: Picture | None
    counts: Sequence[Count]


def with_teaser_parts(articles: QuerySet[Article], *ratios: Ratio) -> QuerySet[Article]:
    """What teasers need of these stories, in two queries altogether; the text of a story is not among it."""
    wanted = articles.select_related("section", "topic", "lead_photo").defer("body")
    return wanted.prefetch_related(pictures.renditions_in(*(ratios or (Ratio.CLASSIC,))))


def teasers(
    build: pages.Build, articles: Iterable[Article], *, lead: Article | None = None, ratio: Ratio = Ratio.CLASSIC
) -> list[Teaser]:
    """The stories as teasers, one of them perhaps the page's lead, with a large picture.

    Tells the build when a picture may no longer be shown, and which numbers it shows nearly.
    """
    found = list(articles)
    counts = numbers_beside(build, found)
    made = []
    for article in found:
        photo, picture = article.lead_photo, None
        if photo is not None and pictures.may_be_shown(photo, now=build.now):
            build.shows(stamps.photo(photo.pk))
            build.true_until(photo.rights_until)
            is_lead = article == lead
            sizes = pictures.LEAD_OF_THE_FRONT if is_lead else pictures.TEASER
            cut = Ratio.WIDE if is_lead else ratio
            picture = pictures.picture(photo, photo.renditions.all(), ratio=cut, sizes=sizes, is_lead=is_lead)
        made.append(Teaser(article, article.get_absolute_url(), picture, counts.get(article.pk, [])))
    return made


def numbers_beside(build: pages.Build, articles: Sequence[Article]) -> dict[int, list[Count]]:
    """What the registered providers count for these stories, one query each."""
    beside: dict[int, list[Count]] = {}
    for provider in extensions.COUNTS:
        build.shows(*(provider.key(article.pk) for article in articles), within=NEARLY)
        numbers = provider.of([article.pk for article in articles]) if articles else {}
        for article in articles:
            if numbers.get(article.pk):
                address = f"{article.get_absolute_url()}#{provider.fragment}"
                beside.setdefault(article.pk, []).append(Count(provider.label(numbers[article.pk]), address))
    return beside

"""The front page: which story leads, what stands beside it, and a block for each section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articles.models import Article, Section
from articles.pictures import Ratio
from articles.teasers import Teaser, teasers, with_teaser_parts
from newsroom.web import pages, stamps

# One row beside and below the lead at 1440 px.
SECOND = 4
# As tall as the lead with its picture.
LATEST = 8
# One row of a block: a first one and four beside it.
IN_A_BLOCK = 5
# A lead older than the newest forty stories has had its day, whatever its editor wished.
CANDIDATES = 40


@dataclass(frozen=True)
class Block:
    """A section on the front."""

    section: Section
    teasers: Sequence[Teaser]


@dataclass(frozen=True)
class Front:
    """The front page, arranged. `lead` is None only for a paper without stories."""

    lead: Teaser | None
    second: Sequence[Teaser]
    latest: Sequence[Teaser]
    blocks: Sequence[Block]


def arrange(build: pages.Build, sections: Sequence[Section]) -> Front:
    """Choose by the place an editor gave a story, then by time; no story stands in two pictures."""
    build.shows(stamps.front())
    build.true_until(Article.objects.changing_by_time(now=build.now))
    stories = _candidates(build, sections)
    newest = stories[:CANDIDATES]
    ranked = sorted(newest, key=lambda story: -story.prominence)
    lead, second = (ranked[0] if ranked else None), ranked[1 : 1 + SECOND]
    shown = {story.pk for story in ranked[: 1 + SECOND]}
    blocks = []
    for section in sections:
        chosen = [story for story in stories if story.section_id == section.pk and story.pk not in shown][:IN_A_BLOCK]
        if chosen:
            blocks.append((section, chosen))
    latest = [story for story in newest if story != lead][:LATEST]
    every = {story.pk: story for story in (*ranked[:1], *second, *latest, *(story for _, chosen in blocks for story in chosen))}
    made = {teaser.article.pk: teaser for teaser in teasers(build, every.values(), lead=lead)}
    return Front(
        lead=made[lead.pk] if lead else None,
        second=[made[story.pk] for story in second],
        latest=[made[story.pk] for story in latest],
        blocks=[Block(section, [made[story.pk] for story in chosen]) for section, chosen in blocks],
    )


def _candidates(build: pages.Build, sections: Sequence[Section]) -> list[Article]:
    """The newest stories, and the newest of each section however quiet it is, newest first."""
    public = Article.objects.published(now=build.now)
    keys = public.newest_first().values_list("pk", flat=True)
    # Whatever stands on top may come from one section, and its block still wants a row.
    each = [keys.filter(section=section)[: IN_A_BLOCK + SECOND + 1] for section in sections]
    wanted = keys[:CANDIDATES].union(*each) if each else keys[:CANDIDATES]
    return list(with_teaser_parts(Article.objects.filter(pk__in=list(wanted)).newest_first(), Ratio.CLASSIC, Ratio.WIDE))

"""The stories into the database: written by `drafting.save`, made public by `publishing.publish`, through every gate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from articles import drafting, publishing
from articles.models import Article, Author, Correction, Section, Topic
from comments.seeding import gallery
from comments.seeding.accounts import PEOPLE
from comments.seeding.gallery import Wanted
from comments.seeding.manuscripts import Manuscript, read_all
from comments.seeding.reading import read_table
from newsroom.accounts.models import User

# A town's paper of three weeks; whoever asks for more stories gets the same ones as earlier issues.
ISSUE_HOURS = 21 * 24
ARCHIVED = "From the archive: "
# Fewer stories than this are wanted for their conversations; then all of them are public.
SMALL = 8
# How often somebody who waits is told how far it is.
STORIES_A_LINE = 10


@dataclass
class Desk:
    """What stories are made of, by the names that the texts use."""

    sections: dict[str, Section]
    topics: dict[str, Topic]
    authors: dict[str, Author]
    photos: gallery.Wall


@cache
def _newspaper() -> Mapping[str, Any]:
    return read_table("newspaper")


def choose(count: int) -> list[Manuscript]:
    """So many stories: the one that is talked about most, then one of each kind that readers do not see, then the newest."""
    stories = list(read_all())
    # Even a small newspaper has a story to come, a draft, and one that was withdrawn, if there is room for them.
    first = [stories[0]]
    if count >= SMALL:
        first += [next(story for story in stories if story.hours > 0)]
        first += [next(story for story in stories if story.status == status) for status in ("draft", "withdrawn")]
    chosen = [*first, *(story for story in stories if story not in first)]
    printed = chosen[:count]
    old = [story for story in chosen if story.is_read]
    for number in range(len(chosen), count):
        issue, place = divmod(number - len(chosen), len(old))
        story = old[place]
        printed.append(
            replace(
                story,
                slug=f"{story.slug}-{issue + 2}",
                headline=ARCHIVED + story.headline,
                hours=story.hours - ISSUE_HOURS * (issue + 1),
                notes=(),
                prominence="normal",
                is_most_discussed=False,
            )
        )
    return printed


def pictures_of(stories: Sequence[Manuscript], *, now: dt.datetime) -> list[Wanted]:
    """Every picture that these stories and their authors show, each taken a few hours before its story.

    In the order in which `print_all` needs them, so that it never waits for one while another is drawn too early.
    """
    found: dict[str, Wanted] = {}
    for slug in sorted({slug for story in stories for slug in story.authors}):
        found[f"portrait-{slug}"] = Wanted(f"portrait-{slug}", now - dt.timedelta(days=200), gallery.PORTRAIT)
    for story in _oldest_first(stories):
        at = now + dt.timedelta(hours=min(story.hours, 0) - 5)
        for key in story.pictures:
            before = found.get(key)
            shapes = gallery.LEAD if key == story.picture else gallery.FIGURE
            found[key] = Wanted(key, at, shapes if before is None else (*dict.fromkeys(before.shapes + shapes),))
    return list(found.values())


def _oldest_first(stories: Iterable[Manuscript]) -> list[Manuscript]:
    return sorted(stories, key=lambda story: story.hours)


def set_up(photos: gallery.Wall, staff: Mapping[str, User]) -> Desk:
    """Sections, storylines and authors; those that exist already stay as they are."""
    accounts = {person.author: staff[person.role] for person in PEOPLE if person.author}
    desk = Desk({}, {}, {}, photos)
    for position, row in enumerate(_newspaper()["sections"]):
        desk.sections[row["slug"]] = Section.objects.get_or_create(
            slug=row["slug"], defaults={"name": row["name"], "description": row["about"], "position": position}
        )[0]
    for row in _newspaper()["storylines"]:
        desk.topics[row["slug"]] = Topic.objects.get_or_create(
            slug=row["slug"], defaults={"name": row["name"], "description": row["about"]}
        )[0]
    for row in _newspaper()["authors"]:
        # Of a small newspaper not every author is asked for.
        portrait = photos[key] if (key := f"portrait-{row['slug']}") in photos else None
        said = {"name": row["name"], "title": row["role"], "bio": row["about"]}
        desk.authors[row["slug"]] = Author.objects.get_or_create(
            slug=row["slug"], defaults={**said, "portrait": portrait, "account": accounts.get(row["slug"])}
        )[0]
    return desk


def print_all(
    stories: Sequence[Manuscript], desk: Desk, *, by: User, now: dt.datetime, progress: Callable[[str], None]
) -> dict[str, Article]:
    """Write every story, publish it if it is to be public, and say what was corrected. By slug."""
    # Stories point to each other, so all of them are begun before any is written.
    rows = Article.objects.bulk_create(Article() for _story in stories)
    begun = {story.slug: article for story, article in zip(stories, rows, strict=True)}
    keys = {slug: article.pk for slug, article in begun.items()}
    for count, story in enumerate(_oldest_first(stories), start=1):
        article, at = begun[story.slug], now + dt.timedelta(hours=story.hours)
        drafting.save(article, _document(story, desk, keys), by=_writer(story, desk, or_else=by), based_on=None)
        if story.status != "draft":
            publishing.publish(article, by=by, at=at)
        for note in story.notes:
            kind = Correction.Kind(note.kind)
            publishing.correct(article, kind=kind, text=note.text, by=by, at=now + dt.timedelta(hours=note.hours))
        if story.status == "withdrawn":
            publishing.withdraw(article, by=by)
        if count % STORIES_A_LINE == 0 or count == len(stories):
            progress(f"{count} of {len(stories)} stories, with their photographs")
    return begun


def _writer(story: Manuscript, desk: Desk, *, or_else: User) -> User:
    """Who saved it last: of a draft its first author, if there is an account for that; whatever left the desk, an editor."""
    return (desk.authors[story.authors[0]].account if story.status == "draft" else None) or or_else


def _document(story: Manuscript, desk: Desk, stories: Mapping[str, int]) -> drafting.Document:
    photos = {key: desk.photos[key].pk for key in story.pictures}
    return drafting.Document(
        headline=story.headline,
        slug=_free_slug(story.slug),
        standfirst=story.standfirst,
        body=story.body(photos=photos, stories=stories),
        section=desk.sections[story.section].pk,
        topic=desk.topics[story.storyline].pk if story.storyline else None,
        lead_photo=photos[story.picture],
        authors=tuple(desk.authors[slug].pk for slug in story.authors),
        tags=story.tags,
        related=tuple(stories[slug] for slug in story.related if slug in stories),
        prominence=Article.Prominence[story.prominence.upper()],
    )


def _free_slug(slug: str) -> str:
    """The slug, or with a number behind it where an earlier run of the seeder used it."""
    taken = set(Article.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free

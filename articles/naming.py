"""Sections, storylines, authors and tags: the one writer of their names, addresses and descriptions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from taggit.models import Tag

from articles import indexing, places
from articles.models import Article, Author, FormerSlug, Section, Topic
from newsroom.accounts.models import User
from newsroom.web import pages, stamps

Named: TypeAlias = Section | Topic | Author | Tag


def key_of(thing: Named) -> str:
    """The stamp of its own page."""
    match thing:
        case Section():
            return stamps.section(thing.pk)
        case Topic():
            return stamps.topic(thing.pk)
        case Author():
            return stamps.author(thing.pk)
        case _:
            return stamps.tag(thing.pk)


def stories_of(thing: Named) -> Iterable[Article]:
    """The stories that name it."""
    match thing:
        case Section():
            return Article.objects.in_section(thing)
        case Topic():
            return Article.objects.in_topic(thing)
        case Author():
            return Article.objects.by_author(thing)
        case _:
            return Article.objects.tagged(thing)


@pages.verb
def save(thing: Named, *, by: User | None) -> None:
    """Write a validated section, storyline, author or tag. Its name stands everywhere, so all pages are built anew."""
    with pages.change() as change:
        is_new = thing.pk is None
        before = None if is_new else type(thing)._default_manager.select_for_update().get(pk=thing.pk)
        thing.save()
        _remember_address(thing, before=before)
        if isinstance(thing, Author) and isinstance(before, Author) and before.account_id != thing.account_id:
            # The badge of an author stands beside their comments under their own stories.
            change.raises(*places.keys_of_all(stories_of(thing)))
        change.raises(stamps.chrome(), key_of(thing))
        if isinstance(thing, Author | Tag) and not is_new:
            # Search finds stories by these names; a thousand stories are not indexed while somebody waits.
            numbers = [story.pk for story in stories_of(thing)]
            for start in range(0, len(numbers), indexing.AT_ONCE):
                indexing.index_again.defer(article_ids=numbers[start : start + indexing.AT_ONCE])


def _remember_address(thing: Named, *, before: Named | None) -> None:
    """Let a former address lead here. One that somebody has now leads nowhere else any more."""
    kind = FormerSlug.kind_of(thing)
    FormerSlug.objects.filter(kind=kind, slug=thing.slug).delete()
    if before is not None and before.slug != thing.slug:
        FormerSlug.objects.update_or_create(kind=kind, slug=before.slug, defaults={"number": thing.pk})


@pages.verb
def remove(thing: Named, *, by: User | None) -> None:
    """Take one away; stories lose it. Raises `ProtectedError` for a section or an author that stories still need."""
    with pages.change() as change:
        change.raises(stamps.chrome(), key_of(thing), *places.keys_of_all(stories_of(thing)))
        FormerSlug.objects.filter(kind=FormerSlug.kind_of(thing), number=thing.pk).delete()
        thing.delete()

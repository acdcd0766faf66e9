"""Sections, storylines, authors and tags: the one writer of their names, addresses and descriptions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from taggit.models import Tag

from articles import indexing, places
from articles.models import Article, Author, Section, Topic
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
        if isinstance(thing, Author) and not is_new and _account_before(thing) != thing.account_id:
            # The badge of an author stands beside their comments under their own stories.
            change.raises(*places.keys_of_all(stories_of(thing)))
        thing.save()
        change.raises(stamps.chrome(), key_of(thing))
        if isinstance(thing, Author | Tag) and not is_new:
            # Search finds stories by these names; a thousand stories are not indexed while somebody waits.
            numbers = [story.pk for story in stories_of(thing)]
            for start in range(0, len(numbers), indexing.AT_ONCE):
                indexing.index_again.defer(article_ids=numbers[start : start + indexing.AT_ONCE])


def _account_before(author: Author) -> int | None:
    return Author.objects.values_list("account_id", flat=True).get(pk=author.pk)


@pages.verb
def remove(thing: Named, *, by: User | None) -> None:
    """Take one away; stories lose it. Raises `ProtectedError` for a section or an author that stories still need."""
    with pages.change() as change:
        change.raises(stamps.chrome(), key_of(thing), *places.keys_of_all(stories_of(thing)))
        thing.delete()

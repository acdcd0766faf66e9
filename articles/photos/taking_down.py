"""Taking a photograph away for good: its row, its files, and its place in every story."""

from __future__ import annotations

import datetime as dt
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import naming, publishing
from articles.models import Article, Author, Photo
from articles.photos.clearing import clear, files_of
from articles.photos.storing import keys_of
from newsroom.accounts.models import User
from newsroom.web import pages


class StillShown(Exception):
    """Readers see the photograph, and nobody said what should stand in its place; the message is the editor's sentence."""


def stories_with(photo: Photo) -> list[Article]:
    """The stories whose page shows this photograph, or did, or will."""
    return list(Article.objects.with_photo(photo).order_by("pk"))


def shown_to_readers(photo: Photo, *, now: dt.datetime) -> list[Article | Author]:
    """The stories that show it, or will when their time comes, and the authors whose portrait it is."""
    stories = [story for story in stories_with(photo) if story.is_public(now=now) or story.is_scheduled(now=now)]
    return [*stories, *Author.objects.filter(portrait=photo)]


@pages.verb
def take_down(photo: Photo, *, by: User | None, instead: Photo | None = None, even_if_shown: bool = False) -> None:
    """Delete a photograph with all its files. Stories get `instead` in its place, or nothing; nothing else of them changes.

    Raises `StillShown` where readers see it, unless `instead` is given or `even_if_shown` says that nothing shall stand
    there. Copies that browsers and other sites have already made are beyond our reach.
    """
    with pages.change() as change:
        # Before the stories are asked: nobody can publish another one with it from here on.
        locked = Photo.objects.select_for_update().get(pk=photo.pk)
        shown = shown_to_readers(locked, now=timezone.now())
        if shown and instead is None and not even_if_shown:
            raise StillShown(
                ngettext(
                    "Readers see this photograph in one place. Say what should stand there.",
                    "Readers see this photograph in %(count)d places. Say what should stand there.",
                    len(shown),
                )
                % {"count": len(shown)}
            )
        if instead is not None and instead.pk == locked.pk:
            raise StillShown(_("A photograph cannot replace itself. Choose another one."))
        change.raises(*keys_of(locked))
        for story in stories_with(locked):
            publishing.exchange_photo(story, locked, instead=instead, by=by)
        for author in Author.objects.filter(portrait=locked):
            author.portrait = instead
            naming.save(author, by=by)
        transaction.on_commit(partial(clear, files_of(locked)))
        locked.delete()

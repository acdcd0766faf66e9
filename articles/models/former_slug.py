"""Addresses that a section, storyline, author or tag had before: each leads to the present one for ever."""

from __future__ import annotations

from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

Row = TypeVar("Row", bound=models.Model)


class FormerSlugQuerySet(models.QuerySet["FormerSlug"]):
    """Which former addresses, said once."""

    def leads_to(self, kind: type[Row], slug: str) -> Row | None:
        """What of this kind had this address before, if anything had and is still there."""
        numbers = self.filter(kind=FormerSlug.kind_of(kind), slug=slug).values("number")
        return kind._default_manager.filter(pk__in=numbers).first()


class FormerSlug(models.Model):
    """A former address of something with a name. Written by `articles.naming` alone."""

    class Kind(models.TextChoices):
        SECTION = "section", _("section")
        TOPIC = "topic", _("storyline")
        AUTHOR = "author", _("author")
        TAG = "tag", _("tag")

    kind = models.CharField(max_length=7, choices=Kind)
    slug = models.SlugField(max_length=120, allow_unicode=True)
    # Of four tables, by the kind; so a plain number.
    number = models.BigIntegerField()

    objects = FormerSlugQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="a_former_slug_leads_to_one_place")]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"

    @staticmethod
    def kind_of(named: models.Model | type[models.Model]) -> FormerSlug.Kind:
        """The kind of a row, or of a model."""
        return KIND_OF_TABLE[named._meta.db_table]


# By table: another name for the same rows, as the admin has for tags, is the same kind.
KIND_OF_TABLE = {
    "articles_section": FormerSlug.Kind.SECTION,
    "articles_topic": FormerSlug.Kind.TOPIC,
    "articles_author": FormerSlug.Kind.AUTHOR,
    "taggit_tag": FormerSlug.Kind.TAG,
}

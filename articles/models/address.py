"""Addresses a story had before: each leads to the present one for ever."""

from django.db import models

from articles.models.article import Article


class Address(models.Model):
    """A former address of a story."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="former_addresses")
    date = models.DateField()
    slug = models.SlugField(max_length=80, allow_unicode=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["date", "slug"], name="one_story_per_former_address")]

    def __str__(self) -> str:
        return f"/{self.date:%Y/%m/%d}/{self.slug}/"

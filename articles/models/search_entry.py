"""What search knows of a story: apart from its row, so that lists do not read it."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from articles.models.article import Article


class SearchEntry(models.Model):
    """The live words of one story, written by `articles.search.index`."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="search_entry")
    # Plain text, for the excerpt around what was found.
    text = models.TextField()
    words = SearchVectorField()

    class Meta:
        verbose_name_plural = "search entries"
        indexes = [GinIndex(fields=["words"], name="words_of_stories")]

    def __str__(self) -> str:
        return f"words of {self.article_id}"

"""What belongs to a story, chosen by an editor, in order."""

from django.db import models

from articles.models.article import Article


class RelatedStory(models.Model):
    """`article` points its readers to `story`."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="related_stories")
    story = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="pointed_to_by")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "story"], name="a_related_story_once"),
            models.CheckConstraint(condition=~models.Q(article=models.F("story")), name="no_story_is_related_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} → {self.story_id}"

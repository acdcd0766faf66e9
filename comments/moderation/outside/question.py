"""What leaves the house about a comment, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from comments import references
from comments.models import Comment

# Score, and what was said.
Answer = tuple[float, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Question:
    """All that a stranger's server is told: the words, and under which story they stand. Nothing about who wrote them."""

    words: str
    story: str

    @classmethod
    def about(cls, comment: Comment) -> Question:
        """The question about a comment as it is now. One query, none where its story came along."""
        article = comment.discussion.article
        return cls(references.without_names(comment.body), settings.SITE_URL.rstrip("/") + article.get_absolute_url())


class NotAnswered(Exception):
    """The other server gave no answer, or none that makes sense; the message says what was wrong, in a few words."""

"""Conversations of any shape, written straight into their tables: posting them would take minutes."""

import random
import uuid

from django.utils import timezone

from comments import counting
from comments.models import Comment
from comments.moderation import decisions
from comments.placing import place
from tests.factories.comments import make_trusted_reader


def grow(discussion, *, comments, seed):
    """A conversation of any shape: wide, deep, with gaps."""
    chance = random.Random(seed)
    authors = [make_trusted_reader() for _ in range(3)]
    grown = []
    for _ in range(comments):
        parent = None if not grown or chance.random() < 0.2 else chance.choice(grown[-8:] + grown[:3])
        grown.append(copied(discussion, parent=parent, author=chance.choice(authors)))
    counting.recount(discussion)
    for comment in chance.sample(grown, comments // 6):
        decisions.take_back(comment, by=comment.author)


def copied(discussion, *, parent, author, body="Words."):
    """A comment written straight into its table, for shapes that would take minutes to post."""
    comment = Comment.objects.create(
        discussion=discussion, author=author, status="published", body=body, body_key=b"", path=uuid.uuid4().bytes,
        number=Comment.objects.filter(discussion=discussion).count() + 1,
        idempotency_key=uuid.uuid4(), created_at=timezone.now(), depth=0,
    )  # fmt: skip
    where = place(comment.pk, answers=parent)
    comment.parent_id, comment.root_id, comment.answers_to_id = where.parent_id, where.root_id, where.answers_to_id
    comment.depth, comment.path = where.depth, where.path
    comment.save()
    return comment

"""Where an answer stands in its thread: pure, shared by posting and by the seeder."""

from __future__ import annotations

from dataclasses import dataclass

from comments import limits
from comments.models import Comment
from comments.models.comment import PATH_STEP


@dataclass(frozen=True, slots=True)
class Place:
    """A comment's position, written once when it is inserted."""

    parent_id: int | None
    root_id: int | None
    answers_to_id: int | None
    depth: int
    path: bytes


def place(comment_id: int, *, answers: Comment | None) -> Place:
    """The place of the comment `comment_id` that answers another, or starts a thread.

    At the deepest level that is stored it becomes a sibling of what it answers, and names it.
    """
    own = comment_id.to_bytes(PATH_STEP, "big")
    if answers is None:
        return Place(None, None, None, 0, own)
    above = bytes(answers.path)
    root_id = answers.root_id or answers.pk
    if answers.depth < limits.DEEPEST:
        return Place(answers.pk, root_id, None, answers.depth + 1, above + own)
    return Place(answers.parent_id, root_id, answers.pk, answers.depth, above[:-PATH_STEP] + own)

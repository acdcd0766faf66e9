"""What a moderator passes on: a colleague should look. It says nothing about whether readers see the comment."""

from __future__ import annotations

from comments import wording
from comments.models import Comment, Decision
from comments.moderation.decisions import recording
from comments.moderation.decisions.allowed import must_be_allowed
from comments.moderation.decisions.seen import Changed
from newsroom.accounts.models import User
from newsroom.web import pages

Status = Comment.Status

# What waits for nobody can be decided anew by whoever doubts it.
ESCALATABLE = {Status.HELD, Status.PUBLISHED}


@pages.verb
def escalate(comment: Comment, *, by: User, note: str = "") -> Decision:
    """Ask colleagues to look at a comment; they read `note`, nobody else does. Raises `Changed`, `PermissionDenied`.

    It waits on the desk until somebody approves or removes it, or until this is taken back.
    """
    with pages.change():
        comment = recording.lock(comment.pk)
        must_be_allowed(comment, by=by)
        if comment.status not in ESCALATABLE:
            raise Changed(comment)
        entry = Decision(
            kind=Decision.Kind.ESCALATE,
            initiative=Decision.Initiative.OWN,
            by_id=by.pk,
            previous_id=recording.last_id_on(comment),
        )
        return recording.append(entry, on=comment, note=wording.clean(note))


@pages.verb
def unescalate(asked: Decision, *, by: User) -> Decision | None:
    """Take back that colleagues were asked to look; None if it was taken back before. Raises `PermissionDenied`."""
    with pages.change():
        comment = recording.lock(asked.comment_id or 0)
        must_be_allowed(comment, by=by)
        if Decision.objects.filter(comment_id=comment.pk, undoes_id=asked.pk).exists():
            return None
        entry = Decision(
            kind=Decision.Kind.UNESCALATE,
            initiative=Decision.Initiative.OWN,
            by_id=by.pk,
            undoes_id=asked.pk,
            previous_id=recording.last_id_on(comment),
        )
        return recording.append(entry, on=comment)

"""What an upheld objection does to a comment: it is as if the removal or the refusal had not been."""

from __future__ import annotations

import datetime as dt

from comments.models import Comment, Decision
from comments.moderation import answering, overtaking
from comments.moderation.decisions import grounds, recording
from comments.moderation.decisions.allowed import must_be_allowed
from comments.moderation.decisions.by_persons import approve
from comments.moderation.decisions.occasions import Occasion
from comments.moderation.decisions.seen import Changed, nothing_to_show
from newsroom.accounts.models import User
from newsroom.web import pages

Kind = Decision.Kind
Status = Comment.Status


def waited_before(comment: Comment) -> bool:
    """Whether a removed comment was held until its removal: then it waits again when that is overturned. Four queries at most."""
    return _removal_of_what_waited(comment) is not None


@pages.verb
def overturn(comment: Comment, *, by: User, occasion: Occasion, now: dt.datetime | None = None) -> Decision:
    """Put a comment back as it was before its removal; one that was refused is published. Raises `Changed`, `PermissionDenied`.

    What readers had seen they see again. What a person was to look at first waits for one again, for the reasons that it was
    held for: that a removal was wrong does not say that all of that is settled, and nobody has been asked.
    """
    with pages.change() as change:
        comment = recording.lock(comment.pk)
        removal = _removal_of_what_waited(comment)
        if removal is None:
            return approve(comment, by=by, occasion=occasion, now=now)
        must_be_allowed(comment, by=by, occasion=occasion)
        if comment.is_wordless:
            raise Changed(comment, nothing_to_show())
        last = recording.last_id_on(comment)
        recording.move(comment, to=Status.HELD, change=change)
        entry = Decision(
            kind=Kind.UNDO,
            initiative=Decision.Initiative.OBJECTION,
            by_id=by.pk,
            machine_helped=bool(grounds.found_on(comment)),
            objection_id=occasion.objection_id,
            batch=occasion.batch,
            undoes_id=removal.pk,
            previous_id=last,
        )
        decision = recording.append(entry, on=comment, now=now)
        answering.reopen(comment)
        overtaking.overtake(comment, decision=decision)
        recording.settle_author(comment)
    return decision


def _removal_of_what_waited(comment: Comment) -> Decision | None:
    """The removal that holds, if nobody but moderators could see the comment before it."""
    last = recording.last_on(comment) if comment.status == Status.REMOVED else None
    removal = last.that_holds() if last else None
    before = Decision.objects.filter(pk=removal.previous_id or 0).first() if removal else None
    return removal if before is not None and before.status_after == Status.HELD else None

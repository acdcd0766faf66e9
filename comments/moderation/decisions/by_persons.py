"""What persons decide: a moderator approves or removes, an author takes back."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from comments import notifying, wording
from comments.models import Comment, Decision, Rule
from comments.moderation import answering, overtaking
from comments.moderation.decisions import grounds, recording
from comments.moderation.decisions.allowed import must_be_allowed
from comments.moderation.decisions.occasions import PLAIN, Occasion
from comments.moderation.decisions.seen import Changed, Seen, nothing_to_show
from comments.moderation.outside import teaching
from comments.moderation.standards import version_with
from newsroom.accounts.models import User
from newsroom.web import pages

Kind = Decision.Kind
Initiative = Decision.Initiative
Status = Comment.Status

# From which states a person's decision may be taken. Approving what is published dismisses its reports; approving what
# was removed or refused restores it.
DECIDABLE = {
    Kind.APPROVE: {Status.HELD, Status.PUBLISHED, Status.REMOVED, Status.REFUSED},
    Kind.REMOVE: {Status.HELD, Status.PUBLISHED},
    Kind.TAKE_BACK: {Status.HELD, Status.PUBLISHED},
}


def open_to(comment: Comment) -> list[Decision.Kind]:
    """What a moderator can do with a comment as it is now: nothing once its words are gone with its author."""
    kinds = [kind for kind in (Kind.APPROVE, Kind.REMOVE) if comment.status in DECIDABLE[kind]]
    return [] if comment.is_wordless else kinds


def approve(
    comment: Comment, *, by: User, seen: Seen | None = None, occasion: Occasion = PLAIN, now: dt.datetime | None = None
) -> Decision:
    """Show a comment, or keep it in spite of reports, or restore it. Raises `Changed`, `PermissionDenied`."""
    return _decide(comment, kind=Kind.APPROVE, by=by, seen=seen, occasion=occasion, now=now)


def remove(
    comment: Comment,
    *,
    by: User,
    rule: Rule,
    note: str = "",
    seen: Seen | None = None,
    occasion: Occasion = PLAIN,
    now: dt.datetime | None = None,
) -> Decision:
    """Remove a comment under a rule; the author reads the rule and `note`. Raises `Changed`, `PermissionDenied`."""
    return _decide(comment, kind=Kind.REMOVE, by=by, seen=seen, rule=rule, note=note, occasion=occasion, now=now)


def take_back(comment: Comment, *, by: User) -> Decision:
    """Take one's own words back; the answers keep their place. Raises `PermissionDenied` for anyone but the author."""
    if comment.author_id != by.pk:
        raise PermissionDenied(_("Only its author can take a comment back."))
    return _decide(comment, kind=Kind.TAKE_BACK, by=by)


@pages.verb
def _decide(
    comment: Comment,
    *,
    kind: Decision.Kind,
    by: User,
    seen: Seen | None = None,
    rule: Rule | None = None,
    note: str = "",
    occasion: Occasion = PLAIN,
    now: dt.datetime | None = None,
) -> Decision:
    with pages.change() as change:
        comment, note = recording.lock(comment.pk), wording.clean(note)
        if kind != Kind.TAKE_BACK:
            must_be_allowed(comment, by=by, occasion=occasion)
        stands, was = Seen.of(comment), comment.status
        was_reported = stands.report_id is not None
        if seen is not None:
            seen.must_still_hold(comment, now=stands, kind=kind)
        if was not in DECIDABLE[kind]:
            raise Changed(comment)
        if kind == Kind.APPROVE and comment.is_wordless:
            raise Changed(comment, nothing_to_show())
        # An author who takes back what they wrote judges nothing.
        found = [] if kind == Kind.TAKE_BACK else grounds.found_on(comment)
        recording.move(comment, to=recording.STATUS_AFTER[kind], change=change)
        entry = Decision(
            kind=kind,
            initiative=Initiative.AUTHOR if kind == Kind.TAKE_BACK else occasion.initiative(was_reported=was_reported),
            by_id=by.pk,
            machine_helped=None if kind == Kind.TAKE_BACK else bool(found),
            objection_id=occasion.objection_id,
            notice_id=occasion.notice_id,
            batch=occasion.batch,
            rule_number=rule.number if rule else None,
            standards_version=version_with(rule) if rule else None,
            previous_id=stands.decision_id,
        )
        because = grounds.of_removal(entry.initiative, found, note=note) if kind == Kind.REMOVE else ""
        decision = recording.append(entry, on=comment, note=note, because=because, now=now)
        answers_reports = answering.answer(comment, decision=decision, was=was)
        overtaking.overtake(comment, decision=decision)
        recording.settle_author(comment)
        notifying.tell_later(decision, answers_reports=answers_reports)
        teaching.teach_later(decision)
    return decision

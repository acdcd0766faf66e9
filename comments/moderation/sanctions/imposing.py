"""Imposing a sanction: under a rule in force, with a reason that its reader reads, for a length that has an end or is lifted."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from comments import limits, wording
from comments.models import Comment, Decision, Report, Rule, Sanction
from comments.moderation import measures
from comments.moderation.decisions import grounds, recording
from comments.moderation.decisions.occasions import PLAIN, Occasion
from comments.moderation.sanctions import letters, trail
from comments.moderation.sanctions.refusing import Changed, NotDone, already_done, must_be_allowed
from comments.moderation.standards import rules_in_force, version_with
from newsroom.accounts.models import User
from newsroom.web import pages

Kind = Sanction.Kind

# How the log calls what was done.
DONE = {
    Kind.WARNING: Decision.Kind.WARN,
    Kind.LOOKED_AT_FIRST: Decision.Kind.LOOK_FIRST,
    Kind.MUTED: Decision.Kind.MUTE,
    Kind.BARRED: Decision.Kind.BAR,
}


def warn(account: User, *, by: User, rule: Rule, reason: str, comment: Comment | None = None) -> Sanction:
    """Warn a reader, who acknowledges it before their next comment. Raises what `impose` raises."""
    return impose(account, kind=Kind.WARNING, by=by, rule=rule, reason=reason, comment=comment)


def look_first(
    account: User, *, by: User, rule: Rule, reason: str, days: int | None = None, comment: Comment | None = None
) -> Sanction:
    """Let a person look first at everything a reader writes, for `days` or until it is lifted. Raises what `impose` raises."""
    return impose(account, kind=Kind.LOOKED_AT_FIRST, by=by, rule=rule, reason=reason, days=days, comment=comment)


def mute(account: User, *, by: User, rule: Rule, reason: str, days: int, comment: Comment | None = None) -> Sanction:
    """Let a reader write nothing for `days`; they may read, recommend and report. Raises what `impose` raises."""
    return impose(account, kind=Kind.MUTED, by=by, rule=rule, reason=reason, days=days, comment=comment)


def bar(account: User, *, by: User, rule: Rule, reason: str, days: int | None = None, comment: Comment | None = None) -> Sanction:
    """Let a reader write, recommend and report nothing for `days` or until it is lifted. Raises what `impose` raises.

    What concerns nobody else stays theirs: reading, following, muting, taking back, taking their data along, objecting.
    """
    return impose(account, kind=Kind.BARRED, by=by, rule=rule, reason=reason, days=days, comment=comment)


@pages.verb
def impose(
    account: User,
    *,
    kind: Sanction.Kind,
    by: User,
    rule: Rule,
    reason: str,
    days: int | None = None,
    comment: Comment | None = None,
    seen: int | None = None,
    occasion: Occasion = PLAIN,
    now: dt.datetime | None = None,
) -> Sanction:
    """Impose a sanction of this kind. It holds at once; its reader is written to when it can no longer be undone.

    `seen` is what `trail.newest_on` said when the page was made. Raises `AlreadyDone` if what holds already covers it,
    `Changed` if something else was done since `seen`, `NotDone` for what makes no sense, `PermissionDenied`.
    """
    with pages.change():
        # The first lock: two moderators come one after the other, and so does whatever this reader is posting.
        account = User.objects.select_for_update(no_key=True).get(pk=account.pk)
        moderator = must_be_allowed(account, by=by)
        now = now or timezone.now()
        sanction = Sanction(
            account=account,
            kind=kind,
            rule_number=_in_force(rule).number,
            standards_version=version_with(rule) or 0,
            reason=_reason(reason),
            comment=_of(account, comment),
            starts_at=now,
            ends_at=_end(kind, days=days, now=now),
            by=moderator,
        )
        _must_add_something(sanction, account=account, seen=seen, now=now)
        return _record(sanction, account=account, occasion=occasion, now=now)


def _in_force(rule: Rule) -> Rule:
    found = rules_in_force().filter(pk=rule.pk).first()
    if found is None:
        raise NotDone(_("Rule %(rule)s is no longer in force. Choose another rule that fits.") % {"rule": rule})
    return found


def _reason(typed: str) -> str:
    reason = wording.clean(typed)
    if not reason:
        raise NotDone(_("Write why: the reader reads it together with the rule."))
    if len(reason) > limits.LONGEST_NOTE:
        raise NotDone(_("That is a long reason. Say it in %(most)s characters.") % {"most": limits.LONGEST_NOTE})
    return reason


def _of(account: User, comment: Comment | None) -> Comment | None:
    if comment is not None and comment.author_id != account.pk:
        raise NotDone(_("Somebody else wrote that comment."))
    return comment


def _end(kind: Sanction.Kind, *, days: int | None, now: dt.datetime) -> dt.datetime | None:
    if kind == Kind.WARNING:
        return None
    if days is None:
        if kind == Kind.MUTED:
            raise NotDone(_("Say for how many days: whoever is muted knows when that ends."))
        return None
    if not 1 <= days <= measures.LONGEST_SANCTION_DAYS:
        raise NotDone(_("Choose a length between 1 and %(most)s days.") % {"most": measures.LONGEST_SANCTION_DAYS})
    return now + dt.timedelta(days=days)


def _must_add_something(sanction: Sanction, *, account: User, seen: int | None, now: dt.datetime) -> None:
    """Raise unless this changes what holds for a reader whose account is there and who stands as the moderator saw."""
    if not account.is_active:
        raise NotDone(_("This account has been closed."))
    holding = Sanction.objects.filter(account=account).in_force(now=now).select_related("by").order_by("-pk")
    for held in holding:
        if held.covers(sanction):
            raise already_done(held, by=sanction.by, is_news=seen is None or (held.decision_id or 0) > seen)  # type: ignore[arg-type]
    if seen is not None and trail.newest_on(account) != seen:
        raise Changed


def _record(sanction: Sanction, *, account: User, occasion: Occasion, now: dt.datetime) -> Sanction:
    """Store the sanction, its entry in the log, and its statement; queue the letter."""
    comment = sanction.comment
    sanction.save(force_insert=True)
    entry = Decision(
        kind=DONE[Kind(sanction.kind)],
        initiative=occasion.initiative(was_reported=comment is not None and Report.objects.filter(comment=comment).exists()),
        by_id=sanction.by_id,
        machine_helped=comment is not None and bool(grounds.found_on(comment)),
        rule_number=sanction.rule_number,
        standards_version=sanction.standards_version,
        objection_id=occasion.objection_id,
        notice_id=occasion.notice_id,
        batch=occasion.batch,
    )
    decision = recording.append_on_account(
        entry, account=account, sanction=sanction, note=sanction.reason, because=_facts(sanction), now=now
    )
    sanction.decision_id = decision.pk
    sanction.save(update_fields=["decision_id"])
    letters.tell_later(decision)
    return sanction


def _facts(sanction: Sanction) -> str:
    """What its reader is told it is based on: the moderator's words, and which comment they are about."""
    if sanction.comment is None:
        return sanction.reason
    about = _("It is about your comment of %(day)s under “%(story)s”.") % {
        "day": f"{timezone.localtime(sanction.comment.created_at):%-d %b %Y}",
        "story": sanction.comment.discussion.article.headline,
    }
    return f"{sanction.reason}\n\n{about}"

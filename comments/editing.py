"""Changing one's own comment: for 15 minutes, until it is answered; every change is looked at like a new comment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import replace

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from comments import composing, counting, limits, mentioning, permissions, references, switching, telling
from comments.models import Comment, Discussion, EarlierWording
from comments.moderation import checking_again, decisions, facts
from comments.moderation.policy.verdict import Kind
from comments.moderation.standards import rules_in_force
from comments.moderation.words import folding, likeness
from comments.permissions import Permission, Viewer
from comments.posting import Judgement, Refused
from newsroom.accounts.models import User
from newsroom.web import pages, stamps

Status = Comment.Status


def may_edit(user: Viewer, comment: Comment, *, now: dt.datetime) -> Permission:
    """Whether `user` may change `comment` now. Three queries at most."""
    return permissions.can_edit(user, comment, discussion=comment.discussion, is_answered=_is_answered(comment), now=now)


def until(comment: Comment) -> dt.datetime:
    """Until when a comment that nobody answers can be changed."""
    return comment.created_at + limits.EDIT_WINDOW


def words_of(comment: Comment) -> str:
    """A comment's words as its author types them: names for references. One query, none where it refers to nothing."""
    return references.spelled_out(comment.body, references.known([comment.body]))


@pages.verb
def edit_comment(
    comment: Comment, *, by: User, body: str, revision: int, nudge: bool = False, now: dt.datetime | None = None
) -> Comment:
    """Give a comment other words: published, or held until a person has looked, as its `status` then says.

    `revision` is the one that `by` had before their eyes. Its recommendations stay, and its number. The same words again, or
    the same form twice, change nothing. Raises `Refused`, and `Nudged` as `post_comment` does; then nothing is stored.
    """
    now = now or timezone.now()
    with pages.change() as change:
        # The locks of posting, in its order: the author, and as late as possible the conversation, then the comment.
        author = User.objects.select_for_update(no_key=True).get(pk=by.pk)
        comment = Comment.objects.select_related("discussion", "parent").get(pk=comment.pk)
        comment.discussion.switch = switching.steady()
        said = composing.compose(body, discussion_id=comment.discussion_id)
        if comment.author_id == author.pk and comment.body == said.body:
            return comment
        _must(may_edit(author, comment, now=now))
        if said.objection:
            raise Refused(permissions.refused(said.objection))
        judgement = _judged(comment, author=author, body=said.body, now=now)
        if nudge:
            judgement.must_not_surprise()
        comment, judgement = _locked(comment, judgement, author=author, revision=revision, now=now)
        was_seen, named = comment.status == Status.PUBLISHED, _reworded(comment, body=said.body, now=now)
        decisions.decide_anew(
            comment, verdict=judgement.verdict, findings=judgement.findings, facts=judgement.facts, now=now, change=change
        )
        checking_again.see_to(comment, verdict=judgement.verdict, findings=judgement.findings, now=now, is_new=False)
        if comment.status == Status.PUBLISHED:
            change.raises(stamps.discussion(comment.discussion_id))
            # One that readers did not see before is told of by whoever lets them.
            if was_seen and named:
                telling.spread_later(comment)
    return comment


def _must(permission: Permission) -> None:
    if not permission:
        raise Refused(permission)


def _is_answered(comment: Comment) -> bool:
    """Whether anybody answered it, also where the answer still waits: its writer had these words before them."""
    answers = Comment.objects.filter(Q(parent=comment) | Q(answers_to=comment))
    return answers.exclude(status=Status.REFUSED).exists()


def _judged(comment: Comment, *, author: User, body: str, now: dt.datetime) -> Judgement:
    """What the checks and the policy make of the new words. Raises `Refused` for what the policy refuses."""
    found = facts.gather(discussion=comment.discussion, author=author, parent=comment.parent, body=body, now=now, itself=comment)
    judgement = Judgement.of(found)
    if judgement.verdict.kind == Kind.REFUSE:
        raise Refused(permissions.refused(_broken_rule(judgement)))
    return judgement


def _broken_rule(judgement: Judgement) -> str:
    number = judgement.verdict.rule_number or 0
    rule = rules_in_force().filter(number=number).first()
    return _("Your comment stays as it was: these words would break rule %(number)s (%(title)s). They are still here.") % {
        "number": number,
        "title": rule.title if rule else "",
    }


def _locked(
    comment: Comment, judgement: Judgement, *, author: User, revision: int, now: dt.datetime
) -> tuple[Comment, Judgement]:
    """The comment under its locks, if it is still what its author saw, and the judgement as the conversation is run now.

    From here on everyone who posts under this story waits: whoever answers has answered, or will answer the new words.
    """
    discussion: Discussion = counting.lock(comment.discussion_id)
    discussion.switch = comment.discussion.switch
    comment = decisions.lock(comment.pk)
    comment.discussion = discussion
    _must(may_edit(author, comment, now=now))
    if comment.revision != revision:
        raise Refused(permissions.refused(_changed_elsewhere(comment)))
    if discussion.mode != judgement.facts.mode:
        judgement = judgement.in_mode(discussion.mode)
    last = decisions.last_on(comment)
    if comment.status == Status.HELD and last is not None and "reports" in last.that_holds().codes:
        # Readers brought it to the desk: no change of its author's takes it away from there.
        codes = tuple(sorted({*judgement.verdict.codes, "reports"}))
        judgement = replace(judgement, verdict=replace(judgement.verdict, kind=Kind.HOLD, codes=codes))
    return comment, judgement


def _changed_elsewhere(comment: Comment) -> str:
    at = time_format(timezone.localtime(comment.edited_at or comment.created_at), "H:i")
    return _(
        "You have changed this comment in another window, at %(time)s. What you wrote here is still here: look at both, then "
        "send it again."
    ) % {"time": at}


def _reworded(comment: Comment, *, body: str, now: dt.datetime) -> Collection[int]:
    """Write the new words over the old, and keep those for moderators. Returns whom they name and the old ones did not."""
    EarlierWording.objects.create(comment=comment, revision=comment.revision, body=comment.body, replaced_at=now)
    before = comment.body
    comment.body, comment.body_key = body, folding.body_key(body)
    comment.revision += 1
    comment.edited_at = now
    comment.save(update_fields=["body", "body_key", "revision", "edited_at"])
    likeness.keep(comment, instead_of=before)
    return mentioning.write(comment)

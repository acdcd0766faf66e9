"""Words set aside: what somebody wrote before they could post it, kept until they come back for it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone
from procrastinate.contrib.django import app as jobs

from comments import limits, wording
from comments.models import Comment, Discussion, Draft
from newsroom.accounts.models import User
from newsroom.jobs import job


def set_aside(
    discussion: Discussion,
    *,
    body: str,
    parent: Comment | None = None,
    account: User | None = None,
    key: uuid.UUID | None = None,
    now: dt.datetime | None = None,
) -> Draft:
    """Keep words for 30 days. With the `key` of an earlier draft, in its place; the key is all one needs to open it."""
    draft, made = Draft.objects.update_or_create(
        key=key or uuid.uuid4(),
        defaults={
            "discussion": discussion,
            "parent": parent,
            "account": account,
            "body": body,
            "at": now or timezone.now(),
        },
    )
    if made and account is not None:
        oldest = Draft.objects.filter(account=account).order_by("-at").values_list("pk", flat=True)[limits.DRAFTS_OF_ONE_READER :]
        Draft.objects.filter(pk__in=list(oldest)).delete()
    return draft


def keep(
    discussion: Discussion, *, by: User, body: str, parent: Comment | None, key: uuid.UUID | None, form: uuid.UUID | None
) -> bool:
    """Keep what somebody is typing, under the `key` of their form; words wiped out are let go. Returns whether it did so.

    Not kept: what that `form` has posted meanwhile (the last words of a form may arrive after it was sent), what stands
    under a key of somebody else, and whole books.
    """
    words = wording.clean(body)
    if key is None or form is None or len(words) > limits.LONGEST_DRAFT:
        return False
    if not words:
        let_go_of_own(key, by=by)
        return True
    if Comment.objects.filter(author=by, idempotency_key=form).exists():
        return False
    if Draft.objects.filter(key=key, account__isnull=False).exclude(account=by).exists():
        return False
    set_aside(discussion, body=words, parent=parent, account=by, key=key)
    return True


def begun(discussion: Discussion, *, parent: Comment | None, by: User) -> Draft | None:
    """What somebody began to write here, on this device or another. One query."""
    return Draft.objects.filter(account=by, discussion=discussion, parent=parent).order_by("-at").first()


def key_from(text: str | None) -> uuid.UUID | None:
    """The key in an address; None for anything that is none."""
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


def find(key: uuid.UUID | None, *, discussion: Discussion) -> Draft | None:
    """The words under this key in this conversation, if they are still kept."""
    if key is None:
        return None
    return Draft.objects.select_related("parent").filter(key=key, discussion=discussion).first()


def adopt(draft: Draft, *, by: User) -> Draft:
    """Make words written before signing in the writer's own, so that they find them again without the address."""
    if draft.account_id is None and Draft.objects.filter(pk=draft.pk, account=None).update(account=by):
        draft.account = by
    # Posted or let go of meanwhile, in another window: the words that were found still come back.
    return draft


def let_go(draft: Draft) -> None:
    """Forget words that were posted, or that their writer no longer wants."""
    draft.delete()


def let_go_of_own(key: uuid.UUID, *, by: User) -> bool:
    """Forget one's own words under this key. Returns whether there were any."""
    gone, _rows = Draft.objects.filter(key=key, account=by).delete()
    return bool(gone)


# Where a session keeps the one report that waits until its writer has signed in again.
_REPORT = "report"


def set_report_aside(session: SessionBase, *, comment_id: int, given: Mapping[str, str]) -> None:
    """Keep the report of somebody whose session expired while they wrote it. In the session, as only moderators read it."""
    words = wording.clean(given.get("words", ""))[: limits.LONGEST_REPORT]
    session[_REPORT] = {"comment": comment_id, "rule": given.get("rule", "")[:20], "words": words}


def take_up_report(session: SessionBase, *, comment_id: int) -> dict[str, str] | None:
    """The report of this comment that was set aside; once."""
    kept = session.get(_REPORT)
    if not kept or kept["comment"] != comment_id:
        return None
    del session[_REPORT]
    return {"rule": kept["rule"], "words": kept["words"]}


# And the one change of a comment.
_EDIT = "edit"


def set_edit_aside(session: SessionBase, *, comment_id: int, typed: str) -> None:
    """Keep the new words of somebody whose session expired while they changed a comment."""
    session[_EDIT] = {"comment": comment_id, "words": wording.clean(typed)[: limits.LONGEST_DRAFT]}


def take_up_edit(session: SessionBase, *, comment_id: int) -> str | None:
    """The new words for this comment that were set aside; once."""
    kept = session.get(_EDIT)
    if not kept or kept["comment"] != comment_id:
        return None
    del session[_EDIT]
    return str(kept["words"])


@jobs.periodic(cron="41 3 * * *")
@job(retry=3)
def let_go_of_old_drafts(timestamp: int) -> None:
    """Forget what nobody came back for."""
    old = dt.datetime.fromtimestamp(timestamp, dt.UTC) - limits.SET_ASIDE_FOR
    Draft.objects.filter(at__lt=old).delete()

"""Letters of news: at once, or once a day, as a reader has chosen (`choosing`). Each thing new is in one letter.

At once means: the first news of a conversation is written at once, what follows within the hour stands together in the next
letter. A letter holds only what its reader has not opened yet and can still open; what was removed meanwhile is in none.
Letters are jobs themselves (`newsroom.accounts.mail`): a mail server that is away loses none of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.db.models import F, Max, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from procrastinate.contrib.django import app as jobs

from comments import choosing, limits, references
from comments.models import Comment, Notification, TellingChoice
from comments.models.notification import NotificationQuerySet
from newsroom.accounts import confirmation
from newsroom.accounts.models import User
from newsroom.jobs import job

Kind = Notification.Kind
Mail = TellingChoice.Mail

# Of those just told, who wants a letter at once and has none coming that will hold this news too. Only a job that is still to
# be begun counts: one that was begun may have looked before this news came, and one that is over may have written nothing.
_AT_ONCE = """
SELECT reader.id FROM unnest(%(told)s::bigint[]) AS reader (id)
  LEFT JOIN comments_tellingchoice AS choice ON choice.reader_id = reader.id
 WHERE coalesce(choice.mail, %(at_once)s) = %(at_once)s
   AND reader.id NOT IN (SELECT (coming.args ->> 'reader_id')::bigint FROM procrastinate_jobs AS coming
        WHERE coming.status = 'todo' AND coming.task_name = %(job)s
          AND (coming.args ->> 'discussion_id')::bigint = %(discussion)s)
"""


@dataclass(frozen=True, slots=True)
class Told:
    """One piece of news as a letter gives it."""

    sentence: str
    headline: str
    excerpt: str
    address: str


def write_later(told: Sequence[int], *, comment: Comment) -> None:
    """Queue, in the caller's transaction, letters to those of the readers just told who want them at once. Two queries."""
    if not told:
        return
    asked = {
        "told": list(told),
        "at_once": Mail.AT_ONCE.value,
        "job": write_at_once.name,
        "discussion": comment.discussion_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(_AT_ONCE, asked)
        wanted = [{"reader_id": pk, "discussion_id": comment.discussion_id} for (pk,) in cursor.fetchall()]
    if wanted:
        write_at_once.batch_defer(*wanted)


@job(retry=8)
def write_at_once(reader_id: int, discussion_id: int) -> None:
    """Write to a reader what is new for them in a conversation; within an hour of the last such letter, once it is over."""
    with transaction.atomic():
        now = timezone.now()
        reader = _who_wants(Mail.AT_ONCE, reader_id)
        if reader is None:
            return
        here = Notification.objects.filter(reader=reader, comment__discussion=discussion_id)
        last = here.aggregate(at=Max("mailed_at"))["at"]
        if last is None or last + limits.LETTERS_APART <= now:
            _write(reader, here, now=now)
        elif _not_told_yet(here, now=now).exists():
            again = write_at_once.configure(schedule_at=last + limits.LETTERS_APART)
            again.defer(reader_id=reader_id, discussion_id=discussion_id)


@jobs.periodic(cron="30 5 * * *")
@job(retry=3)
def write_digests(timestamp: int) -> None:
    """Queue the daily letters, to be read with the morning's coffee; a thousand readers at a time."""
    waiting = Notification.objects.unread().about_comments().filter(mailed_at__isnull=True)
    daily = waiting.filter(reader__telling_choice__mail=Mail.DAILY, at__gte=F("reader__telling_choice__told_until"))
    in_order = daily.order_by("reader_id").values_list("reader_id", flat=True).distinct()
    last = 0
    while readers := list(in_order.filter(reader_id__gt=last)[: limits.TOLD_AT_ONCE]):
        write_digest.batch_defer(*[{"reader_id": pk} for pk in readers])
        last = readers[-1]


@job(retry=8)
def write_digest(reader_id: int) -> None:
    """Write to a reader what is new for them anywhere."""
    with transaction.atomic():
        reader = _who_wants(Mail.DAILY, reader_id)
        if reader is not None:
            _write(reader, Notification.objects.filter(reader=reader), now=timezone.now())


def _who_wants(mail: str, reader_id: int) -> User | None:
    """The reader, if they want letters in this way, at an address that is theirs.

    Locked, also against being told of something else at this moment: it is in this letter, or another one is queued for it.
    """
    reader = User.objects.select_for_update(no_key=True).filter(pk=reader_id, is_active=True).first()
    if reader is None or choosing.mail_for(reader) != mail or not confirmation.is_confirmed(reader):
        return None
    return reader


def _not_told_yet(news: NotificationQuerySet, *, now: dt.datetime) -> NotificationQuerySet:
    """What of a reader's news is new and was in no letter, since they chose to have letters."""
    unread = news.shown(now=now).unread().about_comments().filter(mailed_at__isnull=True)
    since = Q(reader__telling_choice__told_until__isnull=True) | Q(at__gte=F("reader__telling_choice__told_until"))
    return unread.filter(since)


def _write(reader: User, news: NotificationQuerySet, *, now: dt.datetime) -> None:
    """Send one letter with all that is new of this, the newest in words; nothing where there is nothing.

    However much it is, only what stands in words is fetched: the account is locked meanwhile.
    """
    count = _not_told_yet(news, now=now).update(mailed_at=now)
    if not count:
        return
    rows = news.filter(mailed_at=now).select_related("comment__author", "comment__discussion__article")
    shown = list(rows.order_by("-at", "-pk")[: limits.NEWS_IN_A_LETTER])
    names = references.known(_about(row).body for row in shown)
    stop = _absolute(choosing.stopping_address(reader))
    text = render_to_string(
        "comments/mail/news.txt",
        {
            "reader": reader,
            "told": [_told(row, names) for row in shown],
            "more": count - len(shown),
            "site_name": settings.SITE_NAME,
            "news_url": _absolute(reverse("comments:news")),
            "stop_url": stop,
        },
    )
    # RFC 8058: one press in the mail program, without signing in.
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    EmailMessage(f"{settings.SITE_NAME}: {_subject(shown, count=count)}", text, to=[reader.email], headers=headers).send()


def _subject(shown: Sequence[Notification], *, count: int) -> str:
    if count == 1:
        return _sentence(shown[0])
    said = ngettext("%(count)s new comment for you", "%(count)s new comments for you", count)
    return said % {"count": count}


def _told(row: Notification, names: references.Known) -> Told:
    comment = _about(row)
    return Told(
        _sentence(row),
        comment.discussion.article.headline,
        _excerpt(references.spelled_out(comment.body, names)),
        _absolute(comment.get_absolute_url()),
    )


def _about(row: Notification) -> Comment:
    """The comment that a piece of news is about: only such news is in letters."""
    if row.comment is None:
        raise ValueError("news about no comment is in no letter")
    return row.comment


def _sentence(row: Notification) -> str:
    said = {
        Kind.ANSWER: _("%(name)s answered you"),
        Kind.MENTION: _("%(name)s named you"),
        Kind.FOLLOWED: _("%(name)s wrote"),
    }[Kind(row.kind)]
    return said % {"name": _about(row).author or _("A former reader")}


def _excerpt(words: str) -> str:
    """The first of what somebody said in their own words, on one line."""
    own = " ".join(" ".join(line for line in words.split("\n") if not line.lstrip().startswith(">")).split())
    if len(own) <= limits.EXCERPT_IN_A_LETTER:
        return own
    return f"{own[: limits.EXCERPT_IN_A_LETTER].rsplit(None, 1)[0]} …"


def _absolute(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path

"""Letters of news: at once, or once a day, as a reader has chosen (`choosing`). Each thing new is in one letter.

At once means: the first news of a conversation is written at once, what follows within the hour stands together in the next
letter. A change of the standards is news like any other, and goes the same way. A letter holds only what its reader has not
opened yet and can still open; what was removed meanwhile is in none. Letters are jobs themselves (`newsroom.accounts.mail`):
a mail server that is away loses none of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection
from django.db.models import F, Max, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from procrastinate.contrib.django import app as jobs

from comments import choosing, limits, references
from comments.models import Comment, Notification, StandardsVersion, TellingChoice
from comments.models.notification import NotificationQuerySet
from newsroom.accounts import confirmation
from newsroom.accounts.models import User
from newsroom.jobs import job

Kind = Notification.Kind
Mail = TellingChoice.Mail

# A change of the standards is written to everybody at once: whatever somebody waits for goes first.
WHEN_IDLE = -10

# Of those just told, who wants a letter at once and has none coming that will hold this news too. Only a job that is still to
# be begun counts: one that was begun may have looked before this news came, and one that is over may have written nothing.
_AT_ONCE = """
SELECT reader.id FROM unnest(%(told)s::bigint[]) AS reader (id)
  LEFT JOIN comments_tellingchoice AS choice ON choice.reader_id = reader.id
 WHERE coalesce(choice.mail, %(at_once)s) = %(at_once)s
   AND reader.id NOT IN (SELECT (coming.args ->> 'reader_id')::bigint FROM procrastinate_jobs AS coming
        WHERE coming.status = 'todo' AND coming.task_name = %(job)s
          AND (coming.args ->> 'discussion_id')::bigint IS NOT DISTINCT FROM %(discussion)s::bigint)
"""


@dataclass(frozen=True, slots=True)
class Told:
    """One piece of news as a letter gives it: somebody's words under a story, or what the newsroom says of a change."""

    sentence: str
    address: str
    headline: str = ""
    excerpt: str = ""
    note: str = ""


def write_later(told: Sequence[int], *, comment: Comment) -> None:
    """Queue, in the caller's transaction, letters to those of the readers just told who want them at once. Two queries."""
    if wanted := _who_wants_at_once(told, discussion_id=comment.discussion_id):
        write_at_once.batch_defer(*wanted)


def write_of_standards_later(told: Sequence[int]) -> None:
    """The same of a change of the standards, which belongs to no conversation."""
    if wanted := _who_wants_at_once(told, discussion_id=None):
        write_at_once.configure(priority=WHEN_IDLE).batch_defer(*wanted)


def _who_wants_at_once(told: Sequence[int], *, discussion_id: int | None) -> list[dict[str, int | None]]:
    """A job's arguments for each of these readers who has no letter coming."""
    if not told:
        return []
    asked = {"told": list(told), "at_once": Mail.AT_ONCE.value, "job": write_at_once.name, "discussion": discussion_id}
    with connection.cursor() as cursor:
        cursor.execute(_AT_ONCE, asked)
        return [{"reader_id": pk, "discussion_id": discussion_id} for (pk,) in cursor.fetchall()]


@job(retry=8, once=True)
def write_at_once(reader_id: int, discussion_id: int | None) -> None:
    """Write to a reader what is new for them in a conversation, or of the standards if in none.

    Within an hour of the last such letter, once it is over.
    """
    now = timezone.now()
    reader = _who_wants(Mail.AT_ONCE, reader_id)
    if reader is None:
        return
    mine = Notification.objects.filter(reader=reader)
    here = mine.filter(comment__discussion=discussion_id) if discussion_id else mine.filter(kind=Kind.STANDARDS)
    last = here.aggregate(at=Max("mailed_at"))["at"]
    if last is None or last + limits.LETTERS_APART <= now:
        _write(reader, here, now=now)
    elif _not_told_yet(here, now=now).exists():
        again = write_at_once.configure(schedule_at=last + limits.LETTERS_APART)
        again.defer(reader_id=reader_id, discussion_id=discussion_id)


@jobs.periodic(cron="30 5 * * *")
@job(retry=3, once=True)
def write_digests(timestamp: int) -> None:
    """Queue the daily letters, to be read with the morning's coffee; a thousand readers at a time."""
    waiting = Notification.objects.unread().for_letters().filter(mailed_at__isnull=True)
    daily = waiting.filter(reader__telling_choice__mail=Mail.DAILY, at__gte=F("reader__telling_choice__told_until"))
    in_order = daily.order_by("reader_id").values_list("reader_id", flat=True).distinct()
    last = 0
    while readers := list(in_order.filter(reader_id__gt=last)[: limits.TOLD_AT_ONCE]):
        write_digest.batch_defer(*[{"reader_id": pk} for pk in readers])
        last = readers[-1]


@job(retry=8, once=True)
def write_digest(reader_id: int) -> None:
    """Write to a reader what is new for them anywhere."""
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
    unread = news.shown(now=now).unread().for_letters().filter(mailed_at__isnull=True)
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
    told = _told(shown)
    stop = _absolute(choosing.stopping_address(reader))
    text = render_to_string(
        "comments/mail/news.txt",
        {
            "reader": reader,
            "told": told,
            "more": count - len(shown),
            "site_name": settings.SITE_NAME,
            "news_url": _absolute(reverse("comments:news")),
            "stop_url": stop,
        },
    )
    # RFC 8058: one press in the mail program, without signing in.
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    EmailMessage(f"{settings.SITE_NAME}: {_subject(told, count=count)}", text, to=[reader.email], headers=headers).send()


def _subject(told: Sequence[Told], *, count: int) -> str:
    if count == 1:
        return told[0].sentence
    if all(news.headline for news in told):
        said = ngettext("%(count)s new comment for you", "%(count)s new comments for you", count)
    else:
        said = ngettext("%(count)s piece of news for you", "%(count)s pieces of news for you", count)
    return said % {"count": count}


def _told(rows: Sequence[Notification]) -> list[Told]:
    """News in words. Four queries at most, however much it is."""
    names = references.known(row.comment.body for row in rows if row.comment)
    versions = StandardsVersion.objects.in_bulk({row.standards_version for row in rows} - {None}, field_name="number")
    return [
        _of_comment(row, row.comment, names) if row.comment else _of_standards(versions[row.standards_version or 0])
        for row in rows
    ]


def _of_comment(row: Notification, comment: Comment, names: references.Known) -> Told:
    said = {
        Kind.ANSWER: _("%(name)s answered you"),
        Kind.MENTION: _("%(name)s named you"),
        Kind.FOLLOWED: _("%(name)s wrote"),
    }[Kind(row.kind)]
    return Told(
        said % {"name": comment.author or _("A former reader")},
        _absolute(comment.get_absolute_url()),
        headline=comment.discussion.article.headline,
        excerpt=_excerpt(references.spelled_out(comment.body, names)),
    )


def _of_standards(version: StandardsVersion) -> Told:
    day = date_format(timezone.localtime(version.in_force_from), "j F Y")
    return Told(
        _("Our community standards changed on %(day)s") % {"day": day},
        f"{_absolute(reverse('comments:standards_version', args=[version.number]))}#changes",
        note=version.note,
    )


def _excerpt(words: str) -> str:
    """The first of what somebody said in their own words, on one line."""
    own = " ".join(" ".join(line for line in words.split("\n") if not line.lstrip().startswith(">")).split())
    if len(own) <= limits.EXCERPT_IN_A_LETTER:
        return own
    return f"{own[: limits.EXCERPT_IN_A_LETTER].rsplit(None, 1)[0]} …"


def _absolute(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path

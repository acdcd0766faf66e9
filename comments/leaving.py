"""What the conversation holds about a reader: handed over, erased, and following a change of name or role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, Q, QuerySet

from comments import choosing, counting, references
from comments.models import (
    Acceptance,
    Awaiting,
    Comment,
    Decision,
    Draft,
    EarlierWording,
    Evidence,
    Following,
    Likeness,
    Mention,
    Mute,
    Note,
    Notification,
    Recommendation,
    Report,
    Sanction,
    Signal,
    Standing,
    Statement,
    Tally,
    TellingChoice,
    Visit,
    Watching,
    Whereabouts,
)
from comments.moderation import checks, decisions
from comments.moderation.objections import holding
from comments.moderation.words import folding
from newsroom.accounts.models import User
from newsroom.web import pages, stamps

_REASONS = (
    "decision_id", "kind", "rule_number", "rule_title", "rule_text", "standards_version", "facts", "by_machine",
    "machine_helped", "initiative", "until", "read_at",
)  # fmt: skip
STANDS = [Comment.Status.PUBLISHED, Comment.Status.HELD]


def export(user: User) -> dict[str, Any]:
    """Everything a reader wrote and did here, and what was decided about it."""
    mine = Comment.objects.filter(author=user).order_by("created_at", "pk")
    earlier = EarlierWording.objects.filter(comment__author=user).order_by("pk")
    decided = Decision.objects.filter(account_id=user.pk).order_by("pk")
    # What moderators write to each other is not written to the reader.
    told = decided.exclude(kind=Decision.Kind.ESCALATE)
    return {
        "comments": _spelled_out(mine.values("id", "discussion_id", "parent_id", "status", "body", "created_at", "edited_at")),
        "earlier_wordings": _spelled_out(earlier.values("comment_id", "revision", "body", "replaced_at")),
        "named_in": list(Mention.objects.filter(reader=user).order_by("pk").values_list("comment_id", flat=True)),
        "decisions": list(decided.values("comment_id", "kind", "rule_number", "standards_version", "codes", "at")),
        "notes_to_you": list(Evidence.objects.filter(decision__in=told).exclude(note="").values("decision_id", "note")),
        "reasons_given_to_you": list(Statement.objects.filter(reader=user).order_by("pk").values(*_REASONS)),
        "recommendations": list(Recommendation.objects.filter(reader=user).order_by("pk").values("comment_id", "at")),
        "reports": list(Report.objects.filter(reader=user).order_by("pk").values("comment_id", "words", "at", "outcome")),
        "drafts": list(Draft.objects.filter(account=user).values("discussion_id", "parent_id", "body", "at")),
        "places_in_conversations": list(Visit.objects.filter(reader=user).order_by("pk").values("discussion_id", "number", "at")),
        "followed": list(Following.objects.filter(reader=user).order_by("pk").values("discussion_id", "thread_id", "at")),
        "news": list(
            Notification.objects.filter(reader=user)
            .order_by("pk")
            .values("kind", "comment_id", "standards_version", "at", "read_at")
        ),
        "standards_accepted": list(Acceptance.objects.filter(account=user).order_by("version").values("version", "at")),
        **holding.export(user),
        "letters_of_news": choosing.mail_for(user),
        "stories_you_watch": list(Watching.objects.filter(moderator=user).order_by("pk").values("discussion_id", "at")),
        "muted_by_you": list(Mute.objects.filter(reader=user).order_by("pk").values("muted__display_name", "at")),
        "sanctions": list(
            Sanction.objects.filter(account=user)
            .order_by("pk")
            .values("kind", "rule_number", "reason", "starts_at", "ends_at", "acknowledged_at", "lifted_at", "decision_id")
        ),
        # Words about a person are that person's data; who wrote them is the moderator's (docs/decisions/notes-about-readers.md).
        "notes_about_you": list(Note.objects.filter(account=user).order_by("pk").values("words", "at")),
        "places_you_were_at": [
            {"digest": bytes(place).hex(), "seen_at": at}
            for place, at in Whereabouts.objects.filter(account=user).order_by("pk").values_list("place", "seen_at")
        ],
        "standing": Standing.objects.filter(account=user).values_list("level", flat=True).first(),
    }


def erase(user: User) -> None:
    """Take every comment back and erase its words, wherever they are kept; numbers and decisions stay, wordless."""
    with pages.change() as change:
        mine = Comment.objects.filter(author=user).exclude(status=Comment.Status.TAKEN_BACK)
        # In the order in which everyone locks: by discussion, then by comment. Asked anew under each lock, because a
        # moderator may have decided meanwhile; what was removed may be back.
        for discussion_id in sorted(set(mine.values_list("discussion_id", flat=True))):
            counting.lock(discussion_id)
            for comment in mine.filter(discussion=discussion_id, status__in=STANDS).order_by("pk"):
                decisions.take_back(comment, by=user)
        recommended = Recommendation.objects.filter(reader=user)
        # Locked, so that one taken back at this moment in another window is counted down once.
        counted = list(
            recommended.select_for_update(of=("self",)).order_by("comment_id").values_list("comment_id", "comment__discussion_id")
        )
        recommended.delete()
        list(Tally.objects.select_for_update().filter(pk__in=[pk for pk, _ in counted]).order_by("pk"))
        Tally.objects.filter(pk__in=[pk for pk, _ in counted]).update(recommendations=F("recommendations") - 1)
        change.raises(*(stamps.tally(discussion_id) for _, discussion_id in counted))
        Comment.objects.filter(author=user).update(body="", body_key=folding.body_key(""))
        EarlierWording.objects.filter(comment__author=user).delete()
        # Whoever names them shows the name that is left; nobody is told of it any more.
        named = Mention.objects.filter(reader=user)
        change.raises(*(stamps.discussion(pk) for pk in _named_in(named)))
        named.delete()
        Mention.objects.filter(comment__author=user).delete()
        about = Decision.objects.filter(account_id=user.pk).values("pk")
        # With its salt, or a short comment could be guessed back from the digest that stays in the log.
        Evidence.objects.filter(decision__in=about).update(salt=b"", body="", note="", facts={})
        # What strangers' servers said about the words may repeat them.
        said = Signal.objects.filter(comment__author=user, check_name__in=[check.name for check in checks.OUTSIDE])
        said.update(detail={})
        Statement.objects.filter(reader=user).delete()
        Report.objects.filter(reader=user).update(words="")
        holding.erase(user)
        Draft.objects.filter(account=user).delete()
        Standing.objects.filter(account=user).delete()
        Sanction.objects.filter(account=user).delete()
        Note.objects.filter(account=user).delete()
        Whereabouts.objects.filter(account=user).delete()
        Watching.objects.filter(moderator=user).delete()
        _look_no_more(user)
        # What they decided as a moderator stands, unnamed.
        Sanction.objects.filter(by=user).update(by=None)
        Note.objects.filter(by=user).update(by=None)
        Visit.objects.filter(reader=user).delete()
        Following.objects.filter(reader=user).delete()
        Likeness.objects.filter(author=user).delete()
        Notification.objects.filter(reader=user).delete()
        Acceptance.objects.filter(account=user).delete()
        TellingChoice.objects.filter(reader=user).delete()
        # Whoever muted them has nothing left to fold away, and would keep a nameless line on their list.
        Mute.objects.filter(Q(reader=user) | Q(muted=user)).delete()


def renamed(user: User) -> None:
    """Let every conversation that shows the name be built anew; whoever decides no more looks at nothing any more."""
    shown_in = Comment.objects.placed().filter(author=user).values_list("discussion_id", flat=True).distinct()
    named_in = _named_in(Mention.objects.filter(reader=user))
    with pages.change() as change:
        if not user.is_moderator:
            _look_no_more(user)
        change.raises(*(stamps.discussion(pk) for pk in {*shown_in, *named_in}))


def _look_no_more(user: User) -> None:
    """Let colleagues have what this moderator was looking at."""
    Awaiting.objects.filter(claimed_by=user).update(claimed_by=None)


def _named_in(mentions: QuerySet[Mention]) -> set[int]:
    """The conversations in which a reader is named."""
    return set(mentions.values_list("comment__discussion_id", flat=True).distinct())


def _spelled_out(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows with names for numbers in their words, as they were typed."""
    listed = [dict(row) for row in rows]
    names = references.known(row["body"] for row in listed)
    return [row | {"body": references.spelled_out(row["body"], names)} for row in listed]

"""The log as the desk shows it: what was decided, in words, and what can still be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comments import limits, references
from comments.models import Comment, Decision, EarlierWording, Evidence
from comments.models.decision import DecisionQuerySet
from comments.moderation import standards
from comments.moderation.decisions import STATUS_AFTER, Seen
from newsroom.accounts.models import User
from newsroom.web import parameters

_BEFORE = parameters.Number("before")

# What a moderator decides, and can take back while nobody has been told.
PERSONS = [Decision.Kind.APPROVE, Decision.Kind.REMOVE, Decision.Kind.ESCALATE]


# On whose word a person decided; who takes back what they wrote needs none.
_INITIATIVES = {
    Decision.Initiative.OWN: gettext_lazy("own initiative"),
    Decision.Initiative.REPORT: gettext_lazy("reported by readers"),
    Decision.Initiative.NOTICE: gettext_lazy("notice of illegal content"),
    Decision.Initiative.OBJECTION: gettext_lazy("objection"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision in words; `author` is whose comment it is about, empty once they have left.

    `many` were taken at once, and `decision` is the first of them.
    """

    decision: Decision
    by: str
    author: str
    rule: str
    note: str
    many: int = 1

    @property
    def what(self) -> str:
        """What was done."""
        return str(self.decision.get_kind_display())

    @property
    def sentence(self) -> str:
        """What was done, and under which rule, for whoever did it."""
        if self.many > 1:
            return self._sentence_of_many
        if self.rule:
            if self.decision.kind == Decision.Kind.REMOVE:
                return _("Removed under rule %(rule)s.") % {"rule": self.rule}
            return _("%(what)s under rule %(rule)s.") % {"what": capfirst(self.what), "rule": self.rule}
        if self.decision.kind == Decision.Kind.UNDO and self.decision.objection_id and self._is_held:
            return _("The removal is undone: the comment is held again, as before it.")
        return {
            Decision.Kind.APPROVE: _("Approved."),
            Decision.Kind.ESCALATE: _("Passed on to your colleagues."),
            Decision.Kind.UNDO: _("Undone."),
        }.get(Decision.Kind(self.decision.kind), self.what)

    @property
    def _is_held(self) -> bool:
        return self.decision.status_after == Comment.Status.HELD

    @property
    def _sentence_of_many(self) -> str:
        said = ngettext("%(n)s comment approved.", "%(n)s comments approved.", self.many)
        if self.rule:
            said = ngettext(
                "%(n)s comment removed under rule %(rule)s.", "%(n)s comments removed under rule %(rule)s.", self.many
            )
        return said % {"n": self.many, "rule": self.rule}

    def said_again_to(self, person: User) -> str:
        """The same for somebody who wanted to do it too: a colleague, or whoever did it and pressed a second time."""
        if self.decision.by_id == person.pk:
            return _("You have just done this: %(what)s.") % {"what": self.what}
        return _("%(name)s has just done this: %(what)s.") % {"name": self.by, "what": self.what}

    @property
    def why(self) -> str:
        """Under which rule, for which findings, on whose word, and whether a check had helped."""
        said = [_("rule %(rule)s") % {"rule": self.rule}] if self.rule else []
        said += self.decision.codes
        if self.decision.automatic:
            return ", ".join(said) or _("nothing found")
        if initiative := _INITIATIVES.get(Decision.Initiative(self.decision.initiative)):
            said.append(str(initiative))
        if self.decision.machine_helped:
            said.append(_("a check had found something"))
        return ", ".join(said)

    @property
    def seconds_to_undo(self) -> int:
        """How long its author will not have been told yet; 0 if they have, or if it is nothing that one undoes."""
        if self.decision.kind not in PERSONS:
            return 0
        return seconds_to_undo([self.decision])


@dataclass(frozen=True, slots=True)
class Undoable:
    """What one moderator can still undo, newest first: the newest few, and the others. What was done at once is one line."""

    newest: list[Entry]
    before: list[Entry]


@dataclass(frozen=True, slots=True)
class LogPage:
    """One page of the log and the marker of the next."""

    entries: list[Entry]
    older: int | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a comment said before its author changed it, first wording first, and what the words refer to."""

    wordings: list[EarlierWording]
    names: references.Known


def seconds_to_undo(decisions: Iterable[Decision]) -> int:
    """How long all of these can still be undone: as long as the first of them."""
    first = min((decision.at for decision in decisions), default=timezone.now() - limits.UNDO_WINDOW)
    return max(0, int((first + limits.UNDO_WINDOW - timezone.now()).total_seconds()))


def earlier_wordings(comment: Comment) -> Earlier:
    """The wordings that later ones have replaced. Two queries at most."""
    wordings = list(EarlierWording.objects.filter(comment=comment).order_by("revision"))
    return Earlier(wordings, references.known(wording.body for wording in wordings))


def in_words(decision: Decision) -> Entry:
    """One decision in words. Three queries at most."""
    [entry] = _entries(Decision.objects.filter(pk=decision.pk))
    return replace(entry, decision=decision)


def entry(decision_id: int | None) -> Entry | None:
    """The decision of this number in words, if there is one. Two queries at most."""
    return next(iter(_entries(Decision.objects.filter(pk=decision_id or 0))), None)


def of_comment(comment: Comment) -> list[Entry]:
    """Everything decided on a comment, oldest first."""
    return _entries(Decision.objects.filter(comment_id=comment.pk).order_by("pk"))


def page_of_log(*, before: str) -> LogPage:
    """The newest decisions, or those before a marker; a marker from nowhere is the first page."""
    older_than = _BEFORE.normal(before)
    found = Decision.objects.order_by("-pk")
    if older_than:
        found = found.filter(pk__lt=older_than)
    entries = _entries(found[: limits.DECISIONS_ON_A_PAGE + 1])
    shown = entries[: limits.DECISIONS_ON_A_PAGE]
    return LogPage(shown, shown[-1].decision.pk if len(entries) > len(shown) else None)


def undoable(*, by: User) -> Undoable:
    """What somebody has decided that they can still undo. Three queries at most."""
    followed = Q(kind__in=Decision.ON_STANDING) | Q(undoes_id=OuterRef("pk"))
    later = Decision.objects.filter(followed, comment_id=OuterRef("comment_id"), pk__gt=OuterRef("pk"))
    # The end of the log is read by its key: nobody's decisions of the last seconds stand further back.
    end = Decision.objects.order_by("-pk").values("pk")[: limits.DECISIONS_TO_LOOK_BACK]
    mine = Decision.objects.filter(pk__in=end, by_id=by.pk, kind__in=PERSONS, at__gt=timezone.now() - limits.UNDO_WINDOW)
    entries = _joined(_entries(mine.filter(~Exists(later)).order_by("-pk")))
    return Undoable(entries[: limits.DECISIONS_SHOWN], entries[limits.DECISIONS_SHOWN :])


def _joined(entries: Sequence[Entry]) -> list[Entry]:
    """The same, newest first, with one entry for all that was decided at once, which stands for the first of it."""
    joined: dict[object, Entry] = {}
    for entry in entries:
        key = entry.decision.batch or entry.decision.pk
        joined[key] = replace(entry, many=joined[key].many + 1) if key in joined else entry
    return list(joined.values())


def last_decision(comment: Comment) -> Decision:
    """The decision that holds now. Raises `Decision.DoesNotExist` for a comment without any."""
    return Decision.objects.on_standing().filter(comment_id=comment.pk).latest("pk")


def is_what_was_wanted(comment: Comment, *, kind: str, seen: Seen) -> bool:
    """Whether a colleague's decision, taken since `seen`, has led where this one would have led."""
    last = last_decision(comment)
    return last.pk != seen.decision_id and comment.status == STATUS_AFTER[Decision.Kind(kind)] and last.kind == kind


def _entries(decisions: DecisionQuerySet) -> list[Entry]:
    """Decisions in words. One query; two at most more where rules are named."""
    note = Evidence.objects.filter(pk=OuterRef("pk")).values("note")
    rows = list(decisions.annotate(by_name=_name("by_id"), author_name=_name("account_id"), note=Subquery(note)))
    rules = standards.rules_named_by(rows)
    return [
        Entry(
            decision=row,
            by=_("the checks") if row.automatic else row.by_name or _("somebody who has left"),
            author=row.author_name or "",
            rule=f"{rules[row.pk].number} ({rules[row.pk].title})" if row.pk in rules else str(row.rule_number or ""),
            note=row.note or "",
        )
        for row in rows
    ]


def _name(account: str) -> Subquery:
    """Whoever has left keeps a row, as answers and decisions point at it, and no name."""
    named = User.objects.filter(pk=OuterRef(account), erased_at=None)
    return Subquery(named.values("display_name"))

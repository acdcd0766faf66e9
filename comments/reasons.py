"""The reasons for a decision that restricts a reader, as that reader reads them: what was said then, and if it still holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comments import references
from comments.models import Comment, Decision, Evidence, Sanction, Statement
from newsroom.accounts.models import User

Kind = Decision.Kind
Initiative = Decision.Initiative
Status = Comment.Status


@dataclass(frozen=True, slots=True)
class Reasons:
    """One statement of reasons, what it is about, and what has become of the decision since."""

    statement: Statement
    decision: Decision
    # Empty as long as the decision stands.
    no_longer: str
    comment: Comment | None = None
    sanction: Sanction | None = None
    # The words that were decided on, and what they refer to.
    body: str = ""
    names: references.Known | None = None

    @property
    def what(self) -> str:
        """What happened, to whom it happened."""
        return what_happened(self.statement.kind)

    @property
    def where(self) -> str:
        """What it restricts, and how far."""
        return {
            Kind.REMOVE: _(
                "Readers no longer see the comment anywhere on this site. Where it is answered, a line says that it was removed."
            ),
            Kind.REFUSE: _("The comment does not appear anywhere on this site."),
            Kind.WARN: _("Nothing is taken from you. You read the warning before you write again."),
            Kind.LOOK_FIRST: _("Under every story of this site a person reads what you write before it appears."),
            Kind.MUTE: _("You do not write under any story of this site. You read, recommend and report as before."),
            Kind.BAR: _(
                "Under every story of this site you do not write, recommend or report. You read, follow, mute, take back what "
                "you wrote, and object."
            ),
        }[Kind(self.statement.kind)]

    @property
    def how_long(self) -> str:
        """Until when it holds."""
        if self.statement.until is not None:
            until = date_format(timezone.localtime(self.statement.until), "j F Y, H:i T")
            return _("Until %(until)s; then it ends by itself.") % {"until": until}
        if self.statement.kind == Kind.WARN:
            return _("Until you say that you have read it.")
        if self.statement.kind in Decision.SANCTIONS:
            return _("Until it is lifted.")
        return _("For good, unless it is decided otherwise.")

    @property
    def by_whom(self) -> str:
        """Whether a machine decided, or helped."""
        return who_decided(self.statement)

    @property
    def on_whose_initiative(self) -> str:
        """Why anybody looked."""
        return why_looked_at(self.statement.initiative)


def what_happened(kind: str) -> str:
    """What a decision of this kind did, to whom it was done."""
    return {
        Kind.REMOVE: _("Your comment was removed"),
        Kind.REFUSE: _("Your comment was not published"),
        Kind.WARN: _("You were warned"),
        Kind.LOOK_FIRST: _("A person looks first at what you write"),
        Kind.MUTE: _("You are muted"),
        Kind.BAR: _("You are barred"),
    }[Kind(kind)]


def who_decided(statement: Statement) -> str:
    """Whether a machine decided what a statement is about, or helped."""
    if statement.by_machine:
        return _("This was decided by machine, by checks and a policy that are the same for everybody. No person has looked yet.")
    if statement.machine_helped:
        return _("A person decided this. Before, one of our checks had asked that a person looks at it.")
    return _("A person decided this. No machine had found anything.")


def why_looked_at(initiative: str) -> str:
    """On whose initiative it was decided."""
    return {
        Initiative.POLICY: _("Our checks look at every comment."),
        Initiative.OWN: _("A moderator looked at it on their own initiative."),
        Initiative.REPORT: _("Readers had reported it."),
        Initiative.NOTICE: _("Somebody had sent us a notice that it is against the law."),
        Initiative.OBJECTION: _("Somebody had objected to an earlier decision."),
    }.get(Initiative(initiative), "")


def given_to(reader: User, *, decision_id: int) -> Reasons | None:
    """The reasons that `reader` was given for a decision; None if it restricts somebody else, or nobody. Six queries at most."""
    statement = Statement.objects.select_related("decision").filter(pk=decision_id, reader=reader).first()
    if statement is None:
        return None
    decision = statement.decision
    if decision.comment_id is None:
        sanction = Sanction.objects.filter(pk=decision.sanction_id or 0).first()
        return Reasons(statement, decision, _sanction_ended(sanction), sanction=sanction)
    comment = Comment.objects.select_related("discussion__article").get(pk=decision.comment_id or 0)
    kept = Evidence.objects.only("body").filter(pk=decision.pk).first()
    body = kept.body if kept else ""
    return Reasons(statement, decision, _overtaken(decision, comment), comment=comment, body=body, names=references.known([body]))


def address_of(comment: Comment) -> str:
    """Where the author of a comment that was just refused reads why; empty for any other. No query for those."""
    if comment.status != Status.REFUSED:
        return ""
    given = Statement.objects.filter(decision__comment_id=comment.pk, kind=Kind.REFUSE).order_by("-pk")
    return reverse("comments:reasons", args=[given.values_list("pk", flat=True)[0]])


def take_note(statement: Statement) -> None:
    """Keep when its reader first opened a statement."""
    Statement.objects.filter(pk=statement.pk, read_at=None).update(read_at=timezone.now())


def _overtaken(decision: Decision, comment: Comment) -> str:
    """What has taken a decision's place; empty where it still holds."""
    newest = Decision.objects.on_standing().filter(comment_id=comment.pk).order_by("-pk").first()
    if newest is None or newest.that_holds().pk == decision.pk:
        return ""
    return {
        Status.PUBLISHED: _("Your comment is back where it was, and readers see it."),
        Status.HELD: _("A person looks at your comment again."),
        Status.TAKEN_BACK: _("You have taken the comment back since."),
    }.get(Status(comment.status), _("Another decision has taken its place: your comments say which."))


def _sanction_ended(sanction: Sanction | None) -> str:
    if sanction is None:
        return ""
    if sanction.lifted_at is not None:
        return _("It was lifted on %(day)s.") % {"day": _day(sanction.lifted_at)}
    if sanction.ends_at is not None and sanction.ends_at <= timezone.now():
        return _("It ended on %(day)s.") % {"day": _day(sanction.ends_at)}
    return ""


def _day(moment: dt.datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y, H:i T")

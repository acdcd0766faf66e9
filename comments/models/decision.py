"""The log: what was done, by whom, under which rule. Append-only; no words and no person stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Which entries of the log, said once."""

    def on_standing(self) -> DecisionQuerySet:
        """Those that say whether readers see a comment; putting it forward or asking a colleague says nothing about that."""
        return self.filter(kind__in=Decision.ON_STANDING)

    def on_sanctions(self) -> DecisionQuerySet:
        """Those that say whether a sanction holds; that somebody looked at it again and it stands says nothing about that."""
        return self.filter(kind__in=Decision.ON_SANCTIONS)

    def that_hold(self, entries: Iterable[Decision]) -> dict[int, Decision]:
        """What each entry leaves in force, by its number: itself, or what an undoing has brought back.

        One query for all of them; none where nothing was undone.
        """
        listed = list(entries)
        undone_on = {entry.comment_id for entry in listed if entry.kind == Decision.Kind.UNDO}
        # What an undoing has brought back may be an undoing too, as often as somebody changed their mind: the whole log of
        # these comments is fetched, which is short, and not one step after the other.
        log = self.filter(comment_id__in=undone_on).in_bulk() if undone_on else {}
        return {entry.pk: _in_force(entry, log=log) for entry in listed}


def _in_force(entry: Decision, *, log: Mapping[int, Decision]) -> Decision:
    held = entry
    while held.kind == Decision.Kind.UNDO:
        held = log[log[held.undoes_id or 0].previous_id or 0]
    return held


class Decision(models.Model):
    """One entry of the log. Numbers are plain (no foreign keys): the log outlives what it speaks of.

    The database refuses UPDATE, DELETE and TRUNCATE, and fills `digest` and `transaction_id` itself.
    """

    class Kind(models.TextChoices):
        PUBLISH = "publish", _("published")
        HOLD = "hold", _("held: a person looks first")
        REFUSE = "refuse", _("refused")
        APPROVE = "approve", _("approved")
        REMOVE = "remove", _("removed")
        TAKE_BACK = "take_back", _("taken back by its author")
        UNDO = "undo", _("undone")
        FEATURE = "feature", _("made an editors' pick")
        UNFEATURE = "unfeature", _("no longer an editors' pick")
        ESCALATE = "escalate", _("passed on to a colleague")
        UNESCALATE = "unescalate", _("no longer passed on")
        RECHECK = "recheck", _("checked again: what was decided stands")
        CONFIRM = "confirm", _("confirmed after an objection")
        UNCONFIRM = "unconfirm", _("no longer confirmed: the objection is open again")
        WARN = "warn", _("warned")
        LOOK_FIRST = "look_first", _("looked at first from now on")
        MUTE = "mute", _("muted")
        BAR = "bar", _("barred")
        LIFT = "lift", _("sanction lifted")

    # What says whether readers see a comment.
    ON_STANDING = (Kind.PUBLISH, Kind.HOLD, Kind.REFUSE, Kind.APPROVE, Kind.REMOVE, Kind.TAKE_BACK, Kind.UNDO)
    # What is done to an account.
    SANCTIONS = (Kind.WARN, Kind.LOOK_FIRST, Kind.MUTE, Kind.BAR)
    # What says whether a sanction holds.
    ON_SANCTIONS = (*SANCTIONS, Kind.LIFT, Kind.UNDO)
    # What restricts somebody under a rule: none of these is stored without a statement of reasons.
    RESTRICTIONS = (Kind.REMOVE, Kind.REFUSE, *SANCTIONS)

    class Initiative(models.TextChoices):
        POLICY = "policy", _("the checks")
        OWN = "own", _("a moderator's own")
        REPORT = "report", _("a reader's report")
        AUTHOR = "author", _("the author's")
        NOTICE = "notice", _("a notice of illegal content")
        OBJECTION = "objection", _("an objection")

    # Whoever adds a column makes it one that may be null, and leaves it null in the rows there are: they are sealed.
    comment_id = models.BigIntegerField(null=True)
    account_id = models.BigIntegerField(null=True)
    revision = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=10, choices=Kind)
    # Empty for what is done to an account.
    status_after = models.CharField(max_length=10, choices=Comment.Status, blank=True)
    initiative = models.CharField(max_length=9, choices=Initiative)
    by_id = models.BigIntegerField(null=True)
    # Whether a machine decided; and, where a person did, whether a check had found something. Null: as it was before that
    # was asked.
    automatic = models.BooleanField(default=False)
    machine_helped = models.BooleanField(null=True)
    rule_number = models.PositiveSmallIntegerField(null=True)
    standards_version = models.PositiveIntegerField(null=True)
    policy_version = models.PositiveSmallIntegerField(null=True)
    thresholds = models.JSONField(default=dict)
    codes = models.JSONField(default=list)
    undoes_id = models.BigIntegerField(null=True)
    previous_id = models.BigIntegerField(null=True)
    # What it is about besides a comment, and what it was decided together with.
    sanction_id = models.BigIntegerField(null=True)
    objection_id = models.BigIntegerField(null=True)
    notice_id = models.BigIntegerField(null=True)
    batch = models.UUIDField(null=True)
    evidence_digest = models.BinaryField(null=True)
    at = models.DateTimeField()
    digest = models.BinaryField(null=True, editable=False)
    transaction_id = models.BigIntegerField(null=True, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = [
            models.Index(fields=["comment_id", "-id"], name="decisions_on_a_comment"),
            models.Index(fields=["account_id", "-id"], name="decisions_on_a_reader"),
            models.Index(fields=["sanction_id"], name="decisions_on_a_sanction", condition=models.Q(sanction_id__isnull=False)),
            # The log grows at its end alone, so a few bytes for every hundred rows say where a day begins.
            BrinIndex(fields=["at"], name="decisions_in_time", pages_per_range=16, autosummarize=True),
            models.Index(fields=["batch"], name="decisions_of_a_batch", condition=models.Q(batch__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind__in=["remove", "refuse", "warn", "look_first", "mute", "bar"])
                | models.Q(rule_number__isnull=False, standards_version__isnull=False),
                name="a_restriction_names_its_rule",
            ),
            models.CheckConstraint(condition=~models.Q(kind="hold") | ~models.Q(codes=[]), name="a_hold_says_why"),
            models.CheckConstraint(
                condition=models.Q(comment_id__isnull=False) | models.Q(sanction_id__isnull=False),
                name="a_decision_is_about_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.comment_id}"

    def that_holds(self) -> Decision:
        """The decision that this entry leaves in force: itself, or the one that an undoing has brought back."""
        return Decision.objects.that_hold([self])[self.pk]


class Evidence(models.Model):
    """The words behind a decision: facts, frozen text, a moderator's note. Erasing it leaves the log verifiable."""

    decision = models.OneToOneField(
        Decision, on_delete=models.DO_NOTHING, db_constraint=False, primary_key=True, related_name="evidence"
    )
    salt = models.BinaryField()
    body = models.TextField(blank=True)
    note = models.TextField(_("what the author reads"), blank=True)
    facts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"evidence of decision {self.decision_id}"

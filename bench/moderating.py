"""Random events of a moderation desk, through the verbs of the site; then everything that must be true of them.

Shared by `bench.decisions` (10,000) and by its small version among the tests. Django must be set up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from bench import tampering
from bench.operating import Operator, Town, Wrong, prove
from comments import posting
from comments.models import Comment, Decision, Evidence, Notice, Objection, Sanction, Signal, Statement
from comments.moderation import awaiting, decisions, notices, objections, replaying, sanctions, sealing
from comments.moderation.checks.finding import Ran
from newsroom.accounts import holdings
from newsroom.accounts.models import User

# What says that somebody else was faster, or that it makes no sense: no failure.
REFUSALS = (
    objections.Answered, objections.NotTheirs, objections.Refused, notices.Answered, notices.Refused, sanctions.AlreadyDone,
    sanctions.Changed, sanctions.NotDone, sanctions.TooLate, ValidationError,
)  # fmt: skip


class Decider(Operator):
    """Does what readers, moderators and strangers do about each other's words."""

    def __init__(self, town: Town, *, seed: str) -> None:
        super().__init__(town, seed=seed)
        for verb in (self.mute, self.unmute, self.follow, self.unfollow, self.recommend, self.unrecommend):
            del self.verbs[verb]
        self.verbs |= {
            self.escalate: 4,
            self.sanction: 5,
            self.lift: 2,
            self.undo_sanction: 1,
            self.object: 8,
            self.answer_objection: 5,
            self.undo_answer: 2,
            self.notice: 4,
            self.decide_notice: 3,
            self.erase: 1,
            self.check_again: 6,
        }

    def outcome_of(self, verb: Callable[[], object]) -> str:
        """As for any operator; what the desk refuses is no failure either."""

        def refusable() -> object:
            try:
                return verb()
            except REFUSALS as refused:
                raise posting.Refused(posting.permissions.refused(type(refused).__name__)) from refused

        refusable.__name__ = verb.__name__
        return super().outcome_of(refusable)

    def escalate(self) -> object:
        comment = self.comment("held", "published")
        return self._decided(decisions.escalate(comment, by=self.moderator(), note="Please look.")) if comment else False

    def sanction(self) -> object:
        comment = self.comment()
        if comment is None or comment.author is None:
            return False
        kind, days = self.chance.choice(
            [
                (Sanction.Kind.WARNING, None),
                (Sanction.Kind.LOOKED_AT_FIRST, 3),
                (Sanction.Kind.MUTED, 1),
                (Sanction.Kind.BARRED, None),
            ]
        )
        rule = self.chance.choice(self.town.rules)
        given = {"by": self.moderator(), "rule": rule, "reason": "It was said kindly before.", "comment": comment}
        return sanctions.impose(comment.author, kind=kind, days=days, **given)

    def lift(self) -> object:
        found = Sanction.objects.filter(lifted_at=None).order_by("?").first()
        return sanctions.lift(found, by=self.moderator(), note="It was a mistake.") if found else False

    def undo_sanction(self) -> object:
        kinds = [*Decision.SANCTIONS, Decision.Kind.LIFT]
        found = Decision.objects.filter(kind__in=kinds).order_by("-pk").first()
        return sanctions.undo(found, by=self.moderator()) if found else False

    def object(self) -> object:
        kinds = [*Decision.RESTRICTIONS, Decision.Kind.APPROVE]
        found = list(Decision.objects.filter(kind__in=kinds, account_id__isnull=False).order_by("-pk")[:60])
        if not found:
            return False
        decision = self.chance.choice(found)
        return objections.object_to(decision, by=User.objects.get(pk=decision.account_id), words="I did not mean it that way.")

    def answer_objection(self) -> object:
        found = Objection.objects.filter(outcome=Objection.Outcome.OPEN).order_by("?").first()
        if found is None:
            return False
        upheld, rule = self.chance.random() < 0.5, self.chance.choice(self.town.rules)
        return objections.answer(found, by=self.moderator(), upheld=upheld, words="We have looked at it again.", rule=rule)

    def undo_answer(self) -> object:
        found = Objection.objects.exclude(outcome=Objection.Outcome.OPEN).order_by("-answered_at").first()
        return objections.undo(found, by=self.moderator()) if found else False

    def notice(self) -> object:
        comment = self.comment()
        if comment is None:
            return False
        who = self.chance.randrange(1000)
        return notices.receive(
            comment, address=comment.get_absolute_url(), law="The Press Act, section 5", why=f"It says what is not so, {who}.",
            name="Ida Brandt", email=f"ida-{who}@example.org",
        )  # fmt: skip

    def decide_notice(self) -> object:
        found = Notice.objects.filter(outcome=Notice.Outcome.OPEN).order_by("?").first()
        if found is None:
            return False
        removes, rule = self.chance.random() < 0.5, self.chance.choice(self.town.rules)
        return notices.decide(found, by=self.moderator(), removes=removes, words="We have looked at it.", rule=rule)

    def erase(self) -> object:
        reader = User.objects.get(pk=self.reader().pk)
        return holdings.erase(reader) if reader.is_active else False

    def check_again(self) -> object:
        """Let one check say something else of the same words than it said when it looked last."""
        comment = self.comment("held", "published")
        looked = decisions.last_look(comment) if comment else None
        if comment is None or looked is None or not looked.findings:
            return False
        findings = list(looked.findings)
        at = self.chance.randrange(len(findings))
        # No more than it found: a check that finds something also leaves what it saw.
        score = self.chance.choice([0.0, findings[at].score])
        findings[at] = replace(findings[at], ran=self.chance.choice([Ran.RAN, Ran.FAILED]), score=score)
        return decisions.decide_again(comment, looked=looked, findings=findings, now=timezone.now()) or False


_WITHOUT_REASONS = """
SELECT id FROM comments_decision AS decision
 WHERE kind = ANY(%s) AND NOT comments_account_has_left(account_id)
   AND NOT EXISTS (SELECT FROM comments_statement WHERE decision_id = decision.id AND facts <> '' AND rule_text <> '')
"""


def prove_decisions(town: Town, *, seed: int) -> dict[str, int]:
    """Raise `Wrong` unless all of it is true: reasons, replays, seals, what waits, counts. How much there was of each."""
    with connection.cursor() as cursor:
        cursor.execute(_WITHOUT_REASONS, [list(Decision.RESTRICTIONS)])
        if rows := cursor.fetchall():
            raise Wrong(f"restrictions without a statement of reasons: {rows[:10]}")
    known = erased = 0
    for outcome in replaying.replay(replaying.machines()):
        if outcome.verdict is None:
            erased += 1
        elif outcome.is_the_same:
            known += 1
        else:
            raise Wrong(f"decision {outcome.decision.pk} ({outcome.decision.codes}) comes out as {outcome.verdict}")
    gone = Decision.objects.filter(automatic=True, evidence__salt=b"").count()
    if erased != gone:
        raise Wrong(f"{erased} decisions cannot be replayed, and the words behind {gone} were erased")
    awaiting.prove()
    for discussion in town.discussions:
        prove(discussion)
    sealing.seal_log()
    said: list[str] = []
    checked = sealing.check(tell=said.append)
    if said or checked.unsealed:
        raise Wrong(f"the log does not verify: {said[:10]}, {checked.unsealed} not sealed")
    return {
        "restrictions, each with its reasons": Decision.objects.filter(kind__in=Decision.RESTRICTIONS).count(),
        "decided by machine, replayed alike": known,
        "not known any more, as their readers left": erased,
        "entries of the log, all sealed": checked.entries,
        "seals": checked.seals,
        **prove_alterations(seed=seed),
        "comments": Comment.objects.count(),
        "objections": Objection.objects.count(),
        "notices": Notice.objects.count(),
        "sanctions": Sanction.objects.count(),
    }


_NAMES = {Decision: "entries", Evidence: "words behind them", Signal: "findings", Statement: "statements of reasons"}
# What is said of an entry that is not as it was, and of one behind which something is not.
_ALTERED = "Entry {} was altered."
_ALTERED_BEHIND = "What stands behind entry {} is not what it vouches for: its words, its findings or its reasons."


def prove_alterations(*, seed: int) -> dict[str, int]:
    """Alter every column of the log, and of what stands behind it, in rows of their own; raise `Wrong` unless each is named.

    All is undone. What went with readers who left is left out: nothing vouches for it any more.
    """
    kept = Evidence.objects.exclude(salt=b"").values("decision_id")
    entry_of = {
        Decision: {pk: pk for pk in Decision.objects.values_list("pk", flat=True)},
        Evidence: {pk: pk for pk in Evidence.objects.filter(decision__in=kept).values_list("pk", flat=True)},
        Signal: dict(Signal.objects.filter(decision_id__in=kept).values_list("pk", "decision_id")),
        Statement: {pk: pk for pk in Statement.objects.filter(decision__in=kept).values_list("pk", flat=True)},
    }
    return {f"{_NAMES[model]} altered, all named": _prove_altered(model, rows, seed=seed) for model, rows in entry_of.items()}


def _prove_altered(model: type[Model], entry_of: Mapping[int, int], *, seed: int) -> int:
    """Alter rows of one table, so many times each column as there are rows for it, at most ten. Returns how many."""
    sentence = _ALTERED if model is Decision else _ALTERED_BEHIND
    times = min(10, len(entry_of) // len(tampering.vouched_for()[model]))
    with transaction.atomic():
        altered: dict[int, str] = {}
        for turn in range(times):
            left = [key for key in entry_of if key not in altered]
            altered |= tampering.alter_each_column(model, left, seed=seed * 1000 + turn)
        said: set[str] = set()
        sealing.check(tell=said.add)
        missed = {key: column for key, column in altered.items() if sentence.format(entry_of[key]) not in said}
        transaction.set_rollback(True)
    if missed or not altered:
        raise Wrong(f"altered in {model.__name__} and not named: {missed or 'there were too few rows to alter'}")
    return len(altered)

"""Random operations on conversations, through the verbs that readers and moderators use; then a recount of everything.

Shared by `bench.operations` (50,000 by 8 processes) and by its small version among the tests. Django must be set up.
"""

from __future__ import annotations

import random
import re
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.utils import timezone

from comments import best, counting, editing, following, muting, posting, rankings, recommending, reporting
from comments.models import Comment, Decision, Discussion, Exposure, Following, Pick, Ranking, Rule, Tally
from comments.moderation import decisions
from comments.permissions import Permission
from newsroom.accounts.models import User

# Whatever is done hits one of the newest so often: on what many touch at once numbers go wrong first.
LATELY, LATELY_MANY = 0.7, 40
# Comments are asked for anew after so many operations; others have written meanwhile.
LOOKS_EVERY = 20

WORDS = [
    "The water stood on the third step.",
    "No, the barrier held, I was there.",
    "Sell the ferry!",
    "See https://a.example https://b.example https://c.example",
    "> Who says so?\n\nI do.",
    "Nobody reads the *whole* report.",
]


@dataclass(frozen=True)
class Town:
    """Where it happens, and who takes part."""

    discussions: Sequence[Discussion]
    readers: Sequence[User]
    moderators: Sequence[User]
    rules: Sequence[Rule]


class Operator:
    """Does one thing after the other, the same for the same seed as far as the others let them."""

    def __init__(self, town: Town, *, seed: str) -> None:
        self.town = town
        self.chance = random.Random(seed)
        self.done: Counter[str] = Counter()
        self.failures: list[str] = []
        self.mine: list[Decision] = []
        self.clock = timezone.now()
        self.count = 0
        self.look()
        self.verbs: dict[Callable[[], object], int] = {
            self.post: 16,
            self.answer: 22,
            self.edit: 10,
            self.take_back: 5,
            self.hold: 5,
            self.approve: 12,
            self.remove: 4,
            self.restore: 3,
            self.undo: 4,
            self.recommend: 10,
            self.unrecommend: 5,
            self.mute: 2,
            self.unmute: 1,
            self.follow: 3,
            self.unfollow: 2,
            self.report: 6,
            self.feature: 2,
            self.unfeature: 1,
        }

    def run(self, operations: int) -> None:
        """Do so many."""
        chosen = self.chance.choices(list(self.verbs), weights=self.verbs.values(), k=operations)
        for number, verb in enumerate(chosen):
            if number % LOOKS_EVERY == 0:
                self.look()
            # Everybody lives faster than the clock, so that the pauses between comments pass.
            self.clock = max(self.clock + timedelta(seconds=1), timezone.now())
            self.count += 1
            self.done[f"{verb.__name__}: {self.outcome_of(verb)}"] += 1

    def outcome_of(self, verb: Callable[[], object]) -> str:
        """What came of it: done, or the kind of refusal; anything else is a failure."""
        try:
            came = verb()
        except (posting.Refused, decisions.Changed, decisions.TooLate, PermissionDenied) as refused:
            return f"refused ({type(refused).__name__}: {_kind_of(str(refused))})"
        except OperationalError as error:
            self.failures.append(repr(error))
            state = getattr(error.__cause__, "sqlstate", "")
            return "DEADLOCK" if state == "40P01" else f"FAILED ({state})"
        except Exception:
            self.failures.append(traceback.format_exc())
            return "FAILED"
        if isinstance(came, Permission) and not came:
            return f"refused ({_kind_of(came.sentence)})"
        return "nothing to do" if came is False else "done"

    def look(self) -> None:
        """See what has been written since."""
        pks = [discussion.pk for discussion in self.town.discussions]
        self.known = list(Comment.objects.filter(discussion__in=pks).order_by("-pk").values_list("pk", flat=True)[:2_000])

    def comment(self, *statuses: str) -> Comment | None:
        """One of the comments known, most often one of the newest, as it is now; if it is in one of these states."""
        if not self.known:
            return None
        pk = self.chance.choice(self.known[:LATELY_MANY] if self.chance.random() < LATELY else self.known)
        found = Comment.objects.select_related("discussion", "author").get(pk=pk)
        return found if not statuses or found.status in statuses else None

    def reader(self) -> User:
        return self.chance.choice(self.town.readers)

    def moderator(self) -> User:
        return self.chance.choice(self.town.moderators)

    def words(self) -> str:
        common = self.chance.choice(WORDS)
        return common if self.chance.random() < 0.05 else f"{common} {self.chance.random():.12f}"

    def post(self) -> object:
        discussion = Discussion.objects.get(pk=self.chance.choice(self.town.discussions).pk)
        return posting.post_comment(discussion, author=self.reader(), body=self.words(), now=self.clock)

    def answer(self) -> object:
        parent = self.comment()
        if parent is None:
            return False
        return posting.post_comment(parent.discussion, author=self.reader(), body=self.words(), parent=parent, now=self.clock)

    def edit(self) -> object:
        comment = self.comment()
        if comment is None or comment.author is None:
            return False
        return editing.edit_comment(comment, by=comment.author, body=self.words(), revision=comment.revision, now=self.clock)

    def take_back(self) -> object:
        comment = self.comment()
        return decisions.take_back(comment, by=comment.author) if comment and comment.author else False

    def hold(self) -> object:
        comment = self.comment("published")
        return (decisions.hold_for_reports(comment, weights=[4.0, 2.0, 2.0]) or False) if comment else False

    def approve(self) -> object:
        comment = self.comment("held", "published")
        return self._decided(decisions.approve(comment, by=self.moderator())) if comment else False

    def remove(self) -> object:
        comment = self.comment()
        rule = self.chance.choice(self.town.rules)
        return self._decided(decisions.remove(comment, by=self.moderator(), rule=rule)) if comment else False

    def restore(self) -> object:
        comment = self.comment("removed", "refused")
        return self._decided(decisions.approve(comment, by=self.moderator())) if comment else False

    def undo(self) -> object:
        return decisions.undo(self.mine.pop(), by=self.moderator()) if self.mine else False

    def _decided(self, decision: Decision) -> Decision:
        self.mine = [*self.mine[-20:], decision]
        return decision

    def recommend(self) -> object:
        comment = self.comment()
        return recommending.recommend(comment, by=self.reader()) if comment else False

    def unrecommend(self) -> object:
        comment = self.comment()
        row = comment.recommendations.select_related("reader").first() if comment else None
        return recommending.unrecommend(comment, by=row.reader) if comment and row else False

    def mute(self) -> object:
        return muting.mute(self.reader(), by=self.reader())

    def unmute(self) -> object:
        return muting.unmute(self.reader(), by=self.reader())

    def follow(self) -> object:
        comment = self.comment()
        thread = comment if self.chance.random() < 0.5 else None
        return following.follow(comment.discussion, by=self.reader(), thread=thread) if comment else False

    def unfollow(self) -> object:
        row = Following.objects.order_by("?").select_related("discussion", "reader", "thread").first()
        return following.unfollow(row.discussion, by=row.reader, thread=row.thread) if row else False

    def report(self) -> object:
        comment = self.comment()
        return reporting.report(comment, by=self.reader(), rule=self.chance.choice(self.town.rules)) if comment else False

    def feature(self) -> object:
        comment = self.comment()
        return (decisions.feature(comment, by=self.moderator()) or False) if comment else False

    def unfeature(self) -> object:
        pick = Pick.objects.order_by("?").select_related("comment").first()
        return (decisions.unfeature(pick.comment, by=self.moderator()) or False) if pick else False


def _kind_of(sentence: str) -> str:
    """A sentence as a kind: its beginning, without numbers."""
    return re.sub(r"[0-9]+", "n", sentence)[:60]


class Wrong(AssertionError):
    """Something stored is not what a recount says."""


def prove(discussion: Discussion) -> None:
    """Raise if anything that is stored of this conversation differs from what its comments and its log say."""
    counting.prove(discussion)
    _numbers_are_given_once_each(discussion)
    _every_comment_is_what_the_log_says(discussion)
    for order in rankings.Order.values:
        _a_ranking_is_what_it_says(discussion, order)


def _numbers_are_given_once_each(discussion: Discussion) -> None:
    numbers = sorted(Comment.objects.placed().filter(discussion=discussion).values_list("number", flat=True))
    if numbers != list(range(1, len(numbers) + 1)):
        raise Wrong(f"discussion {discussion.pk}: its numbers are not 1 to {len(numbers)}, each once")


_LAST_WORDS = """
SELECT c.id, c.status, d.status_after FROM comments_comment AS c LEFT JOIN LATERAL (
    SELECT status_after FROM comments_decision
     WHERE comment_id = c.id AND kind = ANY(%s) ORDER BY id DESC LIMIT 1
) AS d ON true
 WHERE c.discussion_id = %s AND c.status IS DISTINCT FROM d.status_after
"""


def _every_comment_is_what_the_log_says(discussion: Discussion) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LAST_WORDS, [list(Decision.ON_STANDING), discussion.pk])
        if rows := cursor.fetchall():
            raise Wrong(f"discussion {discussion.pk}: (comment, its state, what the log says): {rows[:10]}")


def _a_ranking_is_what_it_says(discussion: Discussion, order: str) -> None:
    """A new ranking, against one reckoned here from counted recommendations and answers."""
    later = timezone.now() + timedelta(hours=1) * (1 + Ranking.objects.count())
    rankings.make(discussion.pk, order=order, now=later)
    ranked = [int.from_bytes(step, "big") for step in _steps(bytes(Ranking.objects.latest("made_at").threads))]
    tallies = {row.pk: row for row in Tally.objects.filter(comment__discussion=discussion)}
    placed = Comment.objects.placed().filter(discussion=discussion, depth=0)
    threads = {row.pk: row for row in placed if row.status == "published" or tallies[row.pk].below}
    if set(ranked) != set(threads) or len(ranked) != len(threads):
        raise Wrong(f"discussion {discussion.pk}: its ranking by {order} has other threads than readers see")
    if order == rankings.Order.ANSWERED:
        keys = [(-tallies[pk].below, -threads[pk].number) for pk in ranked]
    else:
        worth = _worth(threads, tallies)
        keys = [(threads[pk].status != "published", -worth[pk], -threads[pk].number) for pk in ranked]
    if keys != sorted(keys):
        raise Wrong(f"discussion {discussion.pk}: its ranking by {order} is in another order than a recount's")


def _worth(threads: dict[int, Comment], tallies: dict[int, Tally]) -> dict[int, float]:
    """What "best" makes of each thread, rounded to what two ways of reckoning agree on."""
    reads = dict(Exposure.objects.filter(comment__in=threads).values_list("comment_id", "reads"))
    given = {pk: tallies[pk].recommendations for pk in threads}
    seen = {pk: max(reads.get(pk, 0), given[pk]) for pk in threads}
    usual = best.usual_share(recommendations=sum(given.values()), reads=sum(seen.values()))
    start = best.head_start(usual=usual)
    return {pk: round(best.score(recommendations=given[pk], reads=seen[pk], start=start), 12) for pk in threads}


def _steps(packed: bytes) -> list[bytes]:
    return [packed[at : at + rankings.STEP] for at in range(0, len(packed), rankings.STEP)]

"""What stands round a comment on the desk: the conversation above and below it, each comment there with its own tools."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Max

from comments import limits, people, references
from comments.models import Comment, Decision, Report
from comments.moderation.decisions import ESCALATABLE, Seen, open_to


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One comment of a conversation as a moderator meets it: in any state, with what they saw of it."""

    comment: Comment
    seen: Seen
    names: references.Known = field(default_factory=dict)

    @property
    def open_to(self) -> list[Decision.Kind]:
        """What a moderator can do with it as it is now; there is nothing to approve in what simply stands."""
        stands = self.comment.status == Comment.Status.PUBLISHED and self.seen.report_id is None
        return [kind for kind in open_to(self.comment) if not (stands and kind == Decision.Kind.APPROVE)]

    @property
    def can_be_passed_on(self) -> bool:
        """Whether colleagues can be asked to look at it."""
        return self.comment.status in ESCALATABLE

    @property
    def is_picked(self) -> bool:
        """Whether it is an editors' pick."""
        return hasattr(self.comment, "pick")

    @property
    def person(self) -> people.Person:
        """Whose comment it is."""
        return people.itself(self.comment.author)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The conversation round a comment: what it answers, up to the first comment, and the first answers to it."""

    itself: Neighbour
    above: Sequence[Neighbour]
    below: Sequence[Neighbour]
    # Answers that are not among them.
    more: int

    @property
    def folded(self) -> Sequence[Neighbour]:
        """Those further above, which the nearest have a line to open for."""
        return self.above[: -limits.ABOVE_SHOWN]

    @property
    def near(self) -> Sequence[Neighbour]:
        """The nearest above: what one has to know to understand the comment."""
        return self.above[-limits.ABOVE_SHOWN :]


def around(comment: Comment) -> Surroundings:
    """The conversation round `comment`, in every state that its comments are in. Six queries, whatever stands there."""
    known = Comment.objects.select_related("author", "discussion", "pick")
    above = list(known.filter(pk__in=[*comment.ancestor_ids, comment.answers_to_id or 0]).order_by("pk"))
    answers = Comment.objects.filter(parent=comment)
    below = list(known.filter(parent=comment).order_by("pk")[: limits.ANSWERS_BESIDE])
    more = answers.count() - len(below) if len(below) == limits.ANSWERS_BESIDE else 0
    found = {neighbour.comment.pk: neighbour for neighbour in _seen([comment, *above, *below])}
    return Surroundings(found[comment.pk], [found[row.pk] for row in above], [found[row.pk] for row in below], more)


def one_of(comment_id: int) -> Neighbour:
    """One comment of a conversation as it is now. Raises `Comment.DoesNotExist`."""
    comment = Comment.objects.select_related("author", "discussion", "pick").get(pk=comment_id)
    return next(_seen([comment]))


def _seen(comments: Sequence[Comment]) -> Iterator[Neighbour]:
    ids = [comment.pk for comment in comments]
    newest = Decision.objects.on_standing().filter(comment_id__in=ids).order_by("comment_id", "-pk").distinct("comment_id")
    decided = dict(newest.values_list("comment_id", "pk"))
    open_now = Report.objects.filter(comment__in=ids, outcome=Report.Outcome.OPEN).order_by()
    reported = dict(open_now.values("comment").annotate(newest=Max("pk")).values_list("comment", "newest"))
    names = references.known(comment.body for comment in comments)
    for comment in comments:
        seen = Seen(comment.revision, decided.get(comment.pk), reported.get(comment.pk))
        yield Neighbour(comment, seen, names)

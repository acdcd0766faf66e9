"""One call that makes the whole demo newspaper, in one transaction: all of it, or nothing."""

from __future__ import annotations

import datetime as dt
import itertools
import math
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils import timezone

from articles.models import Article
from comments import standing
from comments.models import Comment, Discussion, ListedWord, Rule
from comments.moderation import sealing, standards
from comments.moderation.words import wordlist
from comments.seeding import (
    accounts,
    contesting,
    fates,
    gallery,
    hearing,
    house_rules,
    noticing,
    passing_on,
    people,
    printing,
    sanctioning,
)
from comments.seeding.manuscripts import Manuscript
from comments.seeding.quiet import Pause
from comments.seeding.reading import read_table
from comments.seeding.recording import Recorder, Town
from comments.seeding.remarks import Memory
from comments.seeding.spoken import call_by_account
from comments.seeding.talking import Talk
from comments.seeding.timeline import LAST, Timeline
from newsroom.accounts.models import User
from newsroom.web import pages, stamps

Progress = Callable[[str], None]

# Stories whose conversation has closed get fewer comments than an open one of the same age would.
CLOSED_WEIGHT = 0.4
# So much of what could be said on a point is said before people begin to repeat each other: not everything fits an answer.
USABLE = 0.5


class TooMany(ValueError):
    """The numbers that were asked for do not fit together; the message says which."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """How much newspaper is made."""

    articles: int = 60
    comments: int = 3000
    largest: int = 1500
    depth: int = 40
    readers: int = 300
    seed: int = 1

    def __post_init__(self) -> None:
        if self.articles < 1:
            raise TooMany("A newspaper has at least one story (--articles).")
        if self.largest > self.comments:
            raise TooMany("The largest conversation (--largest) is a part of all comments (--comments).")
        if self.comments and self.readers < 10:
            raise TooMany("A conversation needs at least ten readers (--readers).")
        if self.comments and self.largest < 2 * self.depth + 10:
            raise TooMany("The deepest chain (--depth) must fit into the largest conversation (--largest) twice.")


def is_empty() -> bool:
    """Whether there is nothing here that the seeder could get in the way of."""
    return not (Article.objects.exists() or Comment.objects.exists())


def make(
    measure: Measure,
    *,
    password_of: accounts.PasswordOf,
    progress: Progress,
    meanwhile: Callable[[], None] | None = None,
    once_drawn: Callable[[], None] | None = None,
    now: dt.datetime | None = None,
) -> None:
    """Make the newspaper. Times are relative to `now`; the same seed number gives the same texts and times.

    `meanwhile` is called once the pictures are being drawn and before anything is asked of the database: it may make the tables.
    `once_drawn` is called when every picture is there and only one process is still at work.
    """
    now = now or timezone.now()
    stories = printing.choose(measure.articles)
    wanted = printing.pictures_of(stories, now=now)
    with gallery.developing(wanted, meanwhile=meanwhile) as developed, pages.change() as change:
        progress("accounts")
        staff = accounts.make_staff(password_of, now=now)
        rules = _set_up_moderation(by=staff["administrator"], now=now)
        progress("sections and authors")
        desk = printing.set_up(gallery.Wall(wanted, developed, by=staff["editor"]), staff)
        printed = printing.print_all(stories, desk, by=staff["editor"], now=now, progress=progress)
        if once_drawn:
            once_drawn()
        if measure.comments:
            progress("conversations")
            _talk(measure, stories, printed, staff=staff, rules=rules, progress=progress, now=now)
            sealing.seal_log(now=now)
        for article in printed.values():
            change.raises(stamps.article(article.pk), stamps.discussion(article.pk), stamps.tally(article.pk))
        change.raises(stamps.front(), stamps.chrome(), stamps.standards())


def _set_up_moderation(*, by: User, now: dt.datetime) -> dict[int, Rule]:
    """The standards and the word list, unless the newsroom has its own already. Rules by number."""
    texts = read_table("standards")
    house_rules.write(texts, now=now)
    if not ListedWord.objects.exists():
        for row in texts["words"]:
            wordlist.save_word(ListedWord(**row), by=by)
    return {rule.number: rule for rule in standards.rules_in_force()}


def _talk(
    measure: Measure,
    stories: Sequence[Manuscript],
    printed: Mapping[str, Article],
    *,
    staff: Mapping[str, User],
    rules: dict[int, Rule],
    progress: Progress,
    now: dt.datetime,
) -> None:
    discussed = [story for story in stories if story.is_read]
    readers = people.crowd(measure.readers, seed=measure.seed)
    cast = people.cast(readers)
    opened = Discussion.objects.select_related("article").in_bulk([printed[story.slug].pk for story in discussed])
    discussions = [opened[printed[story.slug].pk] for story in discussed]
    talks = conversations(measure, discussed, cast, is_open=[row.closes_at is None or row.closes_at > now for row in discussions])
    timeline = Timeline(
        talks,
        [(row.article.published_at or now, row.closes_at or now) for row in discussions],
        now=now,
        standards=standards.current_standards(),
        words=list(ListedWord.objects.all()),
        joined=accounts.joined(readers, cast, now=now, seed=measure.seed),
        seed=measure.seed,
    )
    spoken = timeline.run(progress)
    known = accounts.make_readers(readers, timeline.joined) | {people.VISITOR.number: staff["reader"].pk}
    call_by_account(spoken, known)
    town = Town(
        accounts=known,
        readers=cast.regulars,
        discussions=discussions,
        rules=rules,
        moderators=[staff["moderator"], staff["second-moderator"]],
        standards_version=timeline.standards.number,
        now=now,
    )
    Recorder(town, spoken, seed=measure.seed).write(
        progress, in_quiet_hours=partial(contesting.contest, town.moderators, now=now)
    )
    house_rules.accept(timeline.standards.number)
    # The last minutes, in which nobody writes.
    moments = Pause(0, now - LAST, now).moments()
    noticing.notice(discussions, moments, by=staff["editor"], seed=measure.seed)
    hearing.hear(discussions, reader=staff["reader"])
    standing.settle(list(known.values()), now=now)
    sanctioning.sanction(town.moderators, moments, rules=rules, now=now)
    passing_on.pass_on(discussions, moderator=staff["moderator"], colleague=staff["second-moderator"])


def conversations(measure: Measure, stories: Sequence[Manuscript], cast: people.Cast, *, is_open: Sequence[bool]) -> list[Talk]:
    """Every conversation: the largest first, exactly as large as asked for, the others a few large and many small."""
    memory = Memory.empty(seed=measure.seed)
    talks = [Talk(story, cast.regulars, seed=measure.seed, memory=memory) for story in stories]
    others, largest, left = talks[1:], measure.largest, measure.comments - measure.largest
    if not others and left:
        raise TooMany("With one story (--articles) all comments are its own: --largest must equal --comments.")
    desk = fates.Desk(measure.comments, cast, seed=measure.seed)
    troubled = [talk for talk, open_now in zip(talks, is_open, strict=True) if open_now and talk in others]
    if left > desk.added:
        left -= desk.added
    else:
        troubled, largest = talks[:1], largest - desk.added
    talks[0].go_deep(measure.depth)
    talks[0].go_on(largest - measure.depth - 1)
    for talk, count in zip(others, _shares(left, others, is_open[1:], seed=measure.seed), strict=True):
        talk.go_on(count)
    desk.fill(troubled)
    return talks


def _shares(count: int, talks: Sequence[Talk], is_open: Sequence[bool], *, seed: int) -> list[int]:
    """So many remarks parted among conversations: a few large, many small, each as large as there is something new to say."""
    rng = random.Random(f"shares {seed}")
    weights = [rng.paretovariate(1.3) * (1 if open_now else CLOSED_WEIGHT) for open_now in is_open]
    sharing = Counter(point for talk in talks for point in talk.unsaid())
    room = [talk.written_left + USABLE * sum(texts / sharing[point] for point, texts in talk.unsaid().items()) for talk in talks]
    # Where more is asked for than was written, all conversations grow alike.
    most = [math.ceil(found * max(1, count / sum(room))) for found in room]
    shares = [min(limit, int(count * weight / sum(weights))) for weight, limit in zip(weights, most, strict=True)]
    for place in itertools.cycle(range(len(talks))):
        if sum(shares) >= count:
            break
        # What is left over goes where more can be said, one by one.
        if shares[place] < most[place]:
            shares[place] += 1
    return shares

"""The demo newspaper: what it is made of, that it is the same every time, and that its numbers are true."""

import datetime as dt
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F
from django.test import override_settings
from django.utils import timezone

from articles.models import Article
from comments import counting
from comments.models import Comment, Decision, Discussion, Evidence, Exposure, Pick, Recommendation, Report, Signal, Tally
from comments.models.awaiting import Awaiting
from comments.models.watching import Watching
from comments.moderation import checks
from comments.seeding import newspaper
from comments.seeding.newspaper import Measure
from newsroom.accounts.models import User

SMALL = Measure(articles=8, comments=200, largest=110, depth=12, readers=30)
TINY = Measure(articles=1, comments=60, largest=60, depth=8, readers=12)


def make(measure, *, now):
    newspaper.make(measure, password_of=lambda email, *, role: "tide-lamp-quay", progress=lambda part: None, now=now)


@pytest.fixture(scope="module")
def now():
    return timezone.now()


@pytest.fixture(scope="module")
def small(django_db_setup, django_db_blocker, tmp_path_factory, now):
    """One small newspaper for all tests of this file that only read it."""
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")), transaction.atomic():
        make(SMALL, now=now)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def paper(small, db):
    """The small newspaper, in a test that may ask the database."""


def words_and_times():
    comments = Comment.objects.order_by("created_at", "pk")
    stories = Article.objects.order_by("pk").values_list("slug", "headline", "body", "published_at", "status")
    return [
        [(slug, headline, len(body), at, status) for slug, headline, body, at, status in stories],
        list(comments.values_list("author__display_name", "body", "created_at", "status", "number", "depth")),
        list(Report.objects.order_by("at").values_list("reader__display_name", "words", "outcome")),
        list(Recommendation.objects.order_by("at").values_list("reader__display_name", "at")),
    ]


def made_once(measure, *, now):
    with transaction.atomic():
        make(measure, now=now)
        found = words_and_times()
        transaction.set_rollback(True)
    return found


@pytest.mark.django_db
def test_the_same_seed_number_makes_the_same_newspaper(now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    first, second = made_once(TINY, now=now), made_once(TINY, now=now)

    assert first == second


@pytest.mark.django_db
def test_another_seed_number_makes_another_conversation(now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    first = made_once(TINY, now=now)
    other = made_once(Measure(articles=1, comments=60, largest=60, depth=8, readers=12, seed=2), now=now)

    assert {row[1] for row in first[1]} != {row[1] for row in other[1]}


def test_there_are_as_many_comments_as_were_asked_for(paper):
    largest = Discussion.objects.order_by("-visible_count").first()

    assert Comment.objects.count() == 200
    assert Comment.objects.filter(discussion=largest).count() == 110
    assert max(Comment.objects.values_list("depth", flat=True)) == 12
    assert User.objects.filter(email__endswith="@readers.example").count() == 30


def test_every_number_is_true(paper):
    for discussion in Discussion.objects.all():
        counting.prove(discussion)

    assert sum(Tally.objects.values_list("recommendations", flat=True)) == Recommendation.objects.count() > 0


def test_one_comment_in_twenty_waits_for_a_moderator(paper):
    held = Comment.objects.filter(status=Comment.Status.HELD)
    reported = set(Report.objects.filter(outcome=Report.Outcome.OPEN).values_list("comment_id", flat=True))

    assert held.count() + len(reported) == Awaiting.objects.filter(kind=Awaiting.Kind.COMMENT).count() == 10
    assert all(comment.number is None for comment in held)
    assert not [
        report for report in Report.objects.filter(outcome=Report.Outcome.OPEN) if report.reader_id == report.comment.author_id
    ]


def test_one_case_was_passed_on_and_reports_are_of_today(paper, now):
    waiting = Awaiting.objects.get(is_escalated=True)

    assert waiting.is_reported
    assert Report.objects.filter(outcome=Report.Outcome.OPEN).earliest("at").at > now - dt.timedelta(hours=20)
    assert Watching.objects.get().moderator.email == "moderator@courier.example"


def test_the_log_is_in_the_order_of_time(paper, now):
    times = list(Decision.objects.order_by("pk").values_list("at", flat=True))

    assert times == sorted(times)


def test_what_is_held_was_held_by_a_check(paper):
    for comment in Comment.objects.filter(status=Comment.Status.HELD):
        decision = Decision.objects.get(comment_id=comment.pk)
        found = set(Signal.objects.filter(comment=comment, score__gt=0).values_list("check_name", flat=True))

        assert decision.kind == Decision.Kind.HOLD
        assert decision.codes
        assert set(decision.codes) <= found


def test_every_check_left_what_it_found_on_every_comment(paper):
    assert Signal.objects.count() == 200 * len(checks.CHECKS)


def test_the_log_tells_how_each_comment_came_to_be_as_it_is(paper):
    for comment in Comment.objects.all():
        entries = list(Decision.objects.filter(comment_id=comment.pk).order_by("pk"))

        assert entries[-1].status_after == comment.status
        assert [entry.previous_id for entry in entries] == [None, *(entry.pk for entry in entries[:-1])]
        assert all(before.at <= after.at for before, after in pairwise(entries))


def test_what_readers_see_was_before_them_and_editors_picked_some_of_it(paper):
    seen = Comment.objects.seen()

    assert Exposure.objects.count() == seen.count()
    assert not Tally.objects.filter(comment__in=seen, recommendations__gt=F("comment__exposure__reads")).exists()
    assert {pick.comment.status for pick in Pick.objects.select_related("comment")} == {"published"}
    assert Decision.objects.filter(kind=Decision.Kind.FEATURE).count() == Pick.objects.count() >= 2


def test_a_removal_names_a_rule_and_says_why(paper):
    removal = Decision.objects.filter(kind=Decision.Kind.REMOVE).first()

    assert removal.rule_number
    assert removal.standards_version
    assert Evidence.objects.get(decision_id=removal.pk).note


def test_answers_come_after_what_they_answer_and_before_now(paper, now):
    for answer in Comment.objects.filter(parent__isnull=False).select_related("parent", "discussion__article"):
        assert answer.parent.created_at < answer.created_at < now
        assert answer.parent.number is not None
        assert answer.author_id is not None

    for first in Comment.objects.filter(parent__isnull=True).select_related("discussion__article"):
        assert first.discussion.article.published_at < first.created_at < now


def test_nothing_is_said_twice_in_one_conversation_but_by_those_who_are_held_for_it(paper):
    seen = Comment.objects.exclude(status__in=[Comment.Status.HELD, Comment.Status.REMOVED])
    said = list(seen.values_list("discussion_id", "body"))

    assert len(said) == len(set(said))


def test_every_story_shows_a_picture_with_its_credit(paper):
    public = Article.objects.exclude(live_revision=None).select_related("lead_photo")

    assert public
    for story in public:
        assert story.lead_photo.agency
        assert story.lead_photo.photographer
        assert story.lead_photo.alt
        assert story.lead_photo.renditions.exists()


def test_readers_see_neither_what_is_to_come_nor_what_was_withdrawn(paper, now):
    public = set(Article.objects.published(now=now).values_list("pk", flat=True))

    assert Article.objects.filter(published_at__gt=now).exists()
    assert Article.objects.filter(status=Article.Status.DRAFT).exists()
    assert len(public) == 5
    assert not public & set(Article.objects.exclude(status=Article.Status.PUBLISHED).values_list("pk", flat=True))
    assert not public & set(Article.objects.filter(published_at__gt=now).values_list("pk", flat=True))


def test_a_draft_lies_on_its_authors_desk(paper):
    assert Article.objects.get(status=Article.Status.DRAFT).latest_revision.by.email == "reporter@courier.example"


def test_nobody_can_sign_in_as_an_invented_reader(paper):
    readers = User.objects.filter(email__endswith="@readers.example")

    assert not [reader for reader in readers if reader.has_usable_password()]
    assert User.objects.get(email="moderator@courier.example").is_moderator


def test_a_database_with_stories_is_left_alone(paper):
    before = Article.objects.count()

    with pytest.raises(CommandError, match="--again"):
        call_command("seed", articles=1, comments=0)
    call_command("seed", if_empty=True)

    assert Article.objects.count() == before


@pytest.mark.parametrize(
    "options",
    [
        {"articles": 0},
        {"largest": 4000},
        {"readers": 3},
        {"depth": 900},
        {"articles": 8, "comments": 600, "readers": 10, "largest": 300, "depth": 12},
    ],
)
def test_numbers_that_do_not_fit_together_are_refused_with_a_sentence(paper, options):
    before = Article.objects.count()

    with pytest.raises(CommandError, match=r"\(--\w+\)"):
        call_command("seed", again=True, **options)

    assert Article.objects.count() == before


def test_a_small_newspaper_keeps_the_hours_between_its_stories(paper, now):
    story = Article.objects.get(slug="islanders-fill-the-hall")

    assert story.published_at == now - dt.timedelta(hours=30)

"""Rankings: what comes first, how often one is made, by whom, and how long it is kept."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from comments import exposures, limits, ranked, rankings, threads
from comments.models import Ranking, Tally
from comments.moderation import decisions
from newsroom import jobs
from newsroom.web import stamps
from tests.factories.comments import make_comment, make_discussion, make_thread

BEST, ANSWERED = rankings.Order.BEST, rankings.Order.ANSWERED
MINUTE = timedelta(minutes=1)


def order_of(discussion, order):
    """All threads, as a new ranking has them."""
    now = timezone.now() + timedelta(hours=1) * Ranking.objects.count()
    assert rankings.make(discussion.pk, order=order, now=now)
    return list(rankings.stretch(discussion.pk, order=order).ids)


def liked(comment, *, recommendations, reads):
    """A comment with these numbers."""
    Tally.objects.filter(pk=comment.pk).update(recommendations=recommendations)
    exposures.add({comment.pk: reads})
    return comment.pk


def test_best_goes_by_the_share_of_readers_and_not_by_the_count(discussion):
    often, seldom, unseen, passed_over = (make_comment(discussion=discussion) for _ in range(4))

    liked(often, recommendations=50, reads=5000)
    liked(seldom, recommendations=40, reads=400)
    liked(passed_over, recommendations=1, reads=5000)

    assert order_of(discussion, BEST) == [seldom.pk, often.pk, unseen.pk, passed_over.pk]


def test_without_any_counts_the_newest_comes_first(discussion):
    comments = [make_comment(discussion=discussion) for _ in range(3)]

    assert order_of(discussion, BEST) == [c.pk for c in reversed(comments)]
    assert order_of(discussion, ANSWERED) == [c.pk for c in reversed(comments)]


def test_most_answered_counts_everything_below_a_thread(discussion):
    none = make_comment(discussion=discussion)
    two = make_thread(discussion, answers=2)[0]
    one = make_thread(discussion, answers=1)[0]

    assert order_of(discussion, ANSWERED) == [two.pk, one.pk, none.pk]


def test_a_tombstone_comes_last_in_best_and_keeps_its_place_among_the_most_answered(discussion):
    gone, _answer = make_thread(discussion, answers=1)
    other = make_comment(discussion=discussion)
    liked(gone, recommendations=50, reads=100)
    decisions.take_back(gone, by=gone.author)

    assert order_of(discussion, BEST) == [other.pk, gone.pk]
    assert order_of(discussion, ANSWERED) == [gone.pk, other.pk]


def test_what_readers_do_not_see_is_in_no_ranking(discussion):
    shown, gone = make_comment(discussion=discussion), make_comment(discussion=discussion)
    make_comment()
    decisions.take_back(gone, by=gone.author)

    assert order_of(discussion, BEST) == [shown.pk]


def test_an_empty_conversation_has_an_empty_ranking(discussion):
    assert order_of(discussion, BEST) == []
    assert list(ranked.page(discussion, order=BEST, place=None, now=timezone.now()).walk()) == []


def test_a_ranking_is_made_once_a_minute(discussion):
    now = timezone.now()
    assert rankings.make(discussion.pk, order=BEST, now=now)

    assert not rankings.make(discussion.pk, order=BEST, now=now + MINUTE - timedelta(milliseconds=1))
    assert rankings.make(discussion.pk, order=ANSWERED, now=now)
    assert rankings.make(discussion.pk, order=BEST, now=now + MINUTE)


def test_the_job_tells_the_pages_if_there_is_a_new_one(discussion):
    rankings.make_again(discussion_id=discussion.pk, order=BEST)
    raised = stamps.numbers([stamps.ranking(discussion.pk)])
    assert raised

    rankings.make_again(discussion_id=discussion.pk, order=BEST)
    assert stamps.numbers([stamps.ranking(discussion.pk)]) == raised
    aged(MINUTE)
    rankings.make_again(discussion_id=discussion.pk, order=BEST)

    assert stamps.numbers([stamps.ranking(discussion.pk)]) != raised


def ask(discussion, order=BEST):
    rankings.make_ready({"article_id": discussion.pk, "order": order})


def aged(by):
    """Make every ranking older."""
    for ranking in Ranking.objects.all():
        Ranking.objects.filter(pk=ranking.pk).update(made_at=ranking.made_at - by)


def waiting():
    return ProcrastinateJob.objects.filter(task_name="comments.rankings.make_again", status="todo").count()


def test_the_first_reader_makes_the_ranking_and_the_next_one_finds_it(discussion, django_assert_num_queries):
    ask(discussion)

    with django_assert_num_queries(1):
        ask(discussion)

    assert Ranking.objects.count() == 1


def test_for_an_order_that_does_not_move_nothing_is_asked(discussion, django_assert_num_queries):
    with django_assert_num_queries(0):
        ask(discussion, threads.OLDEST)


def test_nothing_is_ranked_that_nobody_may_read(discussion):
    ask(make_discussion(mode="closed"))
    rankings.make_ready({"article_id": 404404, "order": BEST})
    assert not rankings.make(404404, order=BEST)

    assert not Ranking.objects.exists()


def test_after_a_minute_one_job_makes_the_next_while_the_old_one_is_shown(discussion):
    ask(discussion)
    aged(MINUTE)

    ask(discussion)
    ask(discussion)

    assert (Ranking.objects.count(), waiting()) == (1, 1)


def test_after_five_minutes_a_short_ranking_is_made_at_once(discussion):
    ask(discussion)
    aged(limits.RANKING_SHOWN_FOR)

    ask(discussion)

    assert (Ranking.objects.count(), waiting()) == (2, 0)


def test_rankings_go_half_an_hour_after_the_next_one_was_made(discussion):
    now = timezone.now()
    for ago in (40, 32, 29, 1):
        rankings.make(discussion.pk, order=BEST, now=now - ago * MINUTE)
    rankings.make(discussion.pk, order=ANSWERED, now=now - 60 * MINUTE)

    rankings.let_old_ones_go(timestamp=int(now.timestamp()))

    ages = sorted((r.order, round((now - r.made_at) / MINUTE)) for r in Ranking.objects.all())
    assert ages == [(ANSWERED, 60), (BEST, 1), (BEST, 29), (BEST, 32)]


def first_of(discussion, place):
    found = rankings.stretch(discussion.pk, order=BEST, place=place)
    return (found.ranking_id, found.start)


def test_a_place_from_nowhere_is_the_beginning_of_the_current_ranking(discussion):
    make_comment(discussion=discussion)
    elsewhere = make_comment().discussion
    now = timezone.now()
    for order, of in ((BEST, discussion), (ANSWERED, discussion), (BEST, elsewhere)):
        rankings.make(of.pk, order=order, now=now)
    current, other_order, other_discussion = Ranking.objects.order_by("pk").values_list("pk", flat=True)

    assert first_of(discussion, (current, 0)) == (current, 0)
    for place in [(other_order, 0), (other_discussion, 0), (404404, 0), (current, 1), (current, 2**63 - 1), (2**63 - 1, 0)]:
        assert first_of(discussion, place) == (current, 0), place


def test_two_processes_make_one_ranking(committed):
    discussion = make_discussion()
    make_comment(discussion=discussion)
    now = timezone.now()

    def make(_):
        try:
            return rankings.make(discussion.pk, order=BEST, now=now)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(make, range(4)))

    assert sorted(made) == [False, False, False, True]


def test_the_job_makes_the_next_one(committed):
    discussion = make_discussion()
    ask(discussion)
    aged(MINUTE)

    ask(discussion)
    jobs.work(until_empty=True)

    assert Ranking.objects.count() == 2


def test_a_job_that_waits_already_breaks_no_transaction(discussion):
    ask(discussion)
    aged(MINUTE)

    with transaction.atomic():
        ask(discussion)
        ask(discussion)
        make_comment(discussion=discussion)

    assert waiting() == 1

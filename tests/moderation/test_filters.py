"""Filters of the desk, all in the address: by why it waits, story, section, author, words; kind to whatever is typed there."""

import datetime as dt

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from comments import leaving, limits
from comments.models import Awaiting, Comment, Watching
from comments.moderation import awaiting, decisions, queue
from comments.moderation.queue import Filters, Order, Queue
from tests.factories.accounts import make_moderator, sign_in
from tests.factories.articles import make_section
from tests.factories.comments import make_comment, make_discussion, make_held_comment, make_removed_comment, make_report
from tests.moderation.desk import BY_SCRIPT
from tests.moderation.test_awaiting import make_notice, make_objection

pytestmark = pytest.mark.django_db


def shown(filters=queue.EVERYTHING, **more):
    return [item.comment.pk for item in queue.waiting(filters, now=timezone.now(), **more).items]


def found(desk, query):
    answer = desk.get("/moderation/", query)
    assert answer.status_code == 200
    return [case.comment.pk for case, _form in answer.context["cases"]]


def test_escalated_objections_and_notices_have_lists_of_their_own(desk):
    passed_on = make_comment()
    decisions.escalate(passed_on, by=make_moderator())
    objection = make_objection(make_removed_comment())
    awaiting.settle_objection(objection)
    notice = make_notice(make_comment())
    awaiting.settle_notice(notice)
    make_held_comment()

    assert found(desk, {"queue": "escalated"}) == [passed_on.pk]
    assert found(desk, {"queue": "objections"}) == [objection.comment_id]
    assert found(desk, {"queue": "notices"}) == [notice.comment_id]
    assert len(found(desk, {})) == 4
    assert shown(Filters(queue=Queue.NOTICES)) == [notice.comment_id]


def test_the_newest_first(desk):
    reported, held = make_report().comment, make_held_comment()
    Awaiting.objects.filter(comment=reported).update(newest=timezone.now() - dt.timedelta(hours=1))

    assert found(desk, {}) == [reported.pk, held.pk]
    assert found(desk, {"order": "newest"}) == [held.pk, reported.pk]


def test_watched_stories_are_a_moderators_own_list(desk, moderator):
    here, elsewhere = make_held_comment(), make_held_comment()
    address = reverse("moderation:watch", args=[here.discussion_id])

    assert "You watch this story now" in desk.post(address, {"watched": "1"}, follow=True).content.decode()
    desk.post(address, {"watched": "1"})

    assert found(desk, {"watched": "1"}) == [here.pk]
    assert shown(Filters(watched=True), viewer=make_moderator()) == []
    desk.post(address, {"watched": "0"})
    assert found(desk, {"watched": "1"}) == []
    assert elsewhere.pk in found(desk, {})


def test_a_story_is_watched_from_a_case_and_one_stays_there(desk, moderator):
    comment = make_held_comment()
    case = reverse("moderation:case", args=[comment.pk])
    address = reverse("moderation:watch", args=[comment.discussion_id])
    assert "Watch this story" in desk.get(case).content.decode()

    answer = desk.post(address, {"watched": "1", "beside": comment.pk})

    assert answer.url == case
    assert "You watch this story." in desk.get(case).content.decode()
    part = desk.post(address, {"watched": "0", "beside": comment.pk}, headers=BY_SCRIPT).content.decode()
    assert "Watch this story" in part
    assert "<html" not in part
    assert not Watching.objects.filter(moderator=moderator).exists()


def test_what_one_watches_is_handed_over_and_erased(desk, moderator):
    discussion = make_discussion()
    desk.post(reverse("moderation:watch", args=[discussion.pk]), {"watched": "1"})

    assert [row["discussion_id"] for row in leaving.export(moderator)["stories_you_watch"]] == [discussion.pk]
    leaving.erase(moderator)
    assert not Watching.objects.filter(moderator=moderator).exists()


def test_only_moderators_watch(client):
    comment = make_comment()

    assert sign_in(client, comment.author).post(reverse("moderation:watch", args=[comment.discussion_id])).status_code == 403


def test_by_section_and_author_also_together(desk):
    section = make_section(slug="harbour")
    here = make_held_comment()
    article = here.discussion.article
    article.section = section
    article.save(update_fields=["section"])
    other = make_held_comment()

    assert found(desk, {"section": "harbour"}) == [here.pk]
    assert found(desk, {"author": other.author_id}) == [other.pk]
    assert found(desk, {"section": "harbour", "author": other.author_id}) == []
    assert found(desk, {"section": "harbour", "author": here.author_id, "queue": "held"}) == [here.pk]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("The quay was dry in March.", "quay march"),
        ("Ein Hafen für alle Schiffe.", "schiffe hafen"),
        ("Το λιμάνι είναι κλειστό.", "λιμάνι"),
        ("Гавань закрыта до весны.", "гавань"),
        ("الميناء مغلق", "الميناء"),
    ],
)
def test_words_are_found_in_every_state_and_language(desk, body, words):
    seen, removed, held = make_comment(body=body), make_removed_comment(), make_held_comment()
    Comment.objects.filter(pk__in=[removed.pk, held.pk]).update(body=body)
    make_comment(body="Nothing of the sort.")

    assert found(desk, {"q": words}) == [held.pk, removed.pk, seen.pk]
    assert found(desk, {"q": words, "queue": "held"}) == [held.pk]


def test_in_a_queue_words_narrow_that_queue_down_and_lead_to_a_search_of_every_comment(desk):
    seen, held = make_comment(body="The ferry is late."), make_held_comment(body="Which ferry?")
    reported = [make_report(comment=make_comment(body=f"Ferry {n}.")).comment for n in range(2)]
    Awaiting.objects.filter(comment=reported[0]).update(newest=timezone.now() - dt.timedelta(hours=1))
    make_report()
    address = {"queue": "reported", "q": "ferry"}

    page = desk.get("/moderation/", address)
    html = page.content.decode()

    assert page.context["waiting"] == 2
    assert found(desk, address) == [comment.pk for comment in reported]
    assert found(desk, address | {"order": "newest"}) == [comment.pk for comment in reversed(reported)]
    assert "What waits in this queue, about comments with these words." in html
    assert '<a href="/moderation/?queue=reported">Show the whole queue</a>' in html
    assert '<a href="/moderation/?q=ferry">Look for them in every comment</a>' in html
    assert {*found(desk, {"q": "ferry"})} == {seen.pk, held.pk, *(comment.pk for comment in reported)}


def test_in_their_queues_objections_and_notices_are_found_by_the_words_they_are_about(desk):
    objection = make_objection(make_removed_comment())
    awaiting.settle_objection(objection)
    notice = make_notice(make_comment())
    awaiting.settle_notice(notice)
    Comment.objects.filter(pk__in=[objection.comment_id, notice.comment_id]).update(body="The ferry is late.")

    assert found(desk, {"queue": "objections", "q": "ferry"}) == [objection.comment_id]
    assert found(desk, {"queue": "notices", "q": "ferry"}) == [notice.comment_id]
    assert found(desk, {"queue": "notices", "q": "barge"}) == []


def test_a_search_offers_no_other_order_than_the_one_it_has_and_keeps_the_chosen_one(desk):
    make_held_comment(body="The ferry is late.")

    html = desk.get("/moderation/", {"q": "ferry", "order": "newest"}).content.decode()

    assert "Comments with these words, the newest first, whether they wait or not." in html
    assert '<select name="order"' not in html
    assert '<input type="hidden" name="order" value="newest">' in html
    assert '<a href="/moderation/">Show everything that waits</a>' in html
    assert '<select name="order"' in desk.get("/moderation/", {"q": "ferry", "queue": "held"}).content.decode()


def test_accents_do_not_matter(desk):
    comment = make_comment(body="Über den Café-Kai")

    assert found(desk, {"q": "uber cafe kai"}) == [comment.pk]


def test_the_heading_says_how_many_were_found_and_how_many_wait(desk, monkeypatch):
    for _ in range(2):
        make_comment(body="The ferry is late.")
    make_held_comment(body="The ferry again.")

    def said():
        return desk.get("/moderation/", {"q": "ferry"}).content.decode()

    assert "3 comments with these words, 1 of them waiting" in said()
    monkeypatch.setattr(limits, "FOUND_COUNTED", 2)
    assert "More than 2 comments with these words" in said()


def test_what_was_found_goes_on_page_by_page():
    comments = [make_held_comment(body=f"The tide, number {n}.") for n in range(5)]
    for comment in comments:
        Comment.objects.filter(pk=comment.pk).update(body="The tide is out.")
    filters = Filters(text="tide")

    first = queue.waiting(filters, now=timezone.now(), limit=3)
    second = queue.waiting(filters, now=timezone.now(), after=first.next, limit=3)

    assert [case.comment.pk for case in [*first.items, *second.items]] == [comment.pk for comment in reversed(comments)]
    assert second.next is None


@pytest.mark.parametrize(
    "query",
    [
        {"q": "\x00"}, {"q": "'"}, {"q": "& | ! ( :*"}, {"q": '"open'}, {"q": "a" * 5000}, {"q": "\ufffe"}, {"q": "-"},
        {"q": "%s %(text)s {where}"}, {"section": "../etc"}, {"section": "x" * 500}, {"author": "9" * 40}, {"author": "²"},
        {"author": "-1"}, {"queue": "everything"}, {"order": "random"}, {"watched": "yes"}, {"after": "x" * 900},
        {"after": "WyIyMDI2LTAxLTAxVDAwOjAwOjAwKzAwOjAwIiwibmFuIiwxXQ"}, {"after": "bnVsbA"}, {"from": "25"},
    ],
    ids=lambda query: repr(query)[:40],
)  # fmt: skip
def test_whatever_stands_in_the_address_the_desk_answers(desk, query):
    make_held_comment()

    assert desk.get("/moderation/", query).status_code == 200
    assert desk.get("/moderation/arrived/", {"since": "2020-01-01T00:00:00+00:00", **query}).status_code in {200, 204}


def test_the_next_page_passes_over_nothing_that_moved():
    comments = [make_held_comment(now=timezone.now() - dt.timedelta(hours=9 - n)) for n in range(6)]
    now = timezone.now()
    first = queue.waiting(now=now, limit=2)
    decisions.approve(first.items[0].comment, by=make_moderator())
    make_report(comment=make_comment())

    later = now + dt.timedelta(minutes=7)
    second = queue.waiting(now=later, after=first.next, limit=2)
    third = queue.waiting(now=later, after=second.next, limit=2)

    assert [case.comment.pk for case in [*first.items, *second.items, *third.items]] == [comment.pk for comment in comments]


def test_news_is_announced_under_the_filters_alone():
    marker = queue.newest_waiting()
    held = make_held_comment()

    assert queue.arrived_since(marker) == 1
    assert queue.arrived_since(marker, filters=Filters(queue=Queue.REPORTED)) == 0
    assert queue.arrived_since(marker, filters=Filters(author=held.author_id, order=Order.NEWEST)) == 1


def test_filters_read_from_an_address_lead_back_to_it():
    query = {"queue": "held", "order": "newest", "watched": "1", "section": "harbour", "author": "7", "q": "dry quay"}

    assert Filters.of(query).query == query
    assert Filters.of({}).query == {}


def test_words_are_found_by_their_index():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT id FROM comments_comment AS comment WHERE "
            "to_tsvector('story_simple'::regconfig, comment.body) @@ websearch_to_tsquery('story_simple'::regconfig, 'quay')"
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "words_of_comments" in plan

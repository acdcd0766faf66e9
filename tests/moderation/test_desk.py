"""The desk over HTTP: who may enter, what is on top, what a decision answers."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from comments import limits
from comments.models import Comment, Decision
from comments.moderation import decisions, queue
from comments.moderation.queue import Filters, Queue
from newsroom.accounts import pictures
from tests.factories.accounts import make_editor, make_moderator, make_reader, sign_in
from tests.factories.comments import (
    make_chain,
    make_comment,
    make_discussion,
    make_held_comment,
    make_report,
    make_rule,
    make_thread,
)
from tests.moderation.desk import BY_SCRIPT, decide, form

pytestmark = pytest.mark.django_db
QUEUE = "/moderation/"


@pytest.mark.parametrize("address", [QUEUE, "/moderation/log/", "/moderation/arrived/"])
def test_strangers_are_asked_to_sign_in_and_readers_are_told_that_it_is_not_theirs(client, address):
    assert client.get(address).url.startswith("/account/login/")
    assert sign_in(client, make_reader()).get(address).status_code == 403
    assert sign_in(client, make_editor()).get(address).status_code == 403


def test_an_empty_desk_says_so(desk):
    assert "Nothing waits" in desk.get(QUEUE).content.decode()


def test_a_case_shows_the_comment_what_it_answers_the_story_the_record_and_the_signals(desk):
    parent = make_comment(body="The ferry is too dear.")
    comment = make_held_comment(parent=parent, body="It always was.")

    page = desk.get(QUEUE).content.decode()

    for words in [
        "The ferry is too dear.",
        "It always was.",
        str(parent.discussion.article),
        "new here",
        "links",
        "nothing found",
    ]:
        assert words in page
    assert comment.author.email not in page


def test_a_case_at_the_deepest_level_shows_what_it_answers_and_not_what_it_stands_below(desk):
    chain = make_chain(make_discussion(), deep=limits.DEEPEST)
    comment = make_held_comment(parent=chain[-1], body="It always was.")

    case = queue.case_of(comment.pk, now=timezone.now())
    page = desk.get(QUEUE).content.decode()

    assert case.answers == chain[-1]
    assert chain[-1].body in page
    assert chain[-2].body not in page


def test_what_readers_see_and_report_comes_before_what_waits_unseen():
    held = make_held_comment()
    twice = make_comment()
    make_report(comment=twice)
    make_report(comment=twice)
    once = make_report().comment

    order = [case.comment.pk for case in queue.waiting(now=timezone.now()).items]

    assert order == [twice.pk, once.pk, held.pk]


def test_nothing_waits_for_ever():
    old = make_held_comment(now=timezone.now() - dt.timedelta(days=20))
    reported = make_report().comment

    order = [case.comment.pk for case in queue.waiting(now=timezone.now()).items]

    assert order == [old.pk, reported.pk]


def test_each_queue_shows_its_own(desk):
    held, reported = make_held_comment(), make_report().comment

    def shown(name):
        return {case.comment.pk for case in queue.waiting(Filters(queue=name), now=timezone.now()).items}

    assert shown(Queue.HELD) == {held.pk}
    assert shown(Queue.REPORTED) == {reported.pk}
    counts = queue.counts()
    assert (counts[Queue.ALL], counts[Queue.HELD], counts[Queue.REPORTED]) == (2, 1, 1)


def test_every_case_is_on_exactly_one_page(desk, monkeypatch):
    discussion = make_discussion()
    waiting = {make_held_comment(discussion=discussion).pk for _ in range(7)}
    now = timezone.now()

    pages, after = [], None
    while after or not pages:
        listing = queue.waiting(now=now, after=after, limit=3)
        pages.append([case.comment.pk for case in listing.items])
        after = listing.next

    assert [len(page) for page in pages] == [3, 3, 1]
    assert {pk for page in pages for pk in page} == waiting


def test_approving_without_script_leads_back_to_the_queue_with_a_way_to_undo(desk):
    comment = make_held_comment()

    answer = desk.post(reverse("moderation:decide", args=[comment.pk]), form(comment), follow=True)

    comment.refresh_from_db()
    assert comment.status == Comment.Status.PUBLISHED
    assert "Approved." in answer.content.decode()
    assert reverse("moderation:undo", args=[Decision.objects.latest("pk").pk]) in answer.content.decode()


def test_deciding_with_script_answers_with_what_stands_in_the_cases_place(desk):
    comment = make_held_comment()

    answer = decide(desk, comment, headers=BY_SCRIPT)

    assert answer.status_code == 200
    assert f'id="case-{comment.pk}"' in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_a_desk_without_rules_says_where_to_write_them(desk):
    make_held_comment()

    assert '/admin/comments/rule/"' in desk.get(QUEUE).content.decode()


def test_a_removal_without_a_rule_is_sent_back_with_the_note_still_there(desk):
    comment = make_held_comment()

    answer = decide(desk, comment, kind="remove", note="Please stay kind.", headers=BY_SCRIPT)

    assert answer.status_code == 422
    assert "Please stay kind." in answer.content.decode()
    assert "Choose the rule" in answer.content.decode()
    comment.refresh_from_db()
    assert comment.status == Comment.Status.HELD


def test_the_author_of_a_removed_comment_reads_the_rule_and_the_note(desk, client):
    comment, rule = make_comment(), make_rule()

    decide(desk, comment, kind="remove", rule=rule.pk, note="Please stay kind.")
    page = sign_in(client, comment.author).get(reverse("comments:mine")).content.decode()

    assert rule.title in page
    assert rule.text in page
    assert "Please stay kind." in page


def test_undo_puts_the_case_back(desk):
    comment = make_held_comment()
    decide(desk, comment)
    decision = Decision.objects.latest("pk")

    answer = desk.post(reverse("moderation:undo", args=[decision.pk]), headers=BY_SCRIPT)

    comment.refresh_from_db()
    assert comment.status == Comment.Status.HELD
    assert "Undone." in answer.content.decode()


def test_who_wanted_the_same_reads_who_has_just_done_it(desk):
    comment = make_held_comment()
    fields = form(comment)
    decisions.approve(comment, by=make_moderator(display_name="Ned Ash"))
    before = Decision.objects.count()

    answer = desk.post(reverse("moderation:decide", args=[comment.pk]), fields, headers=BY_SCRIPT)

    assert "Ned Ash has just done this" in answer.content.decode()
    assert Decision.objects.count() == before


def test_who_wanted_something_else_gets_the_case_as_it_is_now(desk):
    comment = make_held_comment()
    fields = form(comment, kind="remove", rule=make_rule().pk)
    decisions.approve(comment, by=make_moderator())

    answer = desk.post(reverse("moderation:decide", args=[comment.pk]), fields, headers=BY_SCRIPT)

    comment.refresh_from_db()
    assert comment.status == Comment.Status.PUBLISHED
    assert "Look again" in answer.content.decode()
    assert "<form" in answer.content.decode()


def test_new_cases_are_announced_and_not_inserted(desk):
    make_held_comment()
    since = desk.get(QUEUE).context["newest"]

    assert desk.get("/moderation/arrived/", {"since": since}).status_code == 204
    make_held_comment()
    assert "1 new case" in desk.get("/moderation/arrived/", {"since": since}).content.decode()


def test_a_sentence_stands_once_on_the_page_of_one_case(desk, moderator):
    decision = decisions.approve(make_held_comment(), by=moderator)
    undone = desk.post(reverse("moderation:undo", args=[decision.pk]), {"place": ""})

    page = desk.get(reverse("moderation:case", args=[decision.comment_id])).content.decode()

    assert undone.status_code == 302
    assert page.count("Undone. The comment is as it was before.") == 1


def test_the_desk_shows_the_picture_beside_a_comment(desk):
    author = make_reader()
    type(author).objects.filter(pk=author.pk).update(avatar="abc")
    comment = make_held_comment(author=author)

    for address in (QUEUE, reverse("moderation:case", args=[comment.pk])):
        assert f'src="{pictures.url("abc", pictures.SMALL)}"' in desk.get(address).content.decode()


def test_one_comments_page_shows_everything_decided_on_it(desk):
    comment = make_held_comment()
    decide(desk, comment)

    page = desk.get(reverse("moderation:case", args=[comment.pk])).content.decode()

    assert "held: a person looks first" in page
    assert "approved" in page
    assert "Mara Holt" in page


def test_the_log_is_paged_by_entries(desk, monkeypatch):
    monkeypatch.setattr(limits, "DECISIONS_ON_A_PAGE", 2)
    discussion = make_discussion()
    for _ in range(5):
        make_comment(discussion=discussion)
    seen, address = [], "/moderation/log/"

    while address:
        page = desk.get(address).context["page"]
        seen += [entry.decision.pk for entry in page.entries]
        address = f"/moderation/log/?before={page.older}" if page.older else None

    assert seen == sorted(Decision.objects.values_list("pk", flat=True), reverse=True)


@pytest.mark.parametrize("waiting", [3, 12])
def test_the_queue_costs_the_same_at_any_length(desk, waiting, django_assert_max_num_queries):
    discussion = make_discussion()
    for _ in range(waiting):
        make_report(comment=make_thread(discussion, answers=1)[1])

    # Session, account, roles, counts, order, what the cases need, what can still be undone, and the last seal.
    with django_assert_max_num_queries(20):
        assert desk.get(QUEUE).status_code == 200


def test_the_page_of_the_desk_is_kept_by_nobody(desk):
    assert desk.get(QUEUE).headers["Cache-Control"] == "private, no-store"


def test_a_report_that_came_meanwhile_is_shown_before_it_is_answered(desk):
    comment = make_comment()
    decisions.approve(comment, by=make_moderator())
    make_report(comment=comment, words="The first.")
    seen = form(comment)
    report = make_report(comment=comment, words="The second, which nobody has read.")

    answer = desk.post(reverse("moderation:decide", args=[comment.pk]), seen, headers=BY_SCRIPT)

    assert "The second, which nobody has read." in answer.content.decode()
    report.refresh_from_db()
    assert report.outcome == report.Outcome.OPEN

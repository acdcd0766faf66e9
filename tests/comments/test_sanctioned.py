"""What a sanction keeps its reader from, what it leaves them, what they are told, and that it ends by itself."""

import datetime as dt
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from comments import acknowledging, permissions, posting, recommending, reporting, standing
from comments.models import Comment, Discussion, Draft, Sanction
from comments.moderation import decisions, sanctions
from comments.permissions import Way
from tests.factories.accounts import make_moderator, sign_in
from tests.factories.comments import make_comment, make_discussion, make_rule, make_trusted_reader, sanctioned

pytestmark = pytest.mark.django_db

BY_SCRIPT = {"HX-Request": "true"}
STRONG = ["muted", "barred"]


@pytest.fixture
def reader():
    """Somebody whose comments appear at once."""
    return make_trusted_reader(display_name="Ned Ash")


@pytest.fixture
def theirs(client, reader):
    """Their theirs."""
    return sign_in(client, reader)


def write(theirs, discussion, **over):
    """Send the form of the page where one writes."""
    address = reverse("comments:write", args=[discussion.pk])
    page = theirs.get(address)
    return theirs.post(address, {"body": "What I had to say.", **over}) if page.status_code == 200 else page


def may(reader, discussion, *, now=None):
    return permissions.can_comment(reader, discussion, now=now or timezone.now())


@pytest.mark.parametrize("kind", STRONG)
def test_the_refusal_says_which_sanction_under_which_rule_until_when_and_where_to_read_why(reader, kind):
    discussion = make_discussion()
    with time_machine.travel(dt.datetime(2026, 5, 4, 13, 5, tzinfo=dt.UTC), tick=False):
        sanction = sanctioned(reader, kind=kind, days=3, rule=make_rule(2))

        permission = may(reader, discussion)

    assert not permission
    for said in [kind, "rule 2", "7 May 2026, 14:05 BST"]:
        assert said in permission.sentence
    assert (permission.way, permission.address) == (Way.READ_REASONS, f"/comments/decisions/{sanction.decision_id}/")


def test_of_several_the_strongest_speaks_and_the_next_one_after_it(reader):
    discussion = make_discussion()
    sanctioned(reader, kind="muted", days=7)
    sanctioned(reader, kind="barred", days=1)

    assert "barred" in may(reader, discussion).sentence
    assert "muted" in may(reader, discussion, now=timezone.now() + timedelta(days=2)).sentence


@pytest.mark.parametrize("kind", STRONG)
def test_nothing_is_written_and_nothing_changed(reader, kind):
    own = make_comment(author=reader)
    sanctioned(reader, kind=kind, days=3)

    for parent in [None, make_comment(discussion=own.discussion)]:
        with pytest.raises(posting.Refused) as refused:
            make_comment(author=reader, discussion=own.discussion, parent=parent)
        assert refused.value.way == Way.READ_REASONS
    edit = permissions.can_edit(reader, own, discussion=own.discussion, is_answered=False, now=timezone.now())
    assert kind in edit.sentence


def test_a_muted_reader_recommends_and_reports_a_barred_one_does_not(reader):
    one, other = make_comment(), make_comment()
    sanctioned(reader, kind="muted")
    assert recommending.recommend(one, by=reader)
    assert reporting.report(one, by=reader, rule=make_rule())

    sanctioned(reader, kind="barred")

    assert "barred" in recommending.recommend(other, by=reader).sentence
    assert "barred" in reporting.report(other, by=reader, rule=make_rule()).sentence
    recommending.unrecommend(one, by=reader)
    one.tally.refresh_from_db()
    assert one.tally.recommendations == 0


@pytest.mark.parametrize("kind", ["first", "muted", "barred"])
def test_it_ends_by_itself_at_the_second(reader, kind):
    discussion = make_discussion()
    sanction = sanctioned(reader, kind=kind, days=1)
    before = make_or_refuse(discussion, reader, now=sanction.ends_at - timedelta(seconds=1))
    after = make_or_refuse(discussion, reader, now=sanction.ends_at + timedelta(minutes=1))

    assert before == ("held" if kind == "first" else "refused")
    assert after == "published"
    assert may(reader, discussion, now=sanction.ends_at)


def make_or_refuse(discussion, reader, *, now):
    try:
        return make_comment(discussion=discussion, author=reader, now=now).status
    except posting.Refused:
        return "refused"


def test_looked_at_first_holds_what_is_written_and_says_so_in_words(reader):
    sanctioned(reader, kind="first", days=3)

    comment = make_comment(author=reader)

    assert comment.status == Comment.Status.HELD
    assert "standing" in decisions.last_on(comment).codes


def test_a_lifted_sanction_holds_nobody(reader):
    discussion = make_discussion()
    sanctions.lift(sanctioned(reader, kind="barred"), by=make_moderator())

    assert may(reader, discussion)


def test_the_box_under_a_story_says_why_there_is_none(theirs, reader):
    discussion = make_discussion()
    sanction = sanctioned(reader, kind="muted")

    page = theirs.get(discussion.article.get_absolute_url()).content.decode()

    assert "You are muted under rule 1 until" in page
    assert f'href="/comments/decisions/{sanction.decision_id}/"' in page
    assert 'id="write-here"' not in page


def test_the_kept_page_under_the_box_is_the_same_for_everybody(client, reader):
    address = make_discussion().article.get_absolute_url()
    before = client.get(address).content
    sanctioned(reader, kind="barred")
    sign_in(client, reader).get(address)

    client.logout()

    assert client.get(address).content == before


def test_the_box_says_that_a_person_looks_first_and_why(theirs, reader):
    discussion = make_discussion()
    sanction = sanctioned(reader, kind="first", days=3)

    for address in [discussion.article.get_absolute_url(), reverse("comments:write", args=[discussion.pk])]:
        page = theirs.get(address).content.decode()
        assert "Under rule 1 a person looks at everything you write first, until" in page
        assert f"/comments/decisions/{sanction.decision_id}/" in page


def test_who_was_watched_by_hand_is_told_too(theirs, reader):
    standing.Standing.objects.filter(account=reader).update(level="watched")

    page = theirs.get(make_discussion().article.get_absolute_url()).content.decode()

    assert "A moderator has asked to see what you write before it appears." in page


@pytest.mark.parametrize("headers", [None, BY_SCRIPT])
def test_what_a_muted_reader_typed_comes_back_and_is_kept(theirs, reader, headers):
    discussion = make_discussion()
    sanctioned(reader)
    address = reverse("comments:write", args=[discussion.pk])

    answer = theirs.post(address, {"body": "Kept words."}, headers=headers)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Kept words." in page
    assert "Read the reasons, and how to object" in page
    assert Draft.objects.get(account=reader).body == "Kept words."
    assert not Comment.objects.filter(author=reader).exists()


@pytest.mark.parametrize("headers", [None, BY_SCRIPT])
def test_a_warning_is_read_before_the_next_comment_and_nothing_typed_is_lost(theirs, reader, headers):
    discussion = make_discussion()
    warned = sanctioned(reader, kind="warning", reason="Please leave her family out of this.")
    address = reverse("comments:write", args=[discussion.pk])

    refused = theirs.post(address, {"body": "Kept words."}, headers=headers)
    back = f"{address}?draft={Draft.objects.get().key}"
    page = theirs.get(reverse("comments:warnings"), {"next": back}).content.decode()
    read = theirs.post(reverse("comments:warnings"), {"warning": warned.pk, "next": back})

    assert (refused.status_code, "Kept words." in refused.content.decode()) == (422, True)
    assert "/comments/warnings/?next=%2Fdiscussion%2F" in refused.content.decode()
    assert make_rule().text in page
    assert "Please leave her family out of this." in page
    assert (read.status_code, read.url) == (302, back)
    assert "Kept words." in theirs.get(back).content.decode()
    assert may(reader, discussion)


def test_a_warning_costs_no_more_than_reading_it(reader):
    comment = make_comment()
    sanctioned(reader, kind="warning")

    assert recommending.recommend(comment, by=reader)
    assert reporting.report(comment, by=reader, rule=make_rule())


def test_the_box_leads_to_the_warning(theirs, reader):
    sanctioned(reader, kind="warning")

    page = theirs.get(make_discussion().article.get_absolute_url()).content.decode()

    assert "A moderator has warned you under rule 1." in page
    assert "/comments/warnings/?next=" in page


def test_nobody_acknowledges_for_somebody_else_and_one_that_came_meanwhile_is_shown(theirs, reader):
    others = sanctioned(make_trusted_reader(), kind="warning")
    one = sanctioned(reader, kind="warning", comment=make_comment(author=reader))
    later = sanctioned(reader, kind="warning")

    page = theirs.post(reverse("comments:warnings"), {"warning": [one.pk, others.pk, "x", "9" * 30]})

    assert page.status_code == 200
    assert set(Sanction.objects.filter(acknowledged_at=None)) == {others, later}
    assert acknowledging.acknowledge([one.pk], by=reader) == 0


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_the_button_leads_nowhere_else(theirs, reader, elsewhere):
    warned = sanctioned(reader, kind="warning")

    answer = theirs.post(reverse("comments:warnings"), {"warning": warned.pk, "next": elsewhere})

    assert answer.url == reverse("comments:mine")


@pytest.mark.parametrize("headers", [None, BY_SCRIPT])
def test_a_barred_reader_who_presses_recommend_reads_why(theirs, reader, headers):
    comment = make_comment()
    sanctioned(reader, kind="barred")
    address = reverse("comments:recommend", args=[comment.pk])

    answer = theirs.post(address, headers=headers)
    page = theirs.get(answer["HX-Redirect"]) if headers else answer

    assert "You are barred under rule 1" in page.content.decode()
    assert "Read the reasons, and how to object" in page.content.decode()


def test_what_holds_against_a_reader_costs_no_query_of_its_own(reader, django_assert_num_queries):
    discussion = Discussion.objects.with_switch().get(pk=make_discussion().pk)
    for kind in ["first", "muted", "barred", "warning"]:
        sanctioned(reader, kind=kind)

    with django_assert_num_queries(1):
        assert not may(reader, discussion)

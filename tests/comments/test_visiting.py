"""One's own place in a conversation: what is new since the last visit, without script as with it."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from comments import leaving, limits, visiting
from comments.models import Visit
from comments.moderation import decisions
from tests.comments.reading import css, read
from tests.factories.accounts import make_moderator, make_reader, sign_in
from tests.factories.comments import make_comment, make_discussion, make_held_comment, make_rule, make_trusted_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return make_trusted_reader()


@pytest.fixture
def signed_in(client, reader):
    return sign_in(client, reader)


def later(**after):
    return time_machine.travel(timezone.now() + dt.timedelta(**after), tick=False)


def marked(page):
    """The comments marked as new, by id."""
    return [mark.getparent().getparent().getparent().get("id") for mark in css(page, ".comment .new-mark")]


def test_on_a_first_visit_nothing_is_new(signed_in, discussion):
    make_comment(discussion=discussion)

    page = read(signed_in, discussion.get_absolute_url())

    assert not css(page, ".next-new")
    assert not marked(page)


def test_what_has_come_since_is_counted_marked_and_led_to(signed_in, discussion):
    seen = make_comment(discussion=discussion)
    read(signed_in, discussion.get_absolute_url())
    one, other = make_comment(discussion=discussion), make_comment(discussion=discussion)

    page = read(signed_in, discussion.get_absolute_url())

    [line] = css(page, ".next-new")
    assert line.text == "2 new comments since your last visit"
    assert marked(page) == [f"comment-{other.pk}", f"comment-{one.pk}"]
    assert [mark.get("href") for mark in css(page, ".comment .new-mark")] == [f"#comment-{one.pk}", None]
    shown = read(signed_in, line.get("href"))
    assert not css(shown, f"#comment-{seen.pk}")
    assert css(shown, f"#comment-{one.pk}")


def test_ones_own_comments_and_removed_ones_are_not_new(signed_in, discussion, reader):
    read(signed_in, discussion.get_absolute_url())
    make_comment(discussion=discussion, author=reader)
    gone = make_comment(discussion=discussion)
    decisions.remove(gone, by=make_moderator(), rule=make_rule())

    page = read(signed_in, discussion.get_absolute_url())

    assert not css(page, ".next-new")
    assert not marked(page)


def test_a_comment_that_was_held_is_new_when_readers_first_see_it(signed_in, discussion):
    held = make_held_comment(discussion=discussion)
    make_comment(discussion=discussion)
    read(signed_in, discussion.get_absolute_url())
    decisions.approve(held, by=make_moderator())

    assert marked(read(signed_in, discussion.get_absolute_url())) == [f"comment-{held.pk}"]


def test_opening_the_conversation_moves_ones_place_at_most_once_a_minute(signed_in, discussion):
    read(signed_in, discussion.get_absolute_url())
    make_comment(discussion=discussion)

    read(signed_in, discussion.get_absolute_url())
    within = Visit.objects.get().number
    with later(seconds=61):
        read(signed_in, discussion.get_absolute_url())

    assert (within, Visit.objects.get().number) == (0, 1)


@pytest.mark.parametrize("order", ["newest", "oldest", "best", "answered"])
def test_all_that_was_there_at_a_visit_is_no_longer_new_whichever_page_and_order_was_opened(
    signed_in, discussion, order, monkeypatch
):
    monkeypatch.setattr(limits, "THREADS_ON_A_PAGE", 2)
    for _ in range(5):
        make_comment(discussion=discussion)
    address = discussion.get_absolute_url()
    read(signed_in, f"{address}?order={order}")
    since = make_comment(discussion=discussion)

    page = read(signed_in, f"{address}new/?since=0")
    [line] = css(read(signed_in, address), ".next-new")

    assert marked(page) == [f"comment-{since.pk}"]
    assert line.text == "1 new comment since your last visit"
    assert line.get("data-since") == str(since.number - 1)


def test_opening_again_what_was_seen_writes_nothing(signed_in, discussion):
    make_comment(discussion=discussion)
    read(signed_in, discussion.get_absolute_url())
    before = Visit.objects.get()

    with later(hours=5):
        read(signed_in, discussion.get_absolute_url())

    after = Visit.objects.get()
    assert (after.number, after.at) == (before.number, before.at)


def test_opening_a_story_or_a_permalink_is_not_yet_reading_its_conversation(signed_in, discussion):
    comment = make_comment(discussion=discussion)

    read(signed_in, discussion.article.get_absolute_url())
    read(signed_in, comment.get_absolute_url())

    assert not Visit.objects.exists()


def test_the_storys_page_marks_what_is_new_too(signed_in, discussion):
    read(signed_in, discussion.get_absolute_url())
    new = make_comment(discussion=discussion)

    page = read(signed_in, discussion.article.get_absolute_url())

    assert marked(page) == [f"comment-{new.pk}"]


def test_what_is_fetched_before_anybody_asks_for_it_moves_nothing(signed_in, discussion):
    signed_in.get(discussion.get_absolute_url(), headers={"Sec-Purpose": "prefetch;prerender"})
    signed_in.head(discussion.get_absolute_url())

    assert not Visit.objects.exists()


def test_script_says_how_far_somebody_has_come_and_it_never_goes_back_or_beyond_the_end(signed_in, discussion):
    for _ in range(3):
        make_comment(discussion=discussion)
    seen = reverse("comments:seen", args=[discussion.pk])
    reached = []

    for number in ["2", "1", "99", "", "two", "-5", str(10**30)]:
        assert signed_in.post(seen, {"number": number}).status_code == 204
        reached.append(Visit.objects.get().number)

    assert reached == [2, 2, 3, 3, 3, 3, 3]


def test_a_place_in_no_conversation_is_forgotten_and_a_strangers_kept_by_nobody(client, discussion, reader):
    nowhere = reverse("comments:seen", args=[2**31 + 7])
    stranger = client.post(reverse("comments:seen", args=[discussion.pk]), {"number": "1"})

    assert stranger.url.startswith("/account/login/")
    assert sign_in(client, reader).post(nowhere, {"number": "1"}).status_code == 204
    assert not Visit.objects.exists()


def test_a_browser_that_remembers_itself_learns_how_much_is_new(client, discussion):
    make_comment(discussion=discussion)
    make_comment(discussion=discussion)
    address = reverse("comments:since_visit", args=[discussion.pk])

    assert "1 new comment since your last visit" in client.get(f"{address}?since=1").content.decode()
    assert "new-" not in client.get(f"{address}?since=2").content.decode()


def test_more_than_anybody_reads_is_not_counted(discussion, reader, monkeypatch):
    visiting.reached(reader, discussion_id=discussion.pk, number=0)
    monkeypatch.setattr(limits, "NEW_COUNTED", 2)
    for _ in range(5):
        make_comment(discussion=discussion)

    assert visiting.place_of(reader, discussion_id=discussion.pk, shown=[]).count == 3


def test_a_strangers_page_is_the_same_kept_page_for_all_and_has_no_marks(client, discussion):
    make_comment(discussion=discussion)

    page = read(client, discussion.get_absolute_url())

    assert not marked(page)
    assert css(page, "#place")[0].text_content() == ""


def test_ones_place_costs_one_question_and_at_most_one_write(signed_in, discussion):
    make_comment(discussion=discussion)
    read(signed_in, discussion.get_absolute_url())
    make_comment(discussion=discussion)

    with CaptureQueriesContext(connection) as asked, later(minutes=2):
        read(signed_in, discussion.get_absolute_url())

    about = [query["sql"].split()[0] for query in asked if "comments_visit" in query["sql"]]
    assert about == ["SELECT", "INSERT"]


def test_places_are_handed_over_erased_and_forgotten_after_a_year(reader):
    there, elsewhere = make_discussion(), make_discussion()
    with time_machine.travel(timezone.now() - limits.VISITS_KEPT - dt.timedelta(days=1), tick=False):
        visiting.reached(reader, discussion_id=elsewhere.pk, number=5)
    visiting.reached(reader, discussion_id=there.pk, number=5)
    visiting.reached(make_reader(), discussion_id=there.pk, number=5)

    visiting.forget_old_visits(timestamp=int(timezone.now().timestamp()))

    [place] = leaving.export(reader)["places_in_conversations"]
    assert (place["discussion_id"], place["number"]) == (there.pk, 0)
    leaving.erase(reader)
    assert [visit.reader for visit in Visit.objects.all()] != [reader]
    assert Visit.objects.count() == 1

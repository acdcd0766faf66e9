"""News is read when its reader says so; how much waits stands on every page; what is old is let go of."""

import json
from datetime import timedelta

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from comments import limits, news, telling
from comments.models import Following, Notification, TellingChoice
from newsroom.accounts import holdings
from tests.comments.hearing import NEWS, follow_and_tell, lines, open_first, rows_of
from tests.comments.reading import css, read
from tests.factories.accounts import sign_in
from tests.factories.comments import make_comment, make_thread

pytestmark = pytest.mark.django_db

MARK_ALL = reverse("comments:mark_all_as_read")


# --- What is read


def test_opening_an_address_marks_nothing_as_read_and_pressing_the_button_does(client, answered):
    reader, answer = answered
    sign_in(client, reader)

    page = read(client, NEWS)
    client.get(reverse("comments:open_news"))
    client.get(answer.get_absolute_url())
    assert Notification.objects.unread().count() == 1

    open_first(client, page)
    page = read(client, NEWS)
    assert Notification.objects.unread().count() == 0
    assert not css(page, ".news-unread")
    assert css(page, ".news-foot a")[0].get("href") == answer.get_absolute_url()


def test_mark_all_marks_what_was_there_and_not_what_came_meanwhile(client, discussion, reader):
    follow_and_tell(reader, discussion, count=2)
    sign_in(client, reader)
    page = read(client, NEWS)
    [form] = [form for form in css(page, "main form") if form.get("action") == MARK_ALL]
    follow_and_tell(reader, discussion, count=1)

    answer = client.post(form.get("action"), dict(form.form_values()))

    assert answer.url == NEWS
    assert news.unread(reader) == 1


@pytest.mark.parametrize("page_read", ["first", "second"])
def test_mark_all_is_there_while_anything_is_unread_and_marks_what_stands_on_other_pages(
    client, discussion, reader, monkeypatch, page_read
):
    monkeypatch.setattr(limits, "NEWS_ON_A_PAGE", 2)
    follow_and_tell(reader, discussion, count=4)
    rows = list(Notification.objects.filter(reader=reader).order_by("-at", "-pk"))
    first, second = rows[:2], rows[2:]
    looked_at, elsewhere = (first, second) if page_read == "first" else (second, first)
    Notification.objects.filter(pk__in=[row.pk for row in looked_at]).update(read_at=timezone.now())
    sign_in(client, reader)
    address = NEWS if page_read == "first" else NEWS + css(read(client, NEWS), ".more a")[0].get("href")

    [form] = [form for form in css(read(client, address), "main form") if form.get("action") == MARK_ALL]
    client.post(form.get("action"), dict(form.form_values()))

    assert not Notification.objects.unread().filter(pk__in=[row.pk for row in elsewhere]).exists()
    assert not [form for form in css(read(client, address), "main form") if form.get("action") == MARK_ALL]


@pytest.mark.parametrize(
    "junk", [{}, {"through": "", "row": ""}, {"through": "-1", "row": ["x", "\x00"]}, {"through": "9" * 30, "row": "9" * 30}]
)
def test_junk_marks_nothing(client, answered, junk):
    reader, _answer = answered
    sign_in(client, reader)

    answers = [client.post(reverse(f"comments:{name}"), junk) for name in ("mark_all_as_read", "open_news")]

    assert [answer.url for answer in answers] == [NEWS, NEWS]
    assert news.unread(reader) == 1


# --- Pages, and how much waits


def test_a_long_list_goes_on_by_marker_and_costs_the_same(client, discussion, monkeypatch, django_assert_max_num_queries):
    parent = make_comment(discussion=discussion)
    answers = [make_comment(parent=parent) for _ in range(5)]
    for answer in answers:
        telling.spread(answer.pk)
    monkeypatch.setattr(limits, "NEWS_ON_A_PAGE", 3)
    sign_in(client, parent.author)

    with django_assert_max_num_queries(8):
        first = read(client, NEWS)
    second = read(client, NEWS + css(first, ".more a")[0].get("href"))

    shown = [value for page in (first, second) for form in css(page, ".news-item form") for value in rows_of(form)]
    assert [len(lines(first)), len(lines(second))] == [3, 2]
    assert len(set(shown)) == 5


@pytest.mark.parametrize("junk", ["x", "%00", "WzFd", "WyIyMDI2LTExLTIzVDAwOjAwOjAwKzAwOjAwIiwxXQ" * 9])
def test_a_marker_from_nowhere_leads_to_the_first_page(client, answered, junk):
    reader, _answer = answered

    assert len(lines(read(sign_in(client, reader), f"{NEWS}?after={junk}"))) == 1


def test_how_much_waits_stands_in_the_header_of_every_page_for_one_query(client, discussion, reader, django_assert_num_queries):
    follow_and_tell(reader, discussion, count=3)
    sign_in(client, reader)

    link = css(read(client, discussion.get_absolute_url()), ".masthead-account .account-link")[0]

    assert " ".join(link.text_content().split()) == "News (3) unread"
    assert link.get("href") == NEWS
    with django_assert_num_queries(1):
        assert news.unread(reader) == 3


def test_beyond_99_is_99_and_more(client, discussion, reader, monkeypatch):
    follow_and_tell(reader, discussion, count=1)
    comments = [make_comment(discussion=discussion) for _ in range(2)]
    at = timezone.now()
    Notification.objects.bulk_create(
        Notification(reader=reader, kind="report", comment=comments[n % 2], decision_id=n, at=at) for n in range(110)
    )

    page = read(sign_in(client, reader), "/latest/")

    assert css(page, ".masthead-account .count")[0].text_content() == "(99+)"


def test_nothing_waits_and_nothing_is_said(client, reader):
    page = read(sign_in(client, reader), "/latest/")

    assert not css(page, ".masthead-account .account-link")
    assert NEWS in [link.get("href") for link in css(page, ".menu a")]


def test_what_script_polls_counts_no_news(client, discussion, reader):
    follow_and_tell(reader, discussion, count=1)
    sign_in(client, reader)

    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("comments:new_count", args=[discussion.pk]), {"since": 1})

    assert not [query for query in asked if "comments_notification" in query["sql"]]


# --- What is let go of


def test_what_was_read_a_season_ago_goes_and_what_waits_stays_a_year(answered):
    reader, answer = answered
    now = timezone.now()
    old = [(1, 400), (None, 300), (None, 400), (100, 120), (80, 100)]
    Notification.objects.all().delete()
    for number, (read_days, days) in enumerate(old):
        Notification.objects.create(
            reader=reader,
            kind="report",
            comment=answer,
            decision_id=number,
            at=now - timedelta(days=days),
            read_at=now - timedelta(days=read_days) if read_days else None,
        )

    news.let_go_of_old_news(int(now.timestamp()))

    assert set(Notification.objects.values_list("decision_id", flat=True)) == {1, 4}


def test_news_are_handed_over_and_erased(answered):
    reader, answer = answered
    TellingChoice.objects.create(reader=reader, mail="daily")

    held = json.loads(json.dumps(holdings.export(reader), cls=DjangoJSONEncoder))["comments"]
    holdings.erase(reader)

    assert [(row["kind"], row["comment_id"]) for row in held["news"]] == [("answer", answer.pk)]
    assert held["letters_of_news"] == "daily"
    assert not Notification.objects.exists()
    assert not TellingChoice.objects.exists()
    assert not Following.objects.exists()


def test_news_of_somebody_who_left_is_gone_with_their_words(client, answered):
    reader, answer = answered

    holdings.erase(answer.author)

    assert lines(read(sign_in(client, reader), NEWS)) == []


def test_a_thread_is_told_in_the_order_of_the_page(client, discussion):
    parent, *answers = make_thread(discussion, answers=3)
    for answer in answers:
        telling.spread(answer.pk)

    page = read(sign_in(client, parent.author), NEWS)

    names = [answer.author.display_name for answer in reversed(answers)]
    assert [css(line, "bdi")[0].text_content() for line in css(page, ".news-item")] == names

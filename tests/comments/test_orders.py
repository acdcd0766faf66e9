"""The orders of a conversation as readers meet them: tabs, pages, and what keeps them fresh."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments import exposures, limits, recommending
from comments.models import Ranking
from comments.moderation import decisions
from newsroom import jobs
from newsroom.web import pages
from newsroom.web.answering import STORE
from tests.comments.reading import css, fragment, read
from tests.factories.accounts import make_editor, make_reader
from tests.factories.comments import make_comment, make_discussion, make_thread

ORDERS = ["best", "newest", "oldest", "answered"]


def shown(page):
    """The comments on a page, in the order in which they stand there."""
    return [int(item.get("id").removeprefix("comment-")) for item in page.xpath("//li[starts-with(@id, 'comment-')]")]


def tabs(page):
    return [(link.text_content(), link.get("href"), link.get("aria-current")) for link in css(page, ".sorts a")]


def test_a_conversation_offers_its_orders_and_names_the_one_shown(client, discussion):
    make_comment(discussion=discussion)
    address = discussion.get_absolute_url()

    found = tabs(read(client, f"{address}?order=best"))

    assert found == [
        ("Best", f"{address}?order=best", "true"),
        ("Newest", address, None),
        ("Oldest", f"{address}?order=oldest", None),
        ("Most answered", f"{address}?order=answered", None),
    ]


def test_newest_is_what_a_story_and_a_conversation_show_first(client, discussion):
    make_comment(discussion=discussion)

    for address in (discussion.article.get_absolute_url(), discussion.get_absolute_url()):
        assert [label for label, _address, current in tabs(read(client, address)) if current] == ["Newest"]


@pytest.mark.parametrize("order", ORDERS)
def test_a_site_chooses_the_order_that_its_conversations_begin_with(client, discussion, settings, order):
    settings.COMMENTS_ORDER = order
    first, second, third = [make_comment(discussion=discussion) for _ in range(3)]
    make_comment(parent=second)
    exposures.add({second.pk: 100})
    for _ in range(5):
        recommending.recommend(second, by=make_reader())
    whole = discussion.get_absolute_url()
    expected = {"best": second, "answered": second, "newest": third, "oldest": first}[order]

    for address in (discussion.article.get_absolute_url(), whole):
        page = read(client, address)
        assert shown(page)[0] == expected.pk
        assert [(link, current) for _label, link, current in tabs(page) if link == whole] == [(whole, "true")]
        assert {link for _label, link, _current in tabs(page)} == {whole, *(f"{whole}?order={o}" for o in ORDERS if o != order)}


@pytest.mark.parametrize("order", ORDERS)
def test_further_pages_follow_the_order_of_the_site(client, discussion, settings, monkeypatch, order):
    settings.COMMENTS_ORDER = order
    monkeypatch.setattr(limits, "THREADS_ON_A_PAGE", 2)
    comments = [make_comment(discussion=discussion) for _ in range(5)]
    address, found = discussion.article.get_absolute_url(), []

    while address:
        page = read(client, address)
        found += shown(page)
        address = next((link.get("href") for link in css(page, ".more-older")), None)

    assert sorted(found) == [comment.pk for comment in comments]


def test_editors_picks_are_offered_where_there_are_any(client, discussion):
    comment = make_comment(discussion=discussion)
    address = discussion.get_absolute_url()

    decisions.feature(comment, by=make_editor())
    assert tabs(read(client, address))[-1] == ("Editors’ picks", f"{address}picks/", None)
    decisions.take_back(comment, by=comment.author)
    make_comment(discussion=discussion)

    assert tabs(read(client, address))[-1][0] == "Most answered"


def test_best_and_most_answered_show_their_orders(client, discussion):
    answered = make_thread(discussion, answers=2)
    liked = make_comment(discussion=discussion)
    make_comment(discussion=discussion)
    exposures.add({liked.pk: 100})
    for _ in range(5):
        recommending.recommend(liked, by=make_reader())

    address = discussion.get_absolute_url()

    assert shown(read(client, f"{address}?order=best"))[0] == liked.pk
    assert shown(read(client, f"{address}?order=answered"))[:3] == [comment.pk for comment in answered]


@pytest.mark.parametrize("order", ["best", "answered"])
@pytest.mark.parametrize("part", ["", "part/threads/"])
def test_links_lead_through_a_ranking(client, discussion, order, part, monkeypatch):
    monkeypatch.setattr(limits, "THREADS_ON_A_PAGE", 4)
    comments = [make_comment(discussion=discussion) for _ in range(10)]
    address, found = f"{discussion.get_absolute_url()}{part}?order={order}", []

    while address:
        answer = client.get(address)
        page = fragment(answer)
        found += shown(page)
        links = css(page, ".more-older")
        address = links and (links[0].get("data-hx-get") if part else links[0].get("href"))

    assert sorted(found) == sorted(comment.pk for comment in comments)


@pytest.mark.parametrize(
    "place", ["1-1", "404404-20", "junk", "0-0", "99999999999999999999-1", "9223372036854775807-9223372036854775807"]
)
def test_a_place_from_nowhere_leads_to_the_first_page(client, discussion, place):
    comment = make_comment(discussion=discussion)

    assert shown(read(client, f"{discussion.get_absolute_url()}?order=best&place={place}")) == [comment.pk]


@pytest.mark.parametrize("order", ["best", "answered"])
def test_below_threads_that_stand_there_no_first_page_comes_again_once_their_ranking_has_gone(
    client, discussion, order, monkeypatch
):
    monkeypatch.setattr(limits, "THREADS_ON_A_PAGE", 2)
    for _ in range(5):
        make_comment(discussion=discussion)
    begins = f"{discussion.get_absolute_url()}?order={order}"
    [link] = css(read(client, begins), ".more-older")
    Ranking.objects.all().delete()

    part = fragment(client.get(link.get("data-hx-get")))

    assert shown(part) == []
    assert "The order has changed meanwhile." in part.text_content()
    assert [found.get("href") for found in css(part, "a")] == [begins]
    assert len(shown(read(client, link.get("href")))) == 2


def test_a_page_beyond_the_first_leads_back_and_is_not_for_search_engines(client, discussion, monkeypatch):
    monkeypatch.setattr(limits, "THREADS_ON_A_PAGE", 2)
    for _ in range(5):
        make_comment(discussion=discussion)
    address = f"{discussion.get_absolute_url()}?order=best"
    [link] = css(read(client, address), ".more-older")

    page = read(client, link.get("href"))

    assert address in page.xpath("//a[text()='Back to the best']/@href")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex, follow"]


@pytest.mark.django_db
def test_an_order_of_a_conversation_that_is_not_public_is_not_found(client):
    closed = make_discussion(mode="closed")

    for address in (
        f"{closed.get_absolute_url()}?order=best",
        f"{closed.get_absolute_url()}picks/",
        "/discussion/404404/?order=best",
    ):
        assert client.get(address).status_code == 404
    assert not Ranking.objects.exists()


def test_a_kept_page_shows_the_next_ranking_once_a_minute_has_passed(committed, client):
    discussion = make_discussion()
    first, second = make_comment(discussion=discussion), make_comment(discussion=discussion)
    address = f"{discussion.get_absolute_url()}?order=best"
    assert shown(read(client, address)) == [second.pk, first.pk]
    exposures.add({second.pk: 500})

    assert shown(read(client, address)) == [second.pk, first.pk]
    pass_time(timedelta(minutes=1))
    assert shown(read(client, address)) == [second.pk, first.pk]
    jobs.work(until_empty=True)

    assert shown(read(client, address)) == [first.pk, second.pk]


def pass_time(by):
    """Let rankings and kept pages be older: the ones by their moment, the others by theirs."""
    for ranking in Ranking.objects.all():
        Ranking.objects.filter(pk=ranking.pk).update(made_at=ranking.made_at - by)
    for page, _weight in STORE.first.pages.values():
        page.until -= by.total_seconds()


def test_a_kept_page_in_a_moving_order_costs_one_query(committed, client, django_assert_num_queries):
    discussion = make_discussion()
    make_comment(discussion=discussion)
    address = f"{discussion.get_absolute_url()}?order=best"
    client.get(address)

    with django_assert_num_queries(1):
        client.get(address)


@pytest.mark.parametrize("order", ORDERS)
def test_a_cold_page_costs_at_most_fourteen_queries(committed, client, order):
    discussion = make_discussion()
    for comment in make_thread(discussion, answers=3):
        decisions.feature(comment, by=make_editor())
    address = f"{discussion.get_absolute_url()}?order={order}"

    for _again in ("first", "ranked"):
        pages.forget()
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        assert len(asked) <= 14, [query["sql"] for query in asked]

"""The feed of a conversation: well-formed whatever people write, and without the words of what has gone."""

import pytest
from django.utils import timezone
from lxml import etree, html

from comments import counting, limits, opening, threads, wording
from comments.moderation import decisions
from comments.nodes import Conversation, Node
from comments.people import Person
from newsroom.accounts.models import User
from tests.comments.growing import copied
from tests.comments.hostile import OWN, assert_harmless, letters, sanitisers_texts, texts_of
from tests.comments.reading import css, read
from tests.factories.articles import make_article
from tests.factories.comments import make_comment, make_discussion, make_held_comment, make_thread, make_trusted_reader

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def address(discussion):
    return f"{discussion.get_absolute_url()}feed/"


def feed(client, discussion):
    """The feed, parsed."""
    answer = client.get(address(discussion))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(answer.content)


def values(tree, path):
    return tree.xpath(path, namespaces=ATOM)


def test_the_feed_has_the_newest_first_answers_included(client, discussion, settings):
    comments = make_thread(discussion, answers=2)
    make_comment()

    tree = feed(client, discussion)

    assert values(tree, "//a:entry/a:id/text()") == [settings.SITE_URL + c.get_absolute_url() for c in reversed(comments)]
    assert values(tree, "//a:entry[1]/a:author/a:name/text()") == [comments[-1].author.display_name]
    assert values(tree, "//a:entry[1]/a:published/text()") == [comments[-1].created_at.isoformat()]
    assert values(tree, "/a:feed/a:link[@rel='self']/@href") == [settings.SITE_URL + address(discussion)]


def links_to_atom(page):
    return [link for link in css(page, "head link") if link.get("type") == "application/atom+xml"]


@pytest.mark.parametrize("page", ["the conversation", "the story"])
def test_a_page_leads_programs_to_the_feed_as_long_as_there_is_one(client, discussion, page):
    where = (discussion if page == "the conversation" else discussion.article).get_absolute_url()

    [link] = links_to_atom(read(client, where))

    assert (link.get("rel"), link.get("href")) == ("alternate", address(discussion))
    assert client.get(link.get("href")).status_code == 200


def test_a_storys_kept_page_names_the_feed_only_while_the_conversation_is_shown(committed, client):
    discussion = make_discussion()
    where = discussion.article.get_absolute_url()

    assert links_to_atom(read(client, where))

    opening.run_discussion(discussion, mode="closed")
    assert not links_to_atom(read(client, where))

    opening.run_discussion(discussion, mode="open")
    assert links_to_atom(read(client, where))


def test_the_feed_has_fifty_at_most(client, discussion, django_assert_max_num_queries):
    author = make_trusted_reader()
    for _ in range(limits.COMMENTS_IN_A_FEED + 3):
        copied(discussion, parent=None, author=author)
    counting.recount(discussion)

    with django_assert_max_num_queries(7):
        tree = feed(client, discussion)

    assert len(values(tree, "//a:entry")) == limits.COMMENTS_IN_A_FEED


def test_what_readers_do_not_see_is_not_in_the_feed(client, discussion):
    shown, gone = make_thread(discussion, answers=1)
    make_held_comment(discussion=discussion)
    decisions.take_back(gone, by=gone.author)

    assert [entry.split("/")[-2] for entry in values(feed(client, discussion), "//a:entry/a:id/text()")] == [str(shown.pk)]


def test_removed_words_disappear_from_the_kept_feed_at_once(committed, client):
    discussion = make_discussion()
    comment = make_comment(discussion=discussion, body="Words that go.")
    assert b"Words that go." in client.get(address(discussion)).content

    decisions.take_back(comment, by=comment.author)

    assert b"Words that go." not in client.get(address(discussion)).content


def test_an_empty_conversation_has_an_empty_feed(client, discussion):
    assert values(feed(client, discussion), "//a:entry") == []


def test_the_conversation_leads_to_its_feed_in_head_and_foot(client, discussion):
    make_comment(discussion=discussion)

    page = read(client, discussion.get_absolute_url())

    assert page.xpath("//link[@type='application/atom+xml']/@href") == [address(discussion)]
    assert address(discussion) in [link.get("href") for link in css(page, ".conversation a")]


def assert_shown_as_text(client, discussion, bodies, monkeypatch):
    """The feed of these comments, by people who are called like that too, holds every one as text, and nothing else."""
    nodes = [
        Node(
            id=number, number=number, root_id=None, parent_id=None, depth=0, path=b"", status="published", body=body,
            revision=1, created_at=timezone.now(), author_id=7, answers_to_id=None, recommendations=0, answers=0, below=0,
            author=Person(7, wording.clean(body)[:50]),
        )
        for number, body in enumerate(bodies, start=1)
    ]  # fmt: skip
    monkeypatch.setattr(threads, "newest", lambda discussion, most: Conversation(discussion, nodes))
    tree = feed(client, discussion)
    shown = values(tree, "//a:entry/a:summary")
    assert len(shown) == len(bodies)
    for name, body in zip(values(tree, "//a:entry/a:author/a:name"), bodies, strict=True):
        assert not len(name)
        assert letters(name.text or "") == letters(wording.clean(body)[:50])
    for summary in shown:
        assert summary.get("type") == "html"
        assert_harmless(html.fromstring(f"<div>{summary.text}</div>"))


def test_our_own_hostile_texts_are_text_in_the_feed(client, discussion, monkeypatch):
    assert_shown_as_text(client, discussion, OWN, monkeypatch)


def test_every_hostile_text_of_the_collection_is_text_in_the_feed(client, discussion, shared_data, monkeypatch):
    texts = texts_of(shared_data, *[path.name for path in (shared_data / "hostile-text").glob("*.jsonl")])

    texts += [wording.clean(text) for text in sanitisers_texts(shared_data)]

    assert len(texts) > 5000
    assert_shown_as_text(client, discussion, texts, monkeypatch)


@pytest.mark.django_db
@pytest.mark.parametrize("hostile", ["]]></title><x>", "\x0b\x1b[31m", "\ufffe\uffff", "&amp;<!--", "\u202eevil"])
def test_hostile_headlines_and_names_leave_the_feed_well_formed(client, hostile):
    discussion = make_discussion(article=make_article(headline=f"Head {hostile}"))
    comment = make_comment(discussion=discussion)
    User.objects.filter(pk=comment.author_id).update(display_name=f"Name {hostile}")

    tree = feed(client, discussion)

    assert values(tree, "//a:entry/a:author/a:name/text()")[0].startswith("Name ")

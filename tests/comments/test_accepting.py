"""Accepting the standards: by the first comment, said at the box; told anew when they change."""

import datetime as dt

import pytest
from django.urls import reverse
from lxml.html import fromstring

from comments import accepting, announcing, leaving, news, posting
from comments.models import Acceptance, Notification, Rule
from comments.moderation import standards
from newsroom.accounts import holdings
from tests.comments.reading import fields
from tests.comments.test_standards import changed
from tests.factories.accounts import make_moderator, make_reader, sign_in
from tests.factories.comments import make_comment, make_rule, make_trusted_reader

pytestmark = pytest.mark.django_db

FIRST = "By publishing you accept the"
ANEW = "The community standards changed on"


def write(discussion):
    return reverse("comments:write", args=[discussion.pk])


def page_of(client, address):
    return client.get(address).content.decode()


def fields_of(answer):
    return fields(fromstring(answer.content))


def accepted(account):
    return [row.version for row in accepting.accepted_by(account)]


@pytest.fixture
def author(discussion):
    """A trusted reader who accepted the first version."""
    make_rule(1)
    reader = make_trusted_reader()
    Acceptance.objects.create(account=reader, version=1, at=reader.date_joined)
    return reader


def test_the_first_comment_accepts_the_standards_and_the_box_says_so_before(client, discussion):
    make_rule(1)
    reader = make_trusted_reader()
    sign_in(client, reader)

    page = client.get(write(discussion))
    client.post(write(discussion), fields_of(page) | {"body": "The barrier held."})

    assert FIRST in page.content.decode()
    assert accepted(reader) == [1]
    assert FIRST not in page_of(client, write(discussion))


def test_the_box_under_a_story_says_so_too(client, discussion, reader):
    make_rule(1)
    sign_in(client, reader)

    page = page_of(client, discussion.get_absolute_url())

    assert FIRST in page
    assert 'name="terms" value="1"' in page


def test_a_stranger_reads_it_on_the_way_and_accepts_once_they_have_signed_in(client, discussion):
    make_rule(1)
    reader = make_trusted_reader()

    led = client.post(write(discussion), {"body": "The barrier held."}, headers={"origin": "http://testserver"})
    assert not Acceptance.objects.exists()
    sign_in(client, reader)
    page = client.get(f"{write(discussion)}?draft={led.url.rsplit('draft%3D', 1)[-1]}")
    client.post(write(discussion), fields_of(page))

    assert FIRST in page.content.decode()
    assert accepted(reader) == [1]


def test_what_is_held_or_answered_accepts_them_as_well(discussion, reader):
    make_rule(1)
    held = posting.post_comment(discussion, author=reader, body="The barrier held.")

    assert held.status == "held"
    assert accepted(reader) == [1]


def test_a_refusal_that_stores_nothing_accepts_nothing(discussion, reader):
    make_rule(1)

    with pytest.raises(posting.Refused):
        posting.post_comment(discussion, author=reader, body="x" * 9_000)
    assert accepted(reader) == []


def test_where_there_are_no_standards_nothing_is_accepted(client, discussion, reader):
    sign_in(client, reader)

    page = page_of(client, write(discussion))
    posting.post_comment(discussion, author=reader, body="The barrier held.")

    assert FIRST not in page
    assert accepted(reader) == []


def test_a_change_is_said_at_the_box_with_a_link_to_what_changed_and_publishing_accepts_it(client, discussion, author):
    changed(1, text="To all people.")
    changed(1, text="To all people, always.")
    sign_in(client, author)

    page = client.get(write(discussion))
    client.post(write(discussion), fields_of(page) | {"body": "The barrier held."})

    assert ANEW in page.content.decode()
    assert 'href="/standards/3/?since=1#changes"' in page.content.decode()
    assert accepted(author) == [3, 1]
    assert ANEW not in page_of(client, write(discussion))


def test_a_change_of_the_wording_alone_is_not_said_and_not_accepted_anew(client, discussion, author):
    changed(1, text="To persons.", is_wording_only=True)
    sign_in(client, author)

    assert ANEW not in page_of(client, write(discussion))
    posting.post_comment(discussion, author=author, body="The barrier held.")
    assert accepted(author) == [1]
    assert not Notification.objects.exists()


def test_a_form_that_was_open_while_they_changed_accepts_what_it_named(client, discussion):
    make_rule(1)
    reader = make_trusted_reader()
    sign_in(client, reader)
    sent = fields_of(client.get(write(discussion))) | {"body": "The barrier held."}
    changed(1, text="To all people.")

    client.post(write(discussion), sent)

    assert accepted(reader) == [1]
    assert ANEW in page_of(client, write(discussion))


@pytest.mark.parametrize("named", ["", "0", "-3", "99999999999999999999", "two", "٣", "7"])
def test_a_form_that_names_no_version_accepts_the_one_in_force(client, discussion, named):
    make_rule(1)
    reader = make_trusted_reader()
    sign_in(client, reader)

    client.post(write(discussion), fields_of(client.get(write(discussion))) | {"body": "The barrier held.", "terms": named})

    assert accepted(reader) == [1]


def test_an_edit_accepts_nothing(client, discussion, author):
    comment = make_comment(discussion=discussion, author=author)
    changed(1, text="To all people.")
    sign_in(client, author)

    address = reverse("comments:edit", args=[comment.pk])
    page = client.get(address)
    client.post(address, fields_of(page) | {"body": "The barrier held well."})

    assert ANEW not in page.content.decode()
    assert accepted(author) == [1]


def test_whoever_has_accepted_posts_at_the_same_cost(discussion, author, django_assert_max_num_queries):
    fresh = make_trusted_reader()
    # What a process remembers of the standards it has now read.
    make_comment(discussion=discussion)
    with django_assert_max_num_queries(25) as first:
        posting.post_comment(discussion, author=fresh, body="The barrier held.")
    with django_assert_max_num_queries(25) as later:
        posting.post_comment(discussion, author=author, body="The barrier did hold.")

    assert len(first) - len(later) == 1
    assert not [query for query in later if "INSERT INTO comments_acceptance" in query["sql"]]


def test_readers_who_accepted_are_told_once_on_their_page_of_news(client, discussion, author):
    outsider = make_reader()
    changed(1, text="To all people.")
    announcing.tell_of_change(version=2)
    announcing.tell_of_change(version=2)

    [row] = Notification.objects.all()
    assert row.reader == author
    assert news.unread(author) == 1
    assert news.unread(outsider) == 0
    page = page_of(sign_in(client, author), reverse("comments:news"))
    assert "The community standards have changed since you accepted them." in page
    opened = client.post(reverse("comments:open_news"), {"row": row.pk})
    assert opened.url == "/standards/2/#changes"
    assert news.unread(author) == 0
    assert "Read what changed" in page_of(client, reverse("comments:news"))


def test_of_two_changes_the_newer_is_told(author):
    changed(1, text="To all people.")
    announcing.tell_of_change(version=2)
    changed(1, text="To all people, always.")
    announcing.tell_of_change(version=2)
    announcing.tell_of_change(version=3)

    assert [row.standards_version for row in Notification.objects.all()] == [3]


def test_whoever_published_since_is_not_told_and_what_told_them_is_read(discussion, author):
    changed(1, text="To all people.")
    announcing.tell_of_change(version=2)
    posting.post_comment(discussion, author=author, body="The barrier held.")
    announcing.tell_of_change(version=2)

    assert news.unread(author) == 0
    assert Notification.objects.count() == 1


def test_many_readers_are_told_in_batches(author, monkeypatch):
    monkeypatch.setattr("comments.limits.TOLD_AT_ONCE", 2)
    readers = [make_reader() for _ in range(4)]
    Acceptance.objects.bulk_create([Acceptance(account=reader, version=1, at=reader.date_joined) for reader in readers])
    changed(1, text="To all people.")
    queued = []
    monkeypatch.setattr(announcing.tell_of_change, "defer", lambda **asked: queued.append(asked))

    queued.append({"version": 2})
    while queued:
        announcing.tell_of_change(**queued.pop())

    assert Notification.objects.count() == 5


def test_somebody_who_has_left_is_told_nothing_and_leaves_nothing(author):
    assert leaving.export(author)["standards_accepted"] == [{"version": 1, "at": author.date_joined}]
    holdings.erase(author)
    changed(1, text="To all people.")
    announcing.tell_of_change(version=2)

    assert not Acceptance.objects.exists()
    assert not Notification.objects.exists()


def test_what_is_told_says_so_in_what_is_handed_over(author):
    changed(1, text="To all people.")
    announcing.tell_of_change(version=2)

    [row] = leaving.export(author)["news"]

    assert (row["kind"], row["standards_version"], row["comment_id"]) == ("standards", 2, None)


def test_moderators_see_which_versions_somebody_accepted_and_when(author):
    Acceptance.objects.create(account=author, version=2, at=author.date_joined + dt.timedelta(days=1))

    assert [(row.version, row.at > author.date_joined) for row in accepting.accepted_by(author)] == [(2, True), (1, False)]


def test_a_rule_that_only_a_check_cites_now_is_told_to_nobody(author):
    rule = Rule.objects.get(number=1)
    version = changed(1, cited_by="repeats")

    assert version.is_wording_only
    assert standards.as_worded_at(version.in_force_from, rule=rule).title == rule.title
    assert not Notification.objects.exists()


def test_the_page_of_a_reader_says_which_version_they_accepted(client, author):
    page = page_of(sign_in(client, make_moderator()), reverse("moderation:reader", args=[author.pk]))

    assert '<a href="/standards/1/">version 1</a>' in page

"""The page of one reader, for moderators: what it shows, what it never shows, and that it costs the same for everybody."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from django.utils import timezone
from lxml import html

from comments import acknowledging, limits, same_place
from comments.models import Decision, Note, Objection, Sanction, Standing
from comments.moderation import checks, decisions, measures, readers, sanctions
from comments.moderation.checks import naming
from newsroom.accounts import holdings, renaming, roles
from newsroom.accounts.models import Role
from tests.factories.accounts import make_moderator, make_reader, sign_in
from tests.factories.comments import make_comment, make_discussion, make_report, make_rule, make_trusted_reader, sanctioned

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    """Somebody with a past."""
    return make_trusted_reader(display_name="Ned Ash", email="ned@example.org")


def address(account):
    return reverse("moderation:reader", args=[account.pk])


def page_of(desk, account):
    return desk.get(address(account)).content.decode()


def text_of(page):
    return " ".join(html.fromstring(page).xpath("//main")[0].text_content().split())


def written(reader, *, many, discussion):
    """So many comments of one reader, an hour apart, the last one now."""
    now = timezone.now()
    return [
        make_comment(author=reader, discussion=discussion, body=f"The {n}th of mine.", now=now - timedelta(hours=many - n))
        for n in range(many)
    ]


def test_it_says_what_became_of_their_comments_month_by_month(desk, reader):
    discussion = make_discussion()
    with time_machine.travel(timezone.now() - timedelta(days=400)):
        make_comment(author=reader, discussion=discussion)
    gone = make_comment(author=reader, discussion=discussion)
    decisions.remove(gone, by=make_moderator(), rule=make_rule())

    page = readers.page_of(reader)

    assert [(month.first is None, month.published, month.removed) for month in page.months] == [(False, 0, 1), (True, 1, 0)]
    assert (page.in_all.published, page.in_all.removed, page.in_all.all) == (1, 1, 2)
    assert "In all" in page_of(desk, reader)


def test_it_adds_up_what_checks_found_and_what_became_of_that(reader):
    discussion = make_discussion()
    links = "https://a.example https://b.example https://c.example"
    found = make_comment(author=reader, discussion=discussion, body=f"Look: {links}")
    decisions.remove(found, by=make_moderator(), rule=make_rule())
    make_comment(author=reader, discussion=discussion, now=timezone.now() + timedelta(minutes=1))

    [often] = [check for check in readers.page_of(reader).often if check.name == "links"]

    assert (often.found, often.removed) == (1, 1)


def test_what_a_check_found_is_said_in_words_that_are_no_number_of_reports(desk, reader):
    discussion = make_discussion()
    for gone in written(reader, many=limits.REPORTS_ON_AN_AUTHOR, discussion=discussion):
        decisions.remove(make_report(comment=gone).comment, by=make_moderator(), rule=make_rule())
    make_comment(author=reader, discussion=discussion, now=timezone.now() + timedelta(minutes=1))

    assert "earlier comments had been reported: 1 time " in text_of(page_of(desk, reader))
    assert {check.name for check in [*checks.CHECKS, *checks.OUTSIDE, *checks.RETIRED]} == set(naming.WORDS)


def test_it_shows_every_sanction_with_who_why_until_when_and_what_was_objected(desk, reader, moderator):
    comment = make_comment(author=reader)
    sanction = sanctioned(reader, by=moderator, comment=comment, reason="Three insults <b>in one evening</b>.")
    Objection.objects.create(
        decision_id=sanction.decision_id, about="sanction", by=reader, sanction=sanction, words="I never said that.",
        at=timezone.now(),
    )  # fmt: skip

    page = page_of(desk, reader)

    for said in ["Muted until", "Three insults &lt;b&gt;", "Mara Holt", "I never said that.", "waiting for an answer"]:
        assert said in page
    assert reverse("moderation:case", args=[comment.pk]) in page
    assert make_rule().title in page


def test_it_says_how_each_sanction_ended(desk, reader, moderator):
    with time_machine.travel(timezone.now() - timedelta(days=30), tick=False):
        sanctioned(reader, days=7)
    warned = sanctioned(reader, kind="warning")
    acknowledging.acknowledge([warned.pk], by=reader)
    sanctions.lift(sanctioned(reader, kind="barred"), by=moderator)
    undone = sanctioned(reader, kind="first")
    sanctions.undo(Decision.objects.get(pk=undone.decision_id), by=moderator)

    said = text_of(page_of(desk, reader))

    for words in ["over", "read ", "lifted ", "by Mara Holt", "undone before a letter was sent"]:
        assert words in said
    assert not readers.page_of(reader).holding


def test_notes_are_shown_with_author_and_time(desk, reader, moderator):
    desk.post(reverse("moderation:note", args=[reader.pk]), {"words": "Knows the harbour <well>."})

    page = page_of(desk, reader)

    assert "Knows the harbour &lt;well&gt;." in page
    assert "Mara Holt" in page


def test_reports_by_them_and_on_them_are_counted(reader):
    make_report(comment=make_comment(author=reader))
    upheld = make_report(by=reader).comment
    decisions.remove(upheld, by=make_moderator(), rule=make_rule())
    make_report(by=reader)

    page = readers.page_of(reader)

    assert (page.on_them.all, page.on_them.open) == (1, 1)
    assert (page.made.all, page.made.upheld, page.made.open) == (2, 1, 1)


def test_what_reports_weigh_stands_nowhere(desk, reader):
    for _ in range(3):
        comment = make_report(by=reader).comment
        decisions.remove(comment, by=make_moderator(), rule=make_rule())
    waiting = make_report(by=reader).comment

    places = [address(reader), reverse("moderation:case", args=[waiting.pk]), reverse("moderation:queue"), "/moderation/log/"]
    shown = [text_of(desk.get(place).content.decode()) for place in places]
    shown.append(json.dumps(holdings.export(reader), cls=DjangoJSONEncoder))

    assert not [words for words in shown if "weigh" in words.lower()]


def test_other_accounts_from_the_same_place_are_a_hint(desk, reader):
    other = make_reader(display_name="Nat Ash")
    for account in [reader, other]:
        same_place.remember(account, address="203.0.113.7", now=timezone.now())

    page = page_of(desk, reader)

    assert address(other) in page
    assert "A hint, no proof" in page
    assert "203.0.113" not in page


def test_their_comments_in_every_state_are_paged_by_marker(desk, reader):
    discussion = make_discussion()
    made = written(reader, many=measures.COMMENTS_OF_A_READER + 2, discussion=discussion)
    decisions.take_back(made[-1], by=reader)

    first = html.fromstring(page_of(desk, reader))
    [older] = first.xpath("//a[@rel='next']/@href")
    second = html.fromstring(desk.get(address(reader) + older.partition("#")[0]).content)

    assert len(first.xpath("//ol[@class='written']/li")) == measures.COMMENTS_OF_A_READER
    assert "taken back" in first.xpath("//ol[@class='written']/li[1]//strong")[0].text
    assert len(second.xpath("//ol[@class='written']/li")) == 2


@pytest.mark.parametrize("marker", ["x", "' OR 1=1", "9" * 400])
def test_a_marker_from_nowhere_is_the_first_page(desk, reader, marker):
    make_comment(author=reader)

    assert desk.get(address(reader), {"after": marker}).status_code == 200


@pytest.mark.parametrize("many", [3, 60])
def test_it_costs_the_same_however_much_there_is(desk, reader, moderator, many, django_assert_max_num_queries):
    discussion, other = make_discussion(), make_reader()
    written(reader, many=many, discussion=discussion)
    for number in range(many):
        sanctions.undo(Decision.objects.get(pk=sanctioned(reader, by=moderator).decision_id), by=moderator)
        readers.note(reader, by=moderator, words=f"Note {number}.")
    for account in [reader, other]:
        same_place.remember(account, address="203.0.113.7", now=timezone.now())
    page_of(desk, reader)

    with django_assert_max_num_queries(27):
        page_of(desk, reader)


def test_it_is_reached_from_every_case_from_the_log_and_by_searching(desk, reader):
    comment = make_comment(author=reader)
    make_report(comment=comment)
    sanctioned(reader)
    renaming.rename(reader, "Edwin Ash", now=timezone.now())

    for place in [reverse("moderation:case", args=[comment.pk]), "/moderation/", "/moderation/log/", "/moderation/readers/"]:
        assert address(reader) in desk.get(place).content.decode(), place
    for typed in ["ned ash", "Edwin", "ned@example", "NED@EXAMPLE.ORG"]:
        assert address(reader) in desk.get("/moderation/readers/", {"q": typed}).content.decode(), typed
    for typed in ["nobody of this name", "%", "x" * 5000]:
        assert address(reader) not in desk.get("/moderation/readers/", {"q": typed}).content.decode(), typed[:20]


def test_who_is_watched_untold_is_listed_until_somebody_gives_a_reason(desk, reader):
    Standing.objects.filter(account=reader).update(level=Standing.Level.WATCHED)

    assert "never told why" in desk.get("/moderation/readers/").content.decode()
    assert "nobody ever told them why" in page_of(desk, reader)


def test_only_moderators_enter(client, reader):
    for account in [reader, None]:
        browser = sign_in(client, account) if account else client
        if not account:
            client.logout()
        for place in ["/moderation/readers/", address(reader), reverse("moderation:sanction", args=[reader.pk])]:
            assert browser.get(place).status_code in {302, 403}


def test_somebody_who_is_gone_is_not_found(desk):
    assert desk.get("/moderation/readers/999999999/").status_code == 404


def test_nobody_writes_notes_about_themselves_and_no_note_twice(desk, reader, moderator):
    for words in ["Once.", "Once.", "  ", "\x00"]:
        desk.post(reverse("moderation:note", args=[reader.pk]), {"words": words})
    answer = desk.post(reverse("moderation:note", args=[moderator.pk]), {"words": "I am good."})

    assert [note.words for note in Note.objects.all()] == ["Once."]
    assert answer.status_code == 403


def test_notes_and_sanctions_are_handed_over_without_names_and_erased(reader, moderator):
    sanctioned(reader, by=moderator, reason="Three insults.")
    readers.note(reader, by=moderator, words="Write to him first.")

    taken = json.dumps(holdings.export(reader)["comments"], cls=DjangoJSONEncoder)
    holdings.erase(reader)

    assert "Write to him first." in taken
    assert "Three insults." in taken
    assert "Mara" not in taken
    assert not Note.objects.exists()
    assert not Sanction.objects.exists()


def test_what_a_moderator_did_stands_unnamed_once_they_have_left(reader, moderator):
    sanctioned(reader, by=moderator)
    readers.note(reader, by=moderator, words="Write to him first.")
    roles.dismiss(moderator, Role.MODERATOR, by=None)

    holdings.erase(type(moderator).objects.get(pk=moderator.pk))

    page = readers.page_of(reader)
    assert page.imposed[0].sanction.by is None
    assert page.notes[0].by is None
    assert page.holding

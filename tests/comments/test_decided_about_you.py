"""Whoever was warned, muted or barred finds it again on their own page: why, whether it holds, and how an objection stands."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from comments import acknowledging, limits, own
from comments.models import Decision
from comments.moderation import objections, sanctions
from tests.comments.reading import css, read
from tests.factories.accounts import make_moderator, sign_in
from tests.factories.comments import make_comment, make_trusted_reader, sanctioned
from tests.factories.contesting import ANSWER, WORDS

pytestmark = pytest.mark.django_db

MINE = "/comments/mine/"


@pytest.fixture
def reader():
    return make_trusted_reader(display_name="Ned Ash")


@pytest.fixture
def theirs(client, reader):
    return sign_in(client, reader)


def rows(theirs):
    return read(theirs, MINE).xpath("//h2[@id='decided']/following-sibling::ol[1]/li")


def lines(theirs):
    """What stands on their page, line by line, newest first."""
    return [" ".join(row.text_content().split()) for row in rows(theirs)]


def object_to(sanction, reader):
    return objections.object_to(Decision.objects.get(pk=sanction.decision_id), by=reader, words=WORDS)


def test_nothing_stands_there_for_whom_nothing_was_decided(theirs, reader):
    make_comment(author=reader)
    sanctioned(make_trusted_reader(), kind="warning")

    assert "decided about you" not in theirs.get(MINE).content.decode()


def test_an_acknowledged_warning_about_no_comment_still_leads_to_its_reasons_and_the_objection(theirs, reader):
    warning = sanctioned(reader, kind="warning")
    theirs.post(reverse("comments:warnings"), {"warning": warning.pk})

    [line] = lines(theirs)
    [link] = css(rows(theirs)[0], "a")

    assert line.startswith("You were warned")
    assert "that you have read it" in line
    assert "You can object until" in line
    page = theirs.get(link.get("href")).content.decode()
    assert "Three insults in one evening." in page
    assert "Object to this decision" in page
    assert f'href="{MINE}#decided"' in theirs.get(reverse("comments:warnings")).content.decode()


def test_barred_and_warned_one_reads_of_both(theirs, reader):
    sanctioned(reader, kind="warning")
    sanctioned(reader, kind="barred")

    bar, warning = lines(theirs)

    assert bar.startswith("You are barred")
    assert "It holds until it is lifted." in bar
    assert "You have not said yet that you have read it." in warning


def test_what_has_ended_or_was_lifted_says_so(theirs, reader):
    now = timezone.now()
    sanctioned(reader, kind="muted", days=1, now=now - dt.timedelta(days=3))
    lifted = sanctioned(reader, kind="barred", now=now - dt.timedelta(days=2))
    sanctions.lift(lifted, by=make_moderator())

    bar, mute = lines(theirs)

    assert "It was lifted on" in bar
    assert "You can object" not in bar
    assert "It ended on" in mute
    assert "You can object until" in mute


@pytest.mark.parametrize(
    ("upheld", "said"), [(None, "the answer is still to come"), (True, "and were right"), (False, "and the decision stands")]
)
def test_how_the_objection_stands_is_said(theirs, reader, upheld, said):
    sanction = sanctioned(reader, kind="muted", now=timezone.now() - dt.timedelta(hours=1))
    objection = object_to(sanction, reader)
    if upheld is not None:
        objections.answer(objection, by=make_moderator(), upheld=upheld, words=ANSWER)

    [line] = lines(theirs)

    assert said in line
    assert "The reasons, and your objection" in line


def test_one_that_was_undone_before_anybody_was_told_never_happened(theirs, reader):
    moderator = make_moderator()
    sanction = sanctioned(reader, kind="muted", by=moderator)
    sanctions.undo(Decision.objects.get(pk=sanction.decision_id), by=moderator)

    assert lines(theirs) == []


def test_after_the_months_in_which_one_can_object_it_is_gone_unless_it_holds(theirs, reader):
    long_ago = timezone.now() - limits.OBJECT_WITHIN - dt.timedelta(days=2)
    acknowledging.acknowledge([sanctioned(reader, kind="warning", now=long_ago).pk], by=reader)
    sanctioned(reader, kind="first", now=long_ago)

    [line] = lines(theirs)

    assert line.startswith("A person looks first")
    assert "You can object" not in line


def test_it_stands_on_the_first_page_alone(theirs, reader, monkeypatch):
    monkeypatch.setattr(limits, "OWN_ON_A_PAGE", 1)
    now = timezone.now()
    for hours in (2, 1):
        make_comment(author=reader, now=now - dt.timedelta(hours=hours))
    sanctioned(reader)
    [older] = css(read(theirs, MINE), "a.more-older")

    assert "What was decided about you" not in theirs.get(MINE + older.get("href")).content.decode()


def test_ten_cost_no_more_than_one(reader):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            found = own.page_of(reader, after=None).imposed
            assert all(row.what and row.state and row.address for row in found)
        return len(queries)

    none = asked()
    object_to(sanctioned(reader, kind="muted", days=1), reader)
    one = asked()
    for days in range(2, 11):
        object_to(sanctioned(reader, kind="muted", days=days), reader)

    assert asked() == one == none + 1

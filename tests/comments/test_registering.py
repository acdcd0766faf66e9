"""How the conversation is run, from the story's own form: what is left alone goes on following the publication."""

import datetime as dt

import pytest
from django.utils import timezone
from lxml import html

from articles import publishing
from comments import limits, opening, registering
from comments.models import Discussion
from newsroom.web import stamps
from tests.factories.accounts import make_editor
from tests.factories.articles import make_article, make_correction, make_draft

pytestmark = pytest.mark.django_db


def opened(story):
    """The fields of the panel as a browser has them when the story's page is opened."""
    shown = html.fragment_fromstring(str(registering.discussion_form(story, None)), create_parent="form")
    return dict(shown.form_values())


def sent(story, fields, **over):
    """The panel's form as it comes back, some of its fields typed over."""
    typed = {f"discussion-{name}": value for name, value in over.items()}
    form = registering.discussion_form(story, {**fields, **typed})
    assert form.is_valid()
    return form


def run(story, **over):
    """Open the form, type these fields over, send it."""
    registering.save_discussion(story, sent(story, opened(story), **over), None)
    return Discussion.objects.get(article=story)


@pytest.mark.parametrize("mode", ["open", "first"])
def test_a_story_saved_before_it_is_published_still_gets_its_fourteen_days(mode):
    story = make_draft()

    run(story, mode=mode, question="Who saw it?")
    publishing.publish(story, by=None)

    discussion = Discussion.objects.get(article=story)
    assert discussion.closes_at == story.published_at + limits.OPEN_FOR
    assert (discussion.mode, discussion.question) == (mode, "Who saw it?")


@pytest.mark.parametrize("days", ["3", "90"])
def test_a_number_of_days_set_before_publication_is_counted_from_it_also_when_that_is_put_off(days):
    story, tomorrow = make_draft(), timezone.now().replace(microsecond=0) + dt.timedelta(days=1)
    run(story, days=days)

    publishing.schedule(story, by=None, at=tomorrow)
    publishing.schedule(story, by=None, at=tomorrow + dt.timedelta(hours=5))

    closes_at = Discussion.objects.get(article=story).closes_at
    assert closes_at == tomorrow + dt.timedelta(days=int(days), hours=5)


def test_a_correction_moves_the_closing_on_by_the_days_that_were_set():
    story = make_article()
    assert run(story, days="3").closes_at == story.published_at + dt.timedelta(days=3)

    correction = make_correction(story)

    assert Discussion.objects.get(article=story).closes_at == correction.at + dt.timedelta(days=3)


def test_a_moment_somebody_chose_stays_whatever_is_corrected():
    story = make_article()
    chosen = run(story, closing="at", closes_at="2030-01-02T18:00").closes_at

    make_correction(story)

    assert timezone.localtime(chosen).isoformat()[:16] == "2030-01-02T18:00"
    assert Discussion.objects.get(article=story).closes_at == chosen


def test_a_conversation_set_to_stay_open_stays_open():
    story = make_article()

    run(story, closing="never")
    publishing.publish(story, by=None)

    assert Discussion.objects.get(article=story).closes_at is None


def test_the_form_says_in_which_way_a_conversation_closes():
    story = make_article()

    shown = [opened(story)["discussion-closing"]]
    for way in (
        {"closing": "never"},
        {"closing": "at", "closes_at": "2030-01-02T18:00"},
        {"closing": "after"},
    ):
        run(story, **way)
        shown.append(opened(story)["discussion-closing"])

    assert shown == ["after", "never", "at", "after"]


@pytest.mark.parametrize(("way", "field"), [("after", "days"), ("at", "closes_at")])
def test_a_way_of_closing_needs_its_number_or_moment(way, field):
    story = make_article()
    nothing = {"discussion-days": "", "discussion-closes_at": ""}

    form = registering.discussion_form(story, {**opened(story), **nothing, "discussion-closing": way})

    assert not form.is_valid()
    assert list(form.errors) == [field]


def test_a_form_left_open_does_not_undo_what_a_moderator_changed_meanwhile():
    story = make_article()
    at_breakfast = opened(story)
    opening.run_discussion(story.discussion, mode="read", closes_at=None)

    registering.save_discussion(story, sent(story, at_breakfast), None)

    discussion = Discussion.objects.get(article=story)
    assert (discussion.mode, discussion.closes_at) == ("read", None)


def test_a_form_left_open_changes_only_what_was_typed_in_it():
    story = make_article()
    at_breakfast = opened(story)
    opening.run_discussion(story.discussion, mode="read", closes_at=story.discussion.closes_at)

    registering.save_discussion(story, sent(story, at_breakfast, closing="never", pause_seconds="300"), None)

    discussion = Discussion.objects.get(article=story)
    assert (discussion.mode, discussion.closes_at, discussion.pause_seconds) == ("read", None, 300)


def test_a_moment_left_alone_is_no_change_although_the_form_shows_no_seconds():
    story = make_article()
    at = timezone.now() + dt.timedelta(days=3, seconds=1)
    opening.run_discussion(story.discussion, closes_at=at)

    assert run(story).closes_at == at


def test_what_was_changed_and_by_whom_stands_in_the_storys_history():
    story, editor = make_article(), make_editor()

    registering.save_discussion(story, sent(story, opened(story), mode="read", pause_seconds="300"), editor)

    [entry] = opening.history(story.discussion)
    assert entry.user == editor
    assert entry.get_change_message() == "Changed how it is run and slow mode for conversation “read only; 5 minutes”."


def test_a_form_in_which_nothing_was_changed_leaves_no_trace_and_lets_kept_pages_be():
    story = make_article()
    before = stamps.numbers([stamps.discussion(story.pk)])

    registering.save_discussion(story, sent(story, opened(story)), make_editor())

    assert opening.history(story.discussion) == []
    assert stamps.numbers([stamps.discussion(story.pk)]) == before


def test_a_note_from_the_newsroom_has_the_time_at_which_it_was_pinned_and_none_once_it_is_taken_down():
    story = make_article()

    pinned = run(story, pinned_note="The mayor answers at six.").pinned_at
    kept = run(story, mode="first").pinned_at
    down = run(story, pinned_note="").pinned_at

    assert pinned is not None
    assert (kept, down) == (pinned, None)

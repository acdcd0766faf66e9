"""How the conversation is run, from the story's own form: what is left alone goes on following the publication."""

import pytest
from lxml import html

from articles import publishing
from comments import limits, opening, registering
from comments.models import Discussion
from tests.factories.articles import make_article, make_draft

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


def typed(story, *, mode="open"):
    """The panel's form as it comes back with no closing moment in it."""
    return sent(story, opened(story), mode=mode, closes_at_0="", closes_at_1="")


@pytest.mark.parametrize("mode", ["open", "first"])
def test_a_story_saved_before_it_is_published_still_gets_its_fourteen_days(mode):
    story = make_draft()

    registering.save_discussion(story, typed(story, mode=mode), None)
    publishing.publish(story, by=None)

    discussion = Discussion.objects.get(article=story)
    assert discussion.closes_at == story.published_at + limits.OPEN_FOR
    assert discussion.mode == mode


def test_a_conversation_set_to_stay_open_stays_open():
    story = make_article()

    registering.save_discussion(story, typed(story), None)
    publishing.publish(story, by=None)

    assert Discussion.objects.get(article=story).closes_at is None


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

    registering.save_discussion(story, sent(story, at_breakfast, closes_at_0="", closes_at_1=""), None)

    discussion = Discussion.objects.get(article=story)
    assert (discussion.mode, discussion.closes_at) == ("read", None)

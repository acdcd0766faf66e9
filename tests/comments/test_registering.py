"""How the conversation is run, from the story's own form: what is left alone goes on following the publication."""

import pytest

from articles import publishing
from comments import limits, registering
from comments.models import Discussion
from tests.factories.articles import make_article, make_draft

pytestmark = pytest.mark.django_db


def typed(story, *, mode="open"):
    """The panel's form as it comes back with no closing moment in it."""
    fields = {"discussion-mode": mode, "discussion-closes_at_0": "", "discussion-closes_at_1": ""}
    form = registering.discussion_form(story, fields)
    assert form.is_valid()
    return form


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

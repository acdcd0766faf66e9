"""What else on an open desk follows a decision that was sent by script."""

import re

import pytest
from django.urls import reverse

from comments.models import Comment
from tests.factories.comments import make_comment, make_held_comment, make_report
from tests.moderation.desk import BY_SCRIPT, decide

pytestmark = pytest.mark.django_db


def test_every_time_on_the_desk_says_its_zone(desk):
    comment = make_held_comment(parent=make_comment())
    decide(desk, comment)

    pages = [
        desk.get(address).content.decode() for address in (reverse("moderation:case", args=[comment.pk]), "/moderation/log/")
    ]

    shown = [words for page in pages for words in re.findall(r"<time datetime=.*?>(.*?)</time>", page) if ":" in words]
    assert len(shown) > 5
    assert all(words.endswith((" GMT", " BST")) for words in shown)


def test_a_decision_by_script_brings_the_counts_and_the_authors_record_with_it(desk):
    comment, reported = make_held_comment(), make_report().comment

    answer = decide(desk, comment, headers=BY_SCRIPT).content.decode()

    assert 'data-follow="count-all">1<' in answer
    assert 'data-follow="count-held">0<' in answer
    assert f'data-follow="record-{comment.author_id}"' in answer
    assert "1 comment still waits." in answer
    assert "Nothing waits." in decide(desk, reported, headers=BY_SCRIPT).content.decode()


def test_a_decision_on_a_comment_whose_author_has_left_brings_no_record(desk):
    comment = make_held_comment()
    Comment.objects.filter(pk=comment.pk).update(author=None)

    answer = decide(desk, comment, headers=BY_SCRIPT)

    assert answer.status_code == 200
    assert 'data-follow="record' not in answer.content.decode()

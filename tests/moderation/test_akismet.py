"""Akismet: what it is told, what it says, and how it hears of its mistakes."""

from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from django.utils import timezone

from comments import limits as of_deciding
from comments.moderation import checking_again, decisions
from comments.moderation.checks import akismet as akismet_check
from comments.moderation.checks.finding import Ran
from comments.moderation.outside import akismet, asking, teaching
from comments.moderation.outside.question import NotAnswered, Question
from tests.comments.hearing import queued
from tests.factories.comments import make_comment, make_rule
from tests.stranger import said

QUESTION = Question("Buy my <watches>, “now”!", "https://news.example/2026/11/23/harbour/")


def test_akismet_gets_the_words_and_the_story_and_nobodys_address(akismets, settings):
    assert akismet.ask(QUESTION) == (0.0, {})

    [(head, body)] = akismets.asked
    sent = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    assert head.startswith("POST /1.1/comment-check HTTP/1.1\r\nHost: rest.akismet.com")
    assert sent == {
        "api_key": "abcdef123456",
        "blog": settings.SITE_URL,
        "user_ip": "127.0.0.1",
        "comment_type": "comment",
        "comment_content": QUESTION.words,
        "permalink": QUESTION.story,
        "blog_lang": "en_gb",
        "blog_charset": "UTF-8",
    }


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (said(b"true"), (0.8, {})),
        (said(b"true", more="X-akismet-pro-tip: discard\r\n"), (1.0, {"sure": True})),
        (said(b"false\n"), (0.0, {})),
    ],
)
def test_akismet_says_how_sure_it_is(akismets, answer, found):
    akismets.answers = answer

    score_, detail = akismet.ask(QUESTION)

    assert (score_, detail) == found
    assert ("sure" in akismet_check.CHECK.for_moderators(detail)) == (score_ == 1)


@pytest.mark.parametrize("answer", [said(b"invalid"), said(b""), said(b"True"), said(b"true", status="429 Too Many")])
def test_what_else_akismet_says_is_no_answer(akismets, answer):
    akismets.answers = answer

    assert asking.ask(akismet_check.CHECK, QUESTION).ran == Ran.FAILED


@pytest.mark.django_db
class TestTeaching:
    """Telling Akismet of its mistakes, where the newsroom wants that."""

    @pytest.fixture(autouse=True)
    def learns(self, akismets, settings):
        settings.CHECKING = replace(settings.CHECKING, akismet_learns=True, not_checked="publish")
        thanks = said(b"Thanks for making the web a better place.")
        akismets.answers = lambda head, body: thanks if "submit" in head else self.says
        self.server, self.says = akismets, said(b"false")

    def checked(self, says):
        self.says = says
        comment = make_comment()
        checking_again.check_again(comment_id=comment.pk)
        self.server.asked.clear()
        return comment

    def taught(self):
        """Do what was queued; returns what Akismet was told."""
        for job in queued("teaching.teach"):
            teaching.teach(**job.args)
        return [head.split(" ")[1].rpartition("/")[2] for head, _body in self.server.asked]

    def advertising(self):
        rule = make_rule()
        rule.cited_by = "links"
        rule.save()
        return rule

    def test_what_a_moderator_approves_was_no_advertising(self, moderator):
        decisions.approve(self.checked(said(b"true")), by=moderator)

        assert self.taught() == ["submit-ham"]

    def test_what_is_removed_as_advertising_was(self, moderator):
        comment = self.checked(said(b"false"))
        decisions.remove(comment, by=moderator, rule=self.advertising())

        assert self.taught() == ["submit-spam"]
        [(_head, body)] = self.server.asked
        assert parse_qs(body.decode())["comment_content"] == [comment.body]

    def test_an_insult_teaches_nothing(self, moderator):
        decisions.remove(self.checked(said(b"false")), by=moderator, rule=make_rule())

        assert self.taught() == []

    def test_where_it_was_right_nothing_is_said(self, moderator):
        decisions.approve(self.checked(said(b"false")), by=moderator)
        decisions.remove(self.checked(said(b"true")), by=moderator, rule=self.advertising())

        assert self.taught() == []

    def test_what_was_undone_teaches_nothing(self, moderator):
        comment = self.checked(said(b"true"))
        decisions.undo(decisions.approve(comment, by=moderator), by=moderator)

        assert self.taught() == []
        assert queued("teaching.teach")[0].scheduled_at >= timezone.now() + of_deciding.UNDO_WINDOW / 2

    def test_what_it_does_not_take_is_told_again_later(self, moderator):
        decisions.approve(self.checked(said(b"true")), by=moderator)
        self.server.answers = said(b"who are you?")

        with pytest.raises(NotAnswered):
            self.taught()

    def test_it_is_told_nothing_unless_that_is_switched_on(self, moderator, settings):
        comment = self.checked(said(b"true"))
        settings.CHECKING = replace(settings.CHECKING, akismet_learns=False)
        decisions.approve(comment, by=moderator)

        assert queued("teaching.teach") == []

"""Whoever is told something is told it once, though the worker dies at the last line of every job there is."""

import datetime as dt
from collections import Counter
from email import message_from_bytes, policy

import pytest
from django.utils import timezone

from comments import choosing, following, limits
from comments.models import Acceptance, Comment, Decision, Notification, TellingChoice
from comments.moderation import decisions, notices, objections, revising
from comments.moderation.sealing import rounds
from comments.news_letters import write_digests
from tests.architecture.test_jobs import THE_SAME_TWICE, our_jobs
from tests.dying import work_again, work_and_die
from tests.factories.accounts import make_editor, make_moderator, make_reader
from tests.factories.comments import make_comment, make_held_comment, make_report, make_rule, make_trusted_reader, sanctioned
from tests.factories.contesting import ANSWER, WORDS, make_notice, removed


@pytest.fixture
def sent(settings, tmp_path, monkeypatch):
    """The letters that have left, as often as they did. What is decided can be told at once."""
    monkeypatch.setattr(limits, "UNDO_WINDOW", dt.timedelta(0))
    settings.EMAIL_BACKEND = "newsroom.accounts.mail.EmailBackend"
    settings.EMAIL_SERVER = None
    settings.VAR_DIR = tmp_path
    settings.OPERATOR_EMAIL = "operator@news.example"

    def letters():
        read = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in (tmp_path / "mail").glob("*.eml")]
        return Counter((letter["To"], letter["Subject"], letter.get_content()) for letter in read)

    return letters


@pytest.fixture
def done(monkeypatch):
    """Let all that waits be done by a worker that dies, and by the next one. Adds up which jobs these were."""
    names = set()

    def twice():
        names.update(work_and_die(monkeypatch))
        work_again()
        return names

    return twice


def change_the_standards(*, by):
    """A version in force that readers are told of."""
    rule = make_rule()
    words = {name: getattr(rule, name) for name in type(rule).WORDS} | {"text": "Speak as you would at a table."}
    revising.write_change(rule.number, words=words, retires=False, seen=None, by=by)
    revising.put_in_force(note="It is said in other words.", is_wording_only=False, seen=revising.pending().mark, by=by)


def test_a_worker_that_dies_at_its_last_line_tells_nobody_twice(committed, sent, done):
    mara, _editor = make_moderator(), make_editor()
    # With one moderator there is nobody to answer or to decide but an editor.
    spoken = make_comment()
    make_report(comment=spoken)
    removal = removed(spoken, by=mara)
    objection = objections.object_to(removal, by=spoken.author, words=WORDS)
    held = make_held_comment()
    decisions.approve(held, by=mara)
    notice = make_notice(held)
    make_notice(make_comment(author=mara))
    sanctioned(make_reader(), by=mara)
    daily = make_trusted_reader()
    choosing.choose(daily, mail=TellingChoice.Mail.DAILY)
    following.follow(held.discussion, by=daily)
    make_comment(parent=make_comment(discussion=held.discussion))
    rounds.mail_the_seal.defer(timestamp=0)
    done()

    wanda = make_moderator()
    notices.decide(notice, by=wanda, removes=True, rule=make_rule(), words=ANSWER)
    objections.answer(objection, by=wanda, upheld=False, words=ANSWER)
    Acceptance.objects.get_or_create(account=daily, version=1, defaults={"at": timezone.now()})
    change_the_standards(by=wanda)
    write_digests.defer(timestamp=0)
    done()

    # The comment that went after a notice is back, which its sender is told as well.
    second = Decision.objects.filter(comment_id=held.pk, kind="remove").latest("pk")
    raised = objections.object_to(second, by=held.author, words=WORDS)
    objections.answer(raised, by=mara, upheld=True, words=ANSWER)
    names = done()

    assert names >= our_jobs() - THE_SAME_TWICE.keys()
    assert "comments.moderation.sealing.rounds.mail_the_seal" in names
    assert set(sent().values()) == {1}
    assert Comment.objects.get(pk=held.pk).status == "published"
    told = Notification.objects.values_list("reader_id", "kind", "comment_id", "decision_id", "standards_version")
    assert set(Counter(told).values()) == {1}

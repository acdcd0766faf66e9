"""Servers of strangers: what they are told and asked, and every way in which they give no answer."""

import hashlib
import hmac
import io
import json
from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from comments import limits as of_deciding
from comments.models import Awaiting, Comment, Decision, OutsideService, Signal, Unchecked
from comments.moderation import checking_again, checks, decisions
from comments.moderation.checks import akismet as akismet_check
from comments.moderation.checks import outside as outside_check
from comments.moderation.checks.finding import Ran
from comments.moderation.checks.wording import not_run
from comments.moderation.outside import akismet, asking, limits, resting, signed, teaching
from comments.moderation.outside.question import NotAnswered, Question
from newsroom import checking, env
from newsroom.web import outgoing
from tests import stranger
from tests.comments.hearing import queued
from tests.factories.comments import make_comment, make_discussion, make_rule
from tests.stranger import Stranger, said, score

SECRET = "a secret that both sides know, and nobody else"
QUESTION = Question("Buy my <watches>, “now”!", "https://news.example/2026/11/23/harbour/")


@pytest.fixture(scope="module")
def pem(tmp_path_factory):
    """The stranger's certificate."""
    return stranger.certificate(tmp_path_factory.mktemp("tls") / "server.pem")


@pytest.fixture
def server(pem, monkeypatch, settings):
    """The stranger's server, where every call leads."""
    settings.CHECKING = replace(settings.CHECKING, url="https://checks.example/look", secret=SECRET)
    with_us = Stranger(pem)
    for name in ("resolve", "connect", "tls"):
        monkeypatch.setattr(outgoing, name, getattr(with_us, name))
    yield with_us
    with_us.close()


@pytest.fixture
def akismets(server, settings):
    """The same as Akismet, and nothing else."""
    settings.CHECKING = replace(settings.CHECKING, url="", secret="", akismet_key="abcdef123456")
    server.answers = said(b"false")
    return server


def test_a_question_says_the_words_and_the_story_and_is_signed(server, settings):
    server.answers = score(0.25, words="a little like an advertisement")

    answer = signed.ask(QUESTION)

    assert answer == (0.25, {"words": "a little like an advertisement"})
    [(head, body)] = server.asked
    assert json.loads(body) == {
        "version": 1,
        "text": QUESTION.words,
        "story": QUESTION.story,
        "language": settings.LANGUAGE_CODE,
    }
    sent = dict(line.split(": ", 1) for line in head.split("\r\n")[1:])
    assert head.startswith("POST /look HTTP/1.1\r\nHost: checks.example")
    assert sent["Content-Type"] == "application/json"
    expected = hmac.new(SECRET.encode(), f"{sent['Newsroom-Timestamp']}.".encode() + body, hashlib.sha256).hexdigest()
    assert sent["Newsroom-Signature"] == f"v1={expected}"
    assert abs(int(sent["Newsroom-Timestamp"]) - timezone.now().timestamp()) < 60


def test_the_signature_is_the_one_that_the_manual_gives_as_an_example():
    body = b'{"version": 1, "text": "Well said.", "story": "https://news.example/s/harbour/", "language": "en-gb"}'

    made = signed.signature("1795420800", body, secret="0123456789abcdef0123456789abcdef")

    assert made == "7ce218e87e2f9b43eb44d6c2c6d3dd183c72c17b089abb35d7d54ee39d3b4455"


NONSENSE = {
    "an error": said(b'{"score": 0}', status="500 Oops"),
    "another success": said(b'{"score": 0}', status="204 Nothing"),
    "a redirect": said(b"", status="302 Found", more="Location: https://elsewhere.example/\r\n"),
    "not json": said(b"<html>fine</html>"),
    "no words": said(b""),
    "a list": said(b"[0.5]"),
    "no score": said(b'{"rating": 1}'),
    "a score in words": score("high"),
    "a score that is true": score(True),
    "no number": said(b'{"score": NaN}'),
    "endless": said(b'{"score": Infinity}'),
    "too much": score(1.01),
    "too little": score(-0.01),
    "a number of ten thousand digits": said(b'{"score": ' + b"9" * 5000 + b"}"),
    "nothing": said(b'{"score": null}'),
    "words that are no text": score(0.5, words=["a", "b"]),
    "ten thousand brackets": said(b"[" * 9_999),
    "bytes that are no text": said(b'{"score": 0, "words": "\xff\xfe"}'),
    "more than an answer": score(0, words="x" * 20_000),
    "half an answer": b'HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{"score": 0',
    "half a header": b"HTTP/1.1 200",
    "another language": b"220 mail.example ESMTP\r\n",
    "silence": b"",
}


@pytest.mark.parametrize("answer", NONSENSE.values(), ids=NONSENSE.keys())
def test_what_makes_no_sense_is_no_answer(server, answer):
    server.answers = answer

    finding = asking.ask(outside_check.CHECK, QUESTION)

    assert (finding.ran, finding.score) == (Ran.FAILED, 0)
    assert finding.detail["why"]
    assert len(finding.detail["why"]) <= asking.LONGEST_REASON


def test_a_server_that_is_down_gives_no_answer(server):
    server.is_down = True

    assert asking.ask(outside_check.CHECK, QUESTION).ran == Ran.FAILED


def test_a_slow_server_is_not_waited_for(server, monkeypatch):
    server.is_slow = True
    monkeypatch.setattr(outgoing, "call", in_less_time(outgoing.call))

    finding = asking.ask(outside_check.CHECK, QUESTION)

    assert finding.ran == Ran.FAILED
    assert server.asked


def in_less_time(call):
    return lambda url, **given: call(url, seconds=0.3, **given)


def test_an_address_in_our_own_house_is_not_asked(server, monkeypatch):
    monkeypatch.setattr(outgoing, "resolve", lambda host: ["10.0.0.7"])

    finding = asking.ask(outside_check.CHECK, QUESTION)

    assert (finding.ran, server.calls) == (Ran.FAILED, 0)
    assert "not on the public internet" in finding.detail["why"]


def test_its_words_are_one_short_line_and_can_be_stored(server):
    server.answers = said(json.dumps({"score": 1, "words": "an\x00 ad\n\n\u202e for \ud800 watches " + "x" * 400}).encode())

    finding = asking.ask(outside_check.CHECK, QUESTION)

    assert finding.detail["words"].startswith("an ad for watches xxx")
    assert len(finding.detail["words"]) == limits.OUTSIDE_WORDS


def test_a_whole_number_is_a_score_and_words_may_be_missing(server):
    server.answers = score(1)

    assert signed.ask(QUESTION) == (1.0, {})


def test_its_words_are_shown_to_moderators_and_never_to_the_author():
    detail = {"words": "<b>mad</b>"}

    assert "<b>mad</b>" in outside_check.CHECK.for_moderators(detail)
    assert "mad" not in outside_check.CHECK.for_author(detail)
    assert outside_check.CHECK.for_moderators({}) == "found by the outside check"


@pytest.mark.parametrize(
    ("ran", "detail", "words"),
    [
        ("skipped", {}, "not checked yet"),
        ("failed", {"slow": 140}, "not checked: it took 140 ms, and is tried again"),
        ("failed", {"why": "it answered 500"}, "not checked: no usable answer (it answered 500); it is asked again"),
        ("failed", {}, "not checked: it failed, and is tried again"),
    ],
)
def test_what_did_not_run_says_why(ran, detail, words):
    assert not_run(ran, detail) == words


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
class TestOverTheLine:
    """From a comment that is posted to what the stranger says, through the one door."""

    @pytest.mark.parametrize("not_checked", ["hold", "publish"])
    @pytest.mark.parametrize("trouble", ["killed", "slow", "nonsense"])
    def test_no_comment_is_without_a_recorded_not_checked_and_all_are_checked_once_it_is_back(
        self, server, settings, monkeypatch, trouble, not_checked, clock
    ):
        settings.CHECKING = replace(settings.CHECKING, not_checked=not_checked, akismet_key="abcdef123456")
        server.answers = by_host(score(2), said(b"nonsense"))
        server.is_down, server.is_slow = trouble == "killed", trouble == "slow"
        monkeypatch.setattr(outgoing, "call", in_less_time(outgoing.call))
        discussion = make_discussion()
        written = [make_comment(discussion=discussion) for _ in range(12)]

        for comment in written:
            checking_again.check_again(comment_id=comment.pk)
        for _ in range(3):
            checking_again.work_off(0)
            clock.shift(60)
        without = without_a_record([comment.pk for comment in written])
        waiting, calls = Awaiting.objects.filter(is_unchecked=True).count(), server.calls
        server.is_down = server.is_slow = False
        server.over.set()
        server.answers = by_host(score(0), said(b"false"))
        checking_again.work_off(0)

        assert (without, waiting) == (0, 12)
        # Two servers: three calls each until they rest, and then one a minute.
        assert calls <= 2 * (3 + 3)
        assert not Awaiting.objects.exists()
        assert Comment.objects.filter(status=Comment.Status.PUBLISHED).count() == 12
        assert not Unchecked.objects.exists()

    def test_in_a_burst_every_comment_has_a_finding_of_every_check(self, server, settings):
        settings.CHECKING = replace(settings.CHECKING, akismet_key="abcdef123456")
        answers = iter([score(0), score(7), said(b"false"), said(b"what?"), said(b"", status="500 No")] * 20)
        server.answers = lambda head, body: next(answers)
        discussion = make_discussion()

        for _ in range(20):
            checking_again.check_again(comment_id=make_comment(discussion=discussion).pk)

        names = {check.name for check in checks.in_force()}
        for comment in Comment.objects.all():
            newest = Decision.objects.filter(comment_id=comment.pk).latest("pk")
            signals = Signal.objects.filter(comment=comment, decision_id=newest.pk)
            assert {signal.check_name for signal in signals} == names
            has_run = all(signal.ran == "ran" for signal in signals)
            assert ("not_checked" in newest.codes) == (not has_run)
            assert Unchecked.objects.filter(comment=comment).exists() == (not has_run)

    def test_how_a_server_does_is_known(self, server):
        comment = make_comment()
        unknown = resting.states()
        checking_again.check_again(comment_id=comment.pk)

        [before], [after] = unknown, resting.states()
        assert (before.waiting, before.answered_at, before.failing_since) == (1, None, None)
        assert (after.waiting, after.failing_since) == (0, None)
        assert after.answered_at is not None


def by_host(own, akismets):
    """Another answer for each of the two."""
    return lambda head, body: akismets if "Host: rest.akismet.com" in head else own


def without_a_record(comment_ids):
    """How many of these comments have neither been checked nor say that they were not."""
    recorded = Signal.objects.filter(comment__in=comment_ids).exclude(ran="ran").values_list("comment_id", flat=True)
    named = {entry.comment_id for entry in Decision.objects.filter(comment_id__in=comment_ids) if "not_checked" in entry.codes}
    return len(set(comment_ids) - (set(recorded) & named))


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


def tried(*arguments):
    out = io.StringIO()
    call_command("try_outside_checks", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_says_that_nothing_is_set_up(settings):
    settings.CHECKING = checking.SetUp()

    assert "No outside check is set up" in tried()


def test_the_command_says_what_came_back(server):
    server.answers = score(0.75, words="an advertisement")

    assert "outside: score 0.75 (the outside check says: an advertisement) after " in tried()


def test_the_command_asks_akismet_first_whether_it_knows_us(akismets):
    akismets.answers = lambda head, body: said(b"valid") if "verify-key" in head else said(b"true")

    assert "akismet: score 0.8" in tried("--text", "Buy this!")
    assert [head.split(" ")[1] for head, _body in akismets.asked] == ["/1.1/verify-key", "/1.1/comment-check"]


@pytest.mark.parametrize("trouble", ["killed", "a key that nobody knows", "nonsense"])
def test_the_command_fails_where_one_does_not_answer_and_still_asks_the_other(server, settings, trouble, capsys):
    settings.CHECKING = replace(settings.CHECKING, akismet_key="abcdef123456")
    server.answers = by_host(score(0), said(b"invalid" if "key" in trouble else b"?"))
    server.is_down = trouble == "killed"
    out = io.StringIO()

    with pytest.raises(CommandError, match="Not every check has answered"):
        call_command("try_outside_checks", stdout=out)

    assert out.getvalue().count("\n") == 2
    assert "akismet: " in out.getvalue()


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"OUTSIDE_CHECK_URL": "https://checks.example/look"}, "OUTSIDE_CHECK_SECRET"),
        ({"OUTSIDE_CHECK_SECRET": SECRET}, "OUTSIDE_CHECK_URL"),
        ({"OUTSIDE_CHECK_URL": "http://checks.example", "OUTSIDE_CHECK_SECRET": SECRET}, "OUTSIDE_CHECK_URL"),
        ({"OUTSIDE_CHECK_URL": "https://checks.example:8443", "OUTSIDE_CHECK_SECRET": SECRET}, "OUTSIDE_CHECK_URL"),
        ({"OUTSIDE_CHECK_URL": "https://checks.example", "OUTSIDE_CHECK_SECRET": "short"}, "OUTSIDE_CHECK_SECRET"),
        ({"AKISMET_KEY": "my key"}, "AKISMET_KEY"),
        ({"AKISMET_LEARNS": "perhaps"}, "AKISMET_LEARNS"),
        ({"NOT_CHECKED": "ignore"}, "NOT_CHECKED"),
    ],
)
def test_half_a_set_up_is_refused_at_start(monkeypatch, given, named):
    for name, value in given.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(env.BadSetting, match=named) as refusal:
        checking.set_up()

    assert SECRET not in str(refusal.value)


def test_a_whole_set_up_is_read(monkeypatch):
    monkeypatch.setenv("OUTSIDE_CHECK_URL", "https://checks.example/look/")
    monkeypatch.setenv("OUTSIDE_CHECK_SECRET", SECRET)
    monkeypatch.setenv("NOT_CHECKED", "publish")

    read = checking.set_up()

    assert (read.url, read.secret, read.not_checked) == ("https://checks.example/look", SECRET, "publish")
    assert (read.akismet_key, read.akismet_learns) == ("", False)


def test_nothing_is_set_up_by_itself(settings):
    assert [check for check in checks.in_force() if check.look is None] == []
    assert checking.SetUp() == replace(settings.CHECKING)
    assert OutsideService._meta.db_table == "comments_outsideservice"

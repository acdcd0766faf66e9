"""Servers of strangers: what they are told and asked, and every way in which they give no answer."""

import hashlib
import hmac
import json

import pytest
from django.utils import timezone

from comments.moderation.checks import outside as outside_check
from comments.moderation.checks.finding import Ran
from comments.moderation.checks.wording import not_run
from comments.moderation.outside import asking, limits, signed
from comments.moderation.outside.question import Question
from newsroom.web import outgoing
from tests.stranger import SECRET, in_less_time, said, score

QUESTION = Question("Buy my <watches>, “now”!", "https://news.example/2026/11/23/harbour/")


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
    # Time enough to be asked in.
    monkeypatch.setattr(outgoing, "call", in_less_time(outgoing.call, seconds=2))

    finding = asking.ask(outside_check.CHECK, QUESTION)

    assert finding.ran == Ran.FAILED
    assert server.asked


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

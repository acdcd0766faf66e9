"""Setting outside checks up: what is refused at start, and trying them out."""

import io
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from comments.models import OutsideService
from comments.moderation import checks
from newsroom import checking, env
from tests.stranger import SECRET, by_host, said, score


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


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x", "https://127.0.0.1:9/x", "checks.example"])
def test_an_address_that_cannot_be_asked_is_answered_by_one_that_can(monkeypatch, address):
    monkeypatch.setenv("OUTSIDE_CHECK_URL", address)
    monkeypatch.setenv("OUTSIDE_CHECK_SECRET", SECRET)

    with pytest.raises(env.BadSetting) as refusal:
        checking.set_up()

    wanted = "must be an address such as https://checks.example/comment, over https and at port 443"
    assert str(refusal.value) == f"OUTSIDE_CHECK_URL {wanted}, not {address!r}."


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

"""Somebody at the desk, and a stranger whose server looks at comments too."""

from dataclasses import replace

import pytest
import time_machine
from django.utils import timezone

from comments.moderation import awaiting, numbers
from comments.moderation.checks.finding import Finding, Ran
from comments.moderation.outside import asking
from newsroom.web import outgoing
from tests import stranger
from tests.factories.accounts import make_moderator, sign_in


@pytest.fixture
def proved(db):
    """Whatever happened, what waits follows from what is stored."""
    yield
    awaiting.prove()


@pytest.fixture(autouse=True)
def forget_numbers():
    """No test reads numbers that another one gathered."""
    numbers.forget()


@pytest.fixture
def moderator():
    """Who decides."""
    return make_moderator(display_name="Mara Holt")


@pytest.fixture
def desk(client, moderator):
    """Their browser, signed in."""
    return sign_in(client, moderator)


@pytest.fixture
def clock():
    """A clock that stands still until it is moved."""
    with time_machine.travel(timezone.now(), tick=False) as moving:
        yield moving


@pytest.fixture
def outside(settings):
    """A newsroom with a check of its own at another server, where a comment waits for it."""
    settings.CHECKING = replace(settings.CHECKING, url="https://checks.example/look", secret="s" * 32, not_checked="hold")


@pytest.fixture
def published_meanwhile(outside, settings):
    """The same, where a comment appears before it is checked."""
    settings.CHECKING = replace(settings.CHECKING, not_checked="publish")


@pytest.fixture
def says(monkeypatch):
    """What the other server says: `says(0.9)`, `says(None)` for no answer; returns the questions that it was asked."""
    asked = []

    def let(score, *, meanwhile=None, **detail):
        def ask(check, question):
            asked.append((check.name, question))
            if meanwhile is not None:
                meanwhile()
            if score is None:
                return Finding(check.name, check.version, Ran.FAILED, 0.0, {"why": "nobody is there"})
            return Finding(check.name, check.version, Ran.RAN, score, detail)

        monkeypatch.setattr(asking, "ask", ask)
        return asked

    return let


@pytest.fixture(scope="session")
def pem(tmp_path_factory):
    """The stranger's certificate."""
    return stranger.certificate(tmp_path_factory.mktemp("tls") / "server.pem")


@pytest.fixture
def server(pem, monkeypatch, settings):
    """The stranger's server, where every call leads."""
    settings.CHECKING = replace(settings.CHECKING, url="https://checks.example/look", secret=stranger.SECRET)
    with_us = stranger.Stranger(pem)
    for name in ("resolve", "connect", "tls"):
        monkeypatch.setattr(outgoing, name, getattr(with_us, name))
    monkeypatch.setitem(outgoing.call.__kwdefaults__, "seconds", stranger.PATIENCE)
    yield with_us
    with_us.close()


@pytest.fixture
def akismets(server, settings):
    """The same as Akismet, and nothing else."""
    settings.CHECKING = replace(settings.CHECKING, url="", secret="", akismet_key="abcdef123456")
    server.answers = stranger.said(b"false")
    return server

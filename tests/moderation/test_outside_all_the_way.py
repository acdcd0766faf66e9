"""A stranger's server in trouble, as people see it: whoever posts by the form, reads the story, or is at the desk."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from comments.models import Comment
from comments.moderation import awaiting, checking_again, replaying
from newsroom.web import outgoing
from tests.comments.hearing import queued
from tests.comments.reading import fields, read
from tests.factories.accounts import sign_in
from tests.factories.comments import make_discussion, make_trusted_reader
from tests.stranger import in_less_time, said, score

pytestmark = pytest.mark.django_db

WORDS = "The barrier held through the night."


def in_trouble(server, trouble):
    server.answers = said(b"<html>All is well</html>")
    server.is_down, server.is_slow = trouble == "killed", trouble == "slow"


def well_again(server):
    server.is_down = server.is_slow = False
    server.over.set()
    server.answers = score(0)


def do_what_was_queued():
    """What the worker does as soon as a comment is posted."""
    for job in queued("checking_again.check_again"):
        ProcrastinateJob.objects.filter(pk=job.pk).delete()
        checking_again.check_again(**job.args)


@pytest.mark.parametrize("not_checked", ["hold", "publish"])
@pytest.mark.parametrize("trouble", ["killed", "slow", "nonsense"])
def test_from_the_form_to_the_story_and_the_desk_and_back(server, settings, monkeypatch, clock, desk, trouble, not_checked):
    settings.CHECKING = replace(settings.CHECKING, not_checked=not_checked)
    in_trouble(server, trouble)
    discussion, reader = make_discussion(), sign_in(Client(), make_trusted_reader())
    story, waiting = discussion.article.get_absolute_url(), f"{reverse('moderation:queue')}?queue=unchecked"
    write = reverse("comments:write", args=[discussion.pk])

    posted = reader.post(write, fields(read(reader, write)) | {"body": WORDS}, follow=True)
    comment = Comment.objects.get()
    at_once = Client().get(story).content.decode()
    assert posted.status_code == 200
    assert (WORDS in at_once) == (not_checked == "publish")
    assert ("It appears once our checks are done" in posted.content.decode()) == (not_checked == "hold")

    with monkeypatch.context() as hurried:
        hurried.setattr(outgoing, "call", in_less_time(outgoing.call))
        do_what_was_queued()
    assert server.calls == 1
    seen, case = Client().get(story).content.decode(), desk.get(waiting).content.decode()
    assert (WORDS in seen) == (not_checked == "publish")
    assert f'id="case-{comment.pk}"' in case
    assert "not checked: no usable answer" in case

    well_again(server)
    clock.shift(120)
    checking_again.work_off(0)
    assert WORDS in Client().get(story).content.decode()
    assert f'id="case-{comment.pk}"' not in desk.get(waiting).content.decode()
    assert all(outcome.is_the_same for outcome in replaying.replay(replaying.machines()))
    awaiting.prove()

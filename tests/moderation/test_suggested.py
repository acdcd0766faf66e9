"""A new site's first standards: suggested, and adopted by one press or one command."""

import pytest
from django.core.management import CommandError, call_command

from comments.models import Rule, StandardsVersion
from comments.moderation import standards, suggested
from newsroom.web import stamps
from tests.factories.accounts import make_administrator, make_editor, make_moderator, make_reader, make_reporter, sign_in
from tests.factories.comments import make_rule

pytestmark = pytest.mark.django_db
ADOPT = "/admin/comments/rule/adopt/"


@pytest.mark.parametrize("make", [make_editor, make_moderator, make_administrator])
def test_whoever_keeps_the_standards_adopts_the_suggested_ones_in_one_press(client, make):
    newsroom = sign_in(client, make())
    before = stamps.numbers([stamps.standards()])
    offer = newsroom.get("/admin/comments/rule/").content.decode()

    answer = newsroom.post(ADOPT, follow=True).content.decode()

    assert "Adopt these standards" in offer
    assert "in force from now on" in answer
    assert "Adopt these standards" not in answer
    assert [rule.number for rule in standards.rules_in_force()] == list(range(1, len(suggested.SUGGESTED) + 1))
    assert len(StandardsVersion.objects.get().rules) == len(suggested.SUGGESTED)
    assert stamps.numbers([stamps.standards()]) != before
    assert "Nothing for sale" in client.get("/standards/").content.decode()


@pytest.mark.parametrize("make", [make_reader, make_reporter])
def test_nobody_else_adopts_them(client, make):
    assert sign_in(client, make()).post(ADOPT).status_code in {302, 403}
    assert not Rule.objects.exists()


def test_looking_at_the_address_adopts_nothing(client):
    assert sign_in(client, make_editor()).get(ADOPT).status_code == 405
    assert not Rule.objects.exists()


def test_nothing_is_suggested_over_what_a_newsroom_wrote(client):
    make_rule()
    editor = sign_in(client, make_editor())

    assert "Adopt these standards" not in editor.get("/admin/comments/rule/").content.decode()
    assert "already" in editor.post(ADOPT, follow=True).content.decode()
    assert Rule.objects.count() == 1


def test_who_presses_second_at_the_same_moment_reads_that_they_are_there(monkeypatch):
    make_rule()
    monkeypatch.setattr("comments.models.standard.Rule.objects.exists", lambda: False)

    with pytest.raises(standards.AlreadyWritten):
        standards.adopt_suggested()

    assert Rule.objects.count() == 1


def test_the_command_adopts_them_once(capsys):
    call_command("adopt_standards")

    assert "8 rules are in force" in capsys.readouterr().out
    with pytest.raises(CommandError, match="already"):
        call_command("adopt_standards")
    assert StandardsVersion.objects.count() == 1


def test_every_suggested_rule_is_whole():
    for rule in suggested.rules():
        rule.full_clean()
        fine, not_fine = rule.fine, rule.not_fine
        assert fine
        assert not_fine
        assert fine != not_fine

"""Letters wait in the job table until they are delivered, and nobody waits for them."""

import base64
import smtplib
from email import message_from_bytes

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from newsroom import jobs
from newsroom.accounts.mail import deliver
from newsroom.accounts.models import User
from tests.dying import work_again, work_and_die
from tests.factories.accounts import joining

SERVER = {"EMAIL_HOST": "mail.example"}


@pytest.fixture(autouse=True)
def the_sites_own_mail(settings, tmp_path):
    settings.EMAIL_BACKEND = "newsroom.accounts.mail.EmailBackend"
    settings.EMAIL_SERVER = None
    settings.VAR_DIR = tmp_path


@pytest.fixture
def dead_server(settings, monkeypatch):
    def nobody_answers(*_where, **_how):
        raise TimeoutError("timed out")

    settings.EMAIL_SERVER = SERVER
    monkeypatch.setattr(smtplib.SMTP, "connect", nobody_answers)


def make_letter(**over):
    return EmailMessage(**{"subject": "Grüße", "body": "Der Hafen ist offen.", "to": ["kira@example.org"], **over})


def queued():
    return ProcrastinateJob.objects.filter(task_name="newsroom.accounts.mail.deliver")


def run(job):
    return deliver(**job.args)


@pytest.mark.django_db
def test_sending_queues_one_job_a_letter_and_opens_no_connection(dead_server):
    mail.get_connection().send_messages([make_letter(), make_letter(to=["ned@example.org"])])

    assert [job.args["recipients"] for job in queued().order_by("id")] == [["kira@example.org"], ["ned@example.org"]]


@pytest.mark.django_db
def test_every_letter_says_that_a_program_wrote_it_and_keeps_the_headers_of_its_own():
    make_letter(headers={"List-Unsubscribe": "<https://news.example/stop/>", "Auto-Submitted": "auto-replied"}).send()
    make_letter().send()

    own, plain = [message_from_bytes(base64.b64decode(job.args["letter"])) for job in queued().order_by("id")]
    assert (plain["Auto-Submitted"], plain["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
    assert own.get_all("Auto-Submitted") == ["auto-replied"]
    assert own["List-Unsubscribe"] == "<https://news.example/stop/>"


@pytest.mark.django_db
def test_the_letters_of_signing_up_say_so_too(client):
    client.post(reverse("account_signup"), joining())

    [letter] = [message_from_bytes(base64.b64decode(job.args["letter"])) for job in queued()]
    assert letter["Auto-Submitted"] == "auto-generated"


@pytest.mark.django_db
def test_a_letter_to_nobody_is_not_queued():
    assert make_letter(to=[]).send() == 0
    assert not queued().exists()


@pytest.mark.django_db
def test_a_transaction_that_is_undone_sends_nothing():
    with transaction.atomic():
        make_letter().send()
        transaction.set_rollback(True)

    assert not queued().exists()


@pytest.mark.django_db
def test_without_a_mail_server_a_letter_becomes_a_file_and_a_line_on_the_console(settings, capsys):
    make_letter(bcc=["ned@example.org"]).send()

    run(queued().get())

    (path,) = (settings.VAR_DIR / "mail").iterdir()
    letter = path.read_bytes()
    assert path.name.endswith("-kira@example.org.eml")
    assert b"To: kira@example.org\r\n" in letter
    assert b"ned@example.org" not in letter
    assert "Subject: Grüße" in capsys.readouterr().out


@pytest.mark.django_db
def test_an_address_cannot_lead_out_of_the_folder_of_letters(settings):
    make_letter(to=['"../../x"@example.org']).send()

    run(queued().get())

    (path,) = (settings.VAR_DIR / "mail").iterdir()
    assert path.parent == settings.VAR_DIR / "mail"


@pytest.mark.django_db
def test_a_mail_server_gets_the_letter_as_it_was_queued(settings, monkeypatch):
    handed_over = []
    settings.EMAIL_SERVER = SERVER
    monkeypatch.setattr(smtplib.SMTP, "connect", lambda *_where, **_how: (220, b"ready"))
    monkeypatch.setattr(smtplib.SMTP, "sendmail", lambda _self, sender, to, letter, *_: handed_over.append((sender, to, letter)))
    make_letter(from_email="newsroom@example.org", bcc=["ned@example.org"]).send()
    job = queued().get()

    run(job)
    run(job)

    assert handed_over[0] == handed_over[1]
    assert handed_over[0][:2] == ("newsroom@example.org", ["kira@example.org", "ned@example.org"])
    assert handed_over[0][2] == base64.b64decode(job.args["letter"])


def test_a_letter_that_a_mail_server_took_is_not_handed_over_again_when_the_worker_dies(committed, settings, monkeypatch):
    handed_over = []
    settings.EMAIL_SERVER = SERVER
    monkeypatch.setattr(smtplib.SMTP, "connect", lambda *_where, **_how: (220, b"ready"))
    monkeypatch.setattr(smtplib.SMTP, "sendmail", lambda _self, _sender, to, *_: handed_over.append(to))
    make_letter().send()

    work_and_die(monkeypatch)
    work_again()

    assert handed_over == [["kira@example.org"]]


def test_a_letter_that_was_taken_but_not_yet_noted_down_comes_again_with_the_same_message_id(committed, settings, monkeypatch):
    handed_over = []

    def take_and_die(_self, _sender, _to, letter, *_):
        handed_over.append(message_from_bytes(letter)["Message-ID"])
        if len(handed_over) == 1:
            raise OSError("the line is dead")

    settings.EMAIL_SERVER = SERVER
    monkeypatch.setattr(smtplib.SMTP, "connect", lambda *_where, **_how: (220, b"ready"))
    monkeypatch.setattr(smtplib.SMTP, "sendmail", take_and_die)
    make_letter().send()

    jobs.work(until_empty=True)
    queued().update(scheduled_at=None)
    jobs.work(until_empty=True)

    assert len(handed_over) == 2
    assert len(set(handed_over)) == 1


@pytest.mark.django_db
def test_joining_works_while_the_mail_server_is_dead(client, dead_server):
    response = client.post(reverse("account_signup"), joining())

    assert response.status_code == 302
    assert User.objects.filter(email="kira@example.org").exists()
    assert queued().count() == 1


def test_what_a_dead_server_did_not_take_is_tried_again_later(committed, dead_server):
    make_letter().send()

    jobs.work(until_empty=True)

    waiting = queued().get()
    assert waiting.status == "todo"
    assert waiting.attempts == 1
    assert waiting.scheduled_at is not None


@pytest.mark.django_db
def test_an_address_refused_for_good_is_not_tried_again(settings, monkeypatch):
    def refuse(*_anything):
        raise smtplib.SMTPRecipientsRefused({"kira@example.org": (550, b"no such mailbox")})

    settings.EMAIL_SERVER = SERVER
    monkeypatch.setattr(smtplib.SMTP, "connect", lambda *_where, **_how: (220, b"ready"))
    monkeypatch.setattr(smtplib.SMTP, "sendmail", refuse)
    make_letter().send()

    run(queued().get())


@pytest.mark.django_db
def test_an_address_refused_for_now_is_tried_again(settings, monkeypatch):
    def refuse(*_anything):
        raise smtplib.SMTPRecipientsRefused({"kira@example.org": (450, b"greylisted")})

    settings.EMAIL_SERVER = SERVER
    monkeypatch.setattr(smtplib.SMTP, "connect", lambda *_where, **_how: (220, b"ready"))
    monkeypatch.setattr(smtplib.SMTP, "sendmail", refuse)
    make_letter().send()

    with pytest.raises(smtplib.SMTPRecipientsRefused):
        run(queued().get())

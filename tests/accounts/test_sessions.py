"""What browsers are remembered by, and when it goes."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from newsroom.accounts import sessions
from tests.factories.accounts import make_reader, sign_in

pytestmark = pytest.mark.django_db


def test_every_browser_of_an_erased_account_is_forgotten_and_no_other():
    leaving, staying = make_reader(), make_reader()
    laptop, phone, other = (sign_in(Client(), person) for person in (leaving, leaving, staying))

    laptop.post(reverse("account_leave"), {"sure": "on"})
    job = ProcrastinateJob.objects.get(task_name="newsroom.accounts.sessions.forget")
    sessions.forget(**job.args)

    keys = set(Session.objects.values_list("session_key", flat=True))
    assert phone.cookies["sessionid"].value not in keys
    assert other.cookies["sessionid"].value in keys


def test_another_browser_of_an_erased_account_is_nobody_at_once():
    leaving = make_reader()
    laptop, phone = sign_in(Client(), leaving), sign_in(Client(), leaving)

    laptop.post(reverse("account_leave"), {"sure": "on"})

    assert phone.get(reverse("account")).url.startswith(reverse("account_login"))


def test_sessions_whose_time_is_over_are_swept():
    over, running = sign_in(Client(), make_reader()), sign_in(Client(), make_reader())
    Session.objects.filter(pk=over.cookies["sessionid"].value).update(expire_date=timezone.now() - timedelta(hours=1))

    sessions.sweep(timestamp=int(timezone.now().timestamp()))

    assert list(Session.objects.values_list("pk", flat=True)) == [running.cookies["sessionid"].value]

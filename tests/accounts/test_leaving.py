"""Leaving for good: what was erased says so itself, and no address that somebody takes keeps anybody from it."""

from importlib import import_module

import pytest
from allauth.core.context import request_context
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.apps import apps
from django.core.management import CommandError, call_command
from django.urls import reverse

from newsroom.accounts import closing, holdings
from newsroom.accounts.forms import SocialSignUpForm
from newsroom.accounts.models import User
from tests.factories.accounts import PASSWORD, joining, make_administrator, make_reader, sign_in

pytestmark = pytest.mark.django_db

NOWHERE = ["kira@erased.invalid", "kira@ERASED.Invalid", "kira@post.erased.invalid", "kira@elsewhere.invalid"]


def again(user):
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("address", ["erased-{}@erased.invalid", "{}@erased.invalid"])
def test_nobody_is_kept_from_leaving_by_somebody_elses_address(address):
    reader = make_reader()
    make_reader(email=address.format(reader.pk))

    holdings.erase(reader)

    assert again(reader).has_left
    assert not again(reader).is_active


def test_whoever_took_such_an_address_has_not_left():
    reader = make_reader()
    User.objects.filter(pk=reader.pk).update(email=f"erased-{reader.pk}@erased.invalid")
    administrator = make_administrator()
    closing.close(reader, by=administrator)

    assert closing.open_again(again(reader), by=administrator)


def test_an_account_that_was_erased_is_not_opened_again():
    reader, administrator = make_reader(), make_administrator()
    holdings.erase(reader)

    assert not closing.open_again(again(reader), by=administrator)


@pytest.mark.parametrize("email", NOWHERE)
def test_nobody_joins_with_an_address_that_nobody_can_have(client, email):
    page = client.post(reverse("account_signup"), joining(email=email)).content.decode()

    assert "There are no addresses at" in page
    assert not User.objects.exists()


def test_nobody_moves_to_an_address_that_nobody_can_have(client):
    reader = make_reader()
    sign_in(client, reader)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    page = client.post(reverse("account_email"), {"email": NOWHERE[0], "action_add": ""}).content.decode()

    assert "There are no addresses at" in page
    assert again(reader).email == reader.email


def test_nobody_brings_such_an_address_from_another_provider(rf):
    login = SocialLogin(user=User(), account=SocialAccount(provider="google", uid="1"))

    with request_context(rf.get("/")):
        form = SocialSignUpForm({"email": NOWHERE[0], "display_name": "Kira Evans"}, sociallogin=login)

    assert "There are no addresses at" in form.errors["email"][0]


def test_nobody_is_given_such_an_address_in_the_admin(client):
    sign_in(client, make_administrator())

    page = client.post(reverse("admin:accounts_user_add"), {"email": NOWHERE[0], "display_name": "Kira Evans"})

    assert "There are no addresses at" in page.content.decode()
    assert not User.objects.filter(email=NOWHERE[0]).exists()


def test_nobody_is_given_such_an_address_on_the_command_line(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)

    with pytest.raises(CommandError, match="There are no addresses at"):
        call_command("createsuperuser", interactive=False, email=NOWHERE[0], display_name="Kira Evans")


def test_nothing_is_changed_of_an_account_that_was_erased(client):
    reader = make_reader()
    holdings.erase(reader)
    sign_in(client, make_administrator())

    answer = client.post(
        reverse("admin:accounts_user_change", args=[reader.pk]), {"email": "other@example.org", "display_name": "Other Name"}
    )

    assert answer.status_code == 403
    assert again(reader).email.endswith("@erased.invalid")


def test_who_was_erased_before_is_told_by_what_erasing_left_behind():
    erased, joined, closed, reader = (make_reader() for _ in range(4))
    holdings.erase(erased)
    for account in (erased, joined, closed):
        User.objects.filter(pk=account.pk).update(email=f"erased-{account.pk}@erased.invalid", erased_at=None)
    closing.close(again(closed), by=make_administrator())

    import_module("newsroom.accounts.migrations.0005_who_has_left").tell_who_has_left(apps, None)

    assert [account for account in (erased, joined, closed, reader) if again(account).has_left] == [erased]

"""One's own account: name, address, data, leaving."""

import json
import re

import pytest
from django.core import mail
from django.urls import reverse

from newsroom.accounts import confirmation, holdings
from newsroom.accounts.holdings import Holding
from newsroom.accounts.models import User
from tests.factories.accounts import PASSWORD, joining, make_editor, make_reader, make_unconfirmed_reader, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    reader = make_reader(display_name="Kira Evans", email="kira@example.org")
    sign_in(client, reader)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return reader


def link_in(letter) -> str:
    return re.search(r"http://localhost:8000(\S+)", letter.body).group(1)


def ask_for(client, email):
    return client.post(reverse("account_email"), {"email": email, "action_add": ""})


@pytest.mark.parametrize("name", ["account", "account_data", "account_leave", "account_email", "account_change_password"])
def test_strangers_are_asked_to_sign_in_and_led_back(client, name):
    path = reverse(name)

    assert client.get(path).url == f"/account/login/?next={path}"


def test_the_account_page_says_whose_it_is(client, reader):
    page = client.get(reverse("account")).content.decode()

    assert 'value="Kira Evans"' in page
    assert "kira@example.org" in page
    assert "not confirmed yet" not in page


def test_the_account_page_leads_to_whom_one_has_muted(client, reader):
    page = client.get(reverse("account")).content.decode()

    assert f'<a href="{reverse("comments:muted")}">People you have muted</a>' in page


def test_an_unconfirmed_address_is_said_so_with_a_way_to_a_new_link(client):
    sign_in(client, make_unconfirmed_reader())

    page = client.get(reverse("account")).content.decode()

    assert "is not confirmed yet" in page
    assert reverse("account_confirm_again") in page


def test_a_name_is_changed(client, reader):
    client.post(reverse("account"), {"display_name": "Kira  Lind"})

    assert User.objects.get(pk=reader.pk).display_name == "Kira Lind"


def test_changing_only_the_case_of_ones_own_name_is_no_clash(client, reader):
    client.post(reverse("account"), {"display_name": "KIRA EVANS"})

    assert User.objects.get(pk=reader.pk).display_name == "KIRA EVANS"


def test_a_refused_name_is_shown_with_the_reason_and_changes_nothing(client, reader):
    page = client.post(reverse("account"), {"display_name": "Moderator"}).content.decode()

    assert 'value="Moderator"' in page
    assert "spoke for the newspaper" in page
    assert User.objects.get(pk=reader.pk).display_name == "Kira Evans"


def test_whoever_shows_names_is_told_of_a_change(client, reader, monkeypatch):
    told = []
    shows_names = Holding(
        "test", export=lambda user: {}, erase=holdings.nothing, renamed=lambda user: told.append(user.display_name)
    )
    monkeypatch.setattr(holdings, "HOLDINGS", [*holdings.HOLDINGS, shows_names])

    client.post(reverse("account"), {"display_name": "Kira Lind"})

    assert told == ["Kira Lind"]


def test_another_address_counts_once_its_link_is_opened(client, reader):
    ask_for(client, "new@example.org")
    before = User.objects.get(pk=reader.pk).email
    client.get(link_in(mail.outbox[0]))

    reader = User.objects.get(pk=reader.pk)
    assert before == "kira@example.org"
    assert reader.email == "new@example.org"
    assert confirmation.is_confirmed(reader)
    assert mail.outbox[-1].to == ["kira@example.org"]


def test_changing_the_address_asks_for_the_password_first(client):
    sign_in(client, make_reader())

    response = ask_for(client, "new@example.org")

    assert response.url.startswith(reverse("account_reauthenticate"))
    assert not mail.outbox


def test_a_slip_at_joining_is_mended_at_once(client):
    reader = make_unconfirmed_reader(email="kria@example.org")
    sign_in(client, reader)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    ask_for(client, "kira@example.org")

    assert User.objects.get(pk=reader.pk).email == "kira@example.org"
    assert mail.outbox[0].to == ["kira@example.org"]


def test_asking_for_somebody_elses_address_changes_nothing_and_tells_only_its_owner(client, reader):
    make_reader(email="ned@example.org")

    free = ask_for(client, "free@example.org")
    taken = ask_for(client, "ned@example.org")

    assert (free.status_code, free.url) == (taken.status_code, taken.url)
    assert User.objects.get(pk=reader.pk).email == "kira@example.org"
    assert "already" in mail.outbox[-1].subject


def test_an_address_somebody_else_joined_with_meanwhile_is_refused_in_words(client, reader):
    ask_for(client, "new@example.org")
    make_unconfirmed_reader(email="new@example.org")

    page = client.get(link_in(mail.outbox[0]), follow=True)

    assert page.status_code == 200
    assert "Another account uses this address by now" in page.content.decode()
    assert User.objects.get(pk=reader.pk).email == "kira@example.org"


def test_everything_held_is_handed_over_as_one_file(client, reader, settings):
    settings.SITE_URL = "https://news.example"

    response = client.get(reverse("account_data"))

    held = json.loads(response.content)
    assert response["Content-Disposition"] == f'attachment; filename="account-{reader.pk}.json"'
    assert held["site"] == settings.SITE_URL
    assert held["account"]["email"] == "kira@example.org"
    assert set(held) >= {holding.name for holding in holdings.HOLDINGS}
    assert "password" not in response.content.decode()


def test_leaving_is_asked_for_once_more(client, reader):
    page = client.post(reverse("account_leave"), {})

    assert "Please tick the box" in page.content.decode()
    assert User.objects.get(pk=reader.pk).is_active


def test_leaving_erases_who_one_was_and_signs_out(client, reader):
    client.post(reverse("account_leave"), {"sure": "on"})

    left = User.objects.get(pk=reader.pk)
    assert not left.is_active
    assert "kira" not in f"{left.email} {left.display_name}".lower()
    assert not left.has_usable_password()
    assert not left.emailaddress_set.exists()
    assert "_auth_user_id" not in client.session


def test_after_leaving_the_name_and_the_address_are_free_again(client, reader):
    client.post(reverse("account_leave"), {"sure": "on"})

    client.post(reverse("account_signup"), joining())

    assert User.objects.filter(email="kira@example.org", display_name="Kira Evans", is_active=True).exists()


def test_what_other_rooms_hold_is_erased_before_the_account(client, reader, monkeypatch):
    seen = []
    other = Holding("test", export=lambda user: [], erase=lambda user: seen.append(user.email))
    monkeypatch.setattr(holdings, "HOLDINGS", [*holdings.HOLDINGS, other])

    client.post(reverse("account_leave"), {"sure": "on"})

    assert seen == ["kira@example.org"]


def test_whoever_works_here_hands_over_first(client):
    editor = make_editor()
    sign_in(client, editor)

    page = client.post(reverse("account_leave"), {"sure": "on"}).content.decode()

    assert "Ask an administrator to end your role first" in page
    assert User.objects.get(pk=editor.pk).is_active


def test_the_header_greets_whoever_is_signed_in_and_lets_them_out(client, reader):
    page = client.get(reverse("account")).content.decode()

    assert '<span class="account-name" dir="auto">Kira Evans</span>' in page
    assert f'action="{reverse("account_logout")}"' in page
    assert "csrfmiddlewaretoken" in page


def test_the_header_leads_staff_to_their_desks_and_readers_nowhere(client, reader):
    to_readers = client.get(reverse("account")).content.decode()
    to_editors = sign_in(client, make_editor()).get(reverse("account")).content.decode()

    assert "/admin/" not in to_readers
    assert "/admin/" in to_editors


def test_a_message_is_shown_once(client, reader):
    client.post(reverse("account"), {"display_name": "Kira Lind"})

    first = client.get(reverse("account")).content.decode()
    second = client.get(reverse("account")).content.decode()

    assert "Others see this name from now on." in first
    assert "Others see this name from now on." not in second


def test_a_page_of_ones_own_is_private_until_its_owner_says_otherwise(client, reader):
    before = User.objects.get(pk=reader.pk).shown_to

    client.post(reverse("account_page"), {"bio": " I keep bees.\r\n ", "shown_to": "everyone"})

    saved = User.objects.get(pk=reader.pk)
    assert before == "nobody"
    assert (saved.bio, saved.shown_to) == ("I keep bees.", "everyone")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [({"bio": "x" * 301, "shown_to": "nobody"}, "at most 300"), ({"bio": "", "shown_to": "the world"}, "Select a valid choice")],
)
def test_a_refused_page_comes_back_with_the_reason_and_the_words(client, reader, fields, sentence):
    page = client.post(reverse("account_page"), fields).content.decode()

    assert sentence in page
    assert fields["bio"] in page
    assert User.objects.get(pk=reader.pk).shown_to == "nobody"

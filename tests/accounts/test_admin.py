"""Accounts in the admin."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from newsroom.accounts import confirmation, vouching
from newsroom.accounts.models import User
from tests.factories.accounts import make_administrator, make_editor, make_moderator, make_reader, make_reporter, sign_in

pytestmark = pytest.mark.django_db

LIST = reverse("admin:accounts_user_changelist")
ADD = reverse("admin:accounts_user_add")


def page_of(user) -> str:
    return reverse("admin:accounts_user_change", args=[user.pk])


@pytest.fixture
def chief(client):
    chief = make_administrator()
    sign_in(client, chief)
    return chief


def test_an_account_is_found_by_name_and_by_address(client, chief):
    make_reader(display_name="Kira Evans", email="ke@example.org")
    make_reader(display_name="Ned Ash", email="na@example.org")

    by_name = client.get(LIST, {"q": "kira"}).content.decode()
    by_address = client.get(LIST, {"q": "na@example"}).content.decode()

    assert "Kira Evans" in by_name
    assert "Ned Ash" not in by_name
    assert "Ned Ash" in by_address


@pytest.mark.parametrize("readers", [2, 40])
def test_the_list_costs_the_same_for_any_number_of_accounts(client, chief, readers, django_assert_max_num_queries):
    for _ in range(readers):
        make_reader()

    with django_assert_max_num_queries(10):
        client.get(LIST)


@pytest.mark.parametrize("role", ["Editor", "Moderator", "none", "nonsense"])
def test_accounts_are_sorted_out_by_role(client, chief, role):
    editor, moderator, reader = make_editor(), make_moderator(), make_reader()
    shown = {"Editor": {editor}, "Moderator": {moderator}, "none": {reader}, "nonsense": {chief, editor, moderator, reader}}[role]

    page = client.get(LIST, {"role": role})

    assert set(page.context["cl"].queryset) == shown


def test_roles_are_ticked(client, chief):
    reader = make_reader()

    client.post(page_of(reader), {"email": reader.email, "display_name": reader.display_name, "roles": ["Editor", "Moderator"]})

    reader = User.objects.get(pk=reader.pk)
    assert reader.roles == {"Editor", "Moderator"}
    assert reader.is_staff


def test_roles_are_unticked(client, chief):
    editor = make_editor()

    client.post(page_of(editor), {"email": editor.email, "display_name": editor.display_name})

    assert not User.objects.get(pk=editor.pk).roles


def test_a_new_colleague_gets_an_account_without_a_password(client, chief):
    client.post(ADD, {"email": "New@Example.org", "display_name": "Night Editor", "roles": ["Editor"]})

    colleague = User.objects.get(email="new@example.org")
    assert not colleague.has_usable_password()
    assert colleague.is_editor


def test_another_address_must_be_confirmed_anew(client, chief):
    reader = make_reader()

    client.post(page_of(reader), {"email": "other@example.org", "display_name": reader.display_name})

    reader = User.objects.get(pk=reader.pk)
    assert reader.email == "other@example.org"
    assert not confirmation.is_confirmed(reader)


def test_a_name_somebody_has_is_refused(client, chief):
    make_reader(display_name="Kira Evans")
    reader = make_reader()

    page = client.post(page_of(reader), {"email": reader.email, "display_name": "KIRA EVANS"})

    assert "Somebody already uses this name" in page.content.decode()
    assert User.objects.get(pk=reader.pk).display_name == reader.display_name


def test_a_closed_account_is_signed_out_and_opened_again(client, chief, django_user_model):
    reader = make_reader()
    readers_browser = sign_in(type(client)(), reader)

    client.post(LIST, {"action": "close", "_selected_action": [reader.pk]})
    while_closed = readers_browser.get(reverse("account"))
    client.post(LIST, {"action": "open_again", "_selected_action": [reader.pk]})

    assert while_closed.status_code == 302
    assert User.objects.get(pk=reader.pk).is_active


def test_closing_leaves_people_with_roles_and_oneself_alone(client, chief):
    editor = make_editor()

    page = client.post(LIST, {"action": "close", "_selected_action": [editor.pk, chief.pk]}, follow=True)

    assert "were left alone" in page.content.decode()
    assert User.objects.filter(is_active=True).count() == 2


def test_moderators_rename_a_reader_and_change_nothing_else(client):
    reader = make_reader()
    sign_in(client, make_moderator())

    client.post(page_of(reader), {"email": "other@example.org", "display_name": "Changed Name", "roles": ["Administrator"]})

    changed = User.objects.get(pk=reader.pk)
    assert changed.display_name == "Changed Name"
    assert changed.email == reader.email
    assert not changed.roles


def test_moderators_rename_no_colleague_and_close_no_account(client):
    editor, reader = make_editor(), make_reader()
    sign_in(client, make_moderator())

    client.post(page_of(editor), {"display_name": "Changed Name", "expertise": ""})
    client.post(LIST, {"action": "close", "_selected_action": [reader.pk]})

    assert User.objects.get(pk=editor.pk).display_name == editor.display_name
    assert User.objects.get(pk=reader.pk).is_active


def test_reporters_see_no_account(client):
    reader = make_reader()
    sign_in(client, make_reporter())

    assert client.get(page_of(reader)).status_code == 403
    assert client.get(LIST).status_code == 403


@pytest.mark.parametrize("make", [make_administrator, make_editor, make_moderator])
def test_the_newsroom_says_what_somebody_is_expert_in_and_it_is_logged(client, make):
    reader = make_reader()
    sign_in(client, make())

    client.post(page_of(reader), {"email": reader.email, "display_name": reader.display_name, "expertise": "marine  biology"})

    assert User.objects.get(pk=reader.pk).expertise == "marine biology"
    history = client.get(reverse("admin:accounts_user_history", args=[reader.pk])).content.decode()
    assert "Expert in marine biology." in history


def test_nobody_vouches_for_themselves(client, chief):
    client.post(page_of(chief), {"email": chief.email, "display_name": chief.display_name, "expertise": "everything"})

    assert User.objects.get(pk=chief.pk).expertise == ""
    with pytest.raises(PermissionDenied):
        vouching.vouch(chief, expertise="everything", by=chief)
    with pytest.raises(PermissionDenied):
        vouching.vouch(chief, expertise="everything", by=make_reporter())


def test_editors_see_whom_they_vouch_for_and_no_address(client):
    reader = make_reader(display_name="Kira Evans", email="kira@example.org")
    sign_in(client, make_editor())

    pages = [client.get(LIST), client.get(page_of(reader)), client.get(LIST, {"q": "kira@example"})]

    assert "Kira Evans" in pages[0].content.decode()
    assert not any("kira@example.org" in page.content.decode() for page in pages)
    assert "Kira Evans" not in pages[2].content.decode()


def test_nobody_deletes_an_account_here(client, chief):
    reader = make_reader()

    page = client.post(reverse("admin:accounts_user_delete", args=[reader.pk]), {"post": "yes"})

    assert page.status_code == 403
    assert User.objects.filter(pk=reader.pk).exists()


def test_the_newsrooms_own_password_page_is_the_accounts(client, chief):
    assert client.get("/admin/password_change/").url == reverse("account_change_password")


def test_signing_out_of_the_newsroom_signs_out_of_the_site(client, chief):
    response = client.post("/admin/logout/")

    assert response.url == "/"
    assert "_auth_user_id" not in client.session

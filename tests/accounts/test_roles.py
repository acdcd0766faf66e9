"""Who works at the newspaper, and who says so."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied

from newsroom.accounts import holdings, roles
from newsroom.accounts.models import Role, User
from tests.factories.accounts import make_administrator, make_editor, make_moderator, make_reader, make_reporter

pytestmark = pytest.mark.django_db


def test_the_groups_stand_from_the_first_migration():
    assert {group.name for group in Group.objects.all()} >= {"Reporter", "Editor", "Moderator", "Administrator"}


def test_administrators_may_look_after_accounts_and_moderators_may_see_them():
    assert make_administrator().has_perm("accounts.change_user")
    assert make_moderator().has_perm("accounts.view_user")
    assert not make_moderator().has_perm("accounts.change_user")
    assert not make_reporter().has_perm("accounts.view_user")


def test_moderators_keep_readers_and_editors_know_experts():
    moderator, editor = make_moderator(), make_editor()

    assert moderator.has_perms(["accounts.keep_user", "accounts.vouch_for_user"])
    assert editor.has_perms(["accounts.view_user", "accounts.vouch_for_user"])
    assert not editor.has_perm("accounts.keep_user")
    assert not make_reporter().has_perm("accounts.vouch_for_user")


def test_nobody_deletes_accounts():
    assert not make_administrator().has_perm("accounts.delete_user")


@pytest.mark.parametrize(
    ("make", "may"),
    [
        (make_reader, set()),
        (make_reporter, {"is_staff"}),
        (make_editor, {"is_staff", "is_editor"}),
        (make_moderator, {"is_staff", "is_moderator"}),
        (make_administrator, {"is_staff", "is_editor", "is_moderator", "is_administrator"}),
    ],
)
def test_a_role_brings_what_its_work_needs(make, may):
    person = make()

    assert {name for name in ("is_staff", "is_editor", "is_moderator", "is_administrator") if getattr(person, name)} == may


def test_asking_about_roles_costs_one_query_for_staff_and_none_for_readers(django_assert_num_queries):
    reader = User.objects.get(pk=make_reader().pk)
    moderator = User.objects.get(pk=make_moderator().pk)

    with django_assert_num_queries(0):
        assert not any([reader.is_moderator, reader.is_editor])
    with django_assert_num_queries(1):
        assert [moderator.is_moderator, moderator.is_editor, moderator.is_administrator] == [True, False, False]


def test_a_closed_account_has_no_roles():
    person = make_editor()
    person.is_active = False
    person.save()

    assert not User.objects.get(pk=person.pk).is_editor


def test_an_administrator_appoints_and_the_accounts_history_says_who():
    reader, chief = make_reader(), make_administrator()

    roles.appoint(reader, Role.MODERATOR, by=chief)

    assert reader.is_moderator
    assert reader.is_staff
    assert LogEntry.objects.get(object_id=str(reader.pk)).user == chief


def test_pages_that_show_the_badge_follow_a_role_given_and_taken(monkeypatch):
    reader, chief = make_reader(), make_administrator()
    followed = []
    shown = holdings.Holding("shown", export=holdings.nothing, erase=holdings.nothing, renamed=followed.append)
    monkeypatch.setattr(holdings, "HOLDINGS", [shown])

    roles.appoint(reader, Role.MODERATOR, by=chief)
    roles.dismiss(reader, Role.MODERATOR, by=chief)

    assert followed == [reader, reader]


def test_the_last_role_taken_ends_access_to_the_newsroom():
    person, chief = make_editor(), make_administrator()
    roles.appoint(person, Role.MODERATOR, by=chief)

    roles.dismiss(person, Role.EDITOR, by=chief)
    between = person.is_staff
    roles.dismiss(person, Role.MODERATOR, by=chief)

    assert between
    assert not person.is_staff
    assert not person.roles


@pytest.mark.parametrize("make", [make_reader, make_reporter, make_editor, make_moderator])
def test_only_administrators_give_and_take_roles(make):
    reader, by = make_reader(), make()

    with pytest.raises(PermissionDenied):
        roles.appoint(reader, Role.EDITOR, by=by)
    with pytest.raises(PermissionDenied):
        roles.dismiss(reader, Role.EDITOR, by=by)

    assert not reader.is_editor


def test_an_administrator_cannot_end_their_own_role():
    chief = make_administrator()

    with pytest.raises(PermissionDenied):
        roles.dismiss(chief, Role.ADMINISTRATOR, by=chief)

    assert chief.is_administrator

"""Changing a name: how often, into what, and what is remembered."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from articles.models import Author
from newsroom.accounts import holdings, renaming, reserving
from newsroom.accounts.models import FormerName, User
from tests.factories.accounts import joining, make_administrator, make_moderator, make_reader, make_reporter, sign_in

pytestmark = pytest.mark.django_db

START = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def reader():
    return make_reader(display_name="Kira Evans")


def rename(user, name, *, days=0, by=None):
    renaming.rename(user, name, by=by, now=START + dt.timedelta(days=days))


def join(client, name):
    return client.post(reverse("account_signup"), joining(display_name=name)).content.decode()


def test_the_first_change_is_free_and_the_next_waits_two_weeks(reader):
    rename(reader, "Kira Lind")

    with pytest.raises(ValidationError) as refusal:
        rename(reader, "Kira Ash", days=13)
    rename(reader, "Kira Ash", days=14)

    assert "15 March 2026" in refusal.value.messages[0]
    assert User.objects.get(pk=reader.pk).display_name == "Kira Ash"


def test_a_refused_change_leaves_the_instance_as_it_was(reader):
    rename(reader, "Kira Lind")

    with pytest.raises(ValidationError):
        rename(reader, "Kira Ash", days=1)

    assert reader.display_name == "Kira Lind"


@pytest.mark.parametrize("name", ["KIRA EVANS", "Kíra Evans", "Kira-Evans"])
def test_other_capitals_or_accents_are_no_other_name(reader, name):
    rename(reader, name)
    rename(reader, "Kira Lind", days=1)

    assert [former.name for former in reader.former_names.all()] == [name]


def test_the_page_says_when_the_name_can_be_changed_again(client, reader):
    sign_in(client, reader)
    with time_machine.travel(START):
        client.post(reverse("account"), {"display_name": "Kira Lind"})
        page = client.post(reverse("account"), {"display_name": "Kira Ash"}).content.decode()

    assert "can be changed again on 15 March 2026" in page
    assert 'value="Kira Ash"' in page
    assert User.objects.get(pk=reader.pk).display_name == "Kira Lind"


def test_the_page_says_before_a_change_that_it_is_for_two_weeks(client, reader):
    sign_in(client, reader)
    before = client.get(reverse("account")).content.decode()

    client.post(reverse("account"), {"display_name": "Kira Lind"})
    after = client.get(reverse("account")).content.decode()

    assert "After a change the name stays for 14 days" in before
    assert "You changed it lately." not in before
    assert "After a change the name stays" not in after
    assert "You changed it lately." in after


def test_a_former_name_is_kept_free_for_two_weeks_and_is_anybodys_after(reader):
    other = make_reader()
    rename(reader, "Kira Lind")

    with pytest.raises(ValidationError):
        rename(other, "KIRA-EVANS", days=13)
    rename(other, "Kira Evans", days=14)

    assert other.display_name == "Kira Evans"


def test_nobody_joins_under_a_name_that_was_given_up_a_moment_ago(client, reader):
    renaming.rename(reader, "Kira Lind")

    page = join(client, "Kira Evans")

    assert "Somebody already uses this name" in page


def test_ones_own_former_name_is_ones_own(reader):
    rename(reader, "Kira Lind")
    rename(reader, "Kira Evans", days=14)

    assert User.objects.get(pk=reader.pk).display_name == "Kira Evans"


@pytest.mark.parametrize("name", ["KIRA EVANS", "Kira-Evans", "K1ra Evans", "Ｋｉｒａ Ｅｖａｎｓ", "Kírà Évans", "Kira Evans."])
def test_nobody_joins_under_a_name_that_looks_like_anothers(client, reader, name):
    page = join(client, name)

    assert "Somebody already uses this name" in page
    assert User.objects.count() == 1


def test_a_whole_name_of_another_alphabet_that_passes_for_anothers_is_refused(client):
    make_reader(display_name="Boba")

    assert "Somebody already uses this name" in join(client, "Вова")


def test_the_database_itself_keeps_two_names_apart_that_look_alike(client, reader, monkeypatch):
    monkeypatch.setattr(renaming, "is_taken", lambda name, but=None: False)

    page = join(client, "Kira-Evans")

    assert "Somebody took this name" in page
    assert User.objects.count() == 1


@pytest.mark.parametrize("name", ["Jonah Pike", "J0nah-Pike", "The real Jonah Pike", "JonahPike2"])
def test_nobody_joins_as_somebody_who_works_here(client, name):
    make_reporter(display_name="Jonah Pike")

    page = join(client, name)

    assert "Somebody who works here has this name" in page


@pytest.mark.parametrize("name", ["Mara Holt", "Mára Holt (official)", "mara.holt"])
def test_nobody_joins_under_a_byline(client, name):
    Author.objects.create(name="Mara Holt", slug="mara-holt")

    assert User.objects.count() == 0
    assert "works here" in join(client, name) or "spoke for the newspaper" in join(client, name)


def test_an_author_bears_their_own_byline():
    reporter = make_reporter()
    Author.objects.create(name="Mara Holt", slug="mara-holt", account=reporter)
    Author.objects.create(name="Ned Ash", slug="ned-ash")

    assert not reserving.is_reserved("Mara Holt", but=reporter)
    assert reserving.is_reserved("Ned Ash", but=reporter)
    assert reserving.is_reserved("Mara Holt")


def test_a_short_name_of_the_newsroom_may_be_part_of_a_readers():
    make_reporter(display_name="Ann")

    assert not reserving.is_reserved("Joanna Lind")
    assert reserving.is_reserved("ANN")


@pytest.mark.parametrize("make", [make_administrator, make_moderator])
def test_whoever_looks_after_accounts_renames_at_any_time_and_sees_what_somebody_was_called(client, reader, make):
    renaming.rename(reader, "Kira Lind")
    sign_in(client, make())
    page = reverse("admin:accounts_user_change", args=[reader.pk])

    client.post(page, {"email": reader.email, "display_name": "Kira Ash"})

    assert User.objects.get(pk=reader.pk).display_name == "Kira Ash"
    assert "Kira Evans" in client.get(page).content.decode()


def test_former_names_are_handed_over_and_erased(reader):
    renaming.rename(reader, "Kira Lind")

    held = holdings.export(reader)["account"]["former_names"]
    holdings.erase(reader)

    assert [former["name"] for former in held] == ["Kira Evans"]
    assert not FormerName.objects.exists()


def test_a_name_is_followed_by_its_key_on_every_way_to_a_row(reader):
    made = User.objects.bulk_create([User(email="b@example.org", display_name="Ned Ash", password="!")])
    rename(reader, "Kira Lind")

    assert User.objects.get(pk=made[0].pk).name_key == "nedash"
    assert User.objects.get(pk=reader.pk).name_key == "klrallnd"


def test_of_two_who_change_to_one_name_at_once_the_second_hears_so(reader, monkeypatch):
    other = make_reader()
    renaming.rename(other, "Ned Ash", now=timezone.now())

    with pytest.raises(ValidationError) as refusal:
        renaming.rename(reader, "NED-ASH")

    assert refusal.value.code == "taken"
    assert reader.display_name == "Kira Evans"

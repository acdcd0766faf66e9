"""Which names look alike, and which mix scripts."""

import json
import unicodedata
from importlib import import_module

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from newsroom.accounts import lookalikes
from newsroom.accounts.models import User
from tests.factories.accounts import make_moderator, make_reader


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kira Evans", "KIRA EVANS"),
        ("Kira Evans", "Kira-Evans"),
        ("Kira Evans", "Kira_Evans."),
        ("Kira Evans", "ＫＩＲＡ Ｅｖａｎｓ"),
        ("Kira Evans", "𝐊𝐢𝐫𝐚 𝓔𝓿𝓪𝓷𝓼"),
        ("Kira Evans", "Kïrà Évaňs"),
        ("Kira Evans", "Kıra Evans"),
        ("Kira Evans", "K1ra Evans"),
        ("Kira Evans", "K|ra Evans"),
        ("Ian Lloyd", "lan Iloyd"),
        ("Mornington", "Momington"),
        ("Otto", "0tt0"),
        ("Øystein Łukasz", "Oystein Lukasz"),
        ("Straße", "STRASSE"),
        # Whole names of other alphabets that pass for Latin ones.
        ("Вова", "Boba"),
        ("СОНЯ", "соня"),
        ("сосо", "coco"),
        ("ΝΙΚΟΣ", "Νίκος"),
        ("ΚΑΤΕ", "Kate"),
        ("דָּוִד", "דוד"),
        ("مُحَمَّد", "محمد"),
        ("ガ", "ｶﾞ"),
    ],
)
def test_names_that_an_eye_cannot_tell_apart_have_one_key(one, other):
    assert lookalikes.key(one) == lookalikes.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Reader 1 2", "Reader 12"),
        ("Reader 10", "Reader 11"),
        ("Ada Lind", "Ada Linde"),
        ("कुमार", "कमर"),
        ("กิน", "กัน"),
        ("かき", "がき"),
        ("李小龍", "李小龙"),
        ("Нина", "Ника"),
    ],
)
def test_names_that_differ_to_their_readers_have_two_keys(one, other):
    assert lookalikes.key(one) != lookalikes.key(other)


def confusables():
    """Every pair of single letters that Unicode calls confusable, as the library holds them."""
    data = lookalikes._read("confusables.json")
    for letter, others in data.items():
        for other in (entry["c"] for entry in others):
            if len(letter) == len(other) == 1 and letter.isalpha() and other.isalpha():
                yield letter, other


# Told apart by their capitals, or one letter in two forms: Greek ν is N and not v, ſ is s and not f.
TOLD_APART = {("f", "ſ"), ("s", "ƽ"), ("u", "υ"), ("v", "ν"), ("c", "ϲ"), ("C", "Ϲ")}


def test_nearly_every_pair_of_unicodes_has_one_key():
    pairs = list(confusables())
    apart = {pair for pair in pairs if lookalikes.key(pair[0]) != lookalikes.key(pair[1])}
    living = {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "HEBREW", "ARABIC", "GEORGIAN", "THAI"}

    assert len(apart) < len(pairs) // 12
    assert {
        (one, other)
        for one, other in apart
        if one.isascii() and lookalikes.scripts(other) <= living and unicodedata.normalize("NFKC", other) == other
    } - TOLD_APART == set()


@pytest.mark.parametrize(
    ("name", "mixes"),
    [
        ("Kira Evans", False),
        ("Кira", True),
        ("pаypаl", True),
        ("Νina", True),
        ("Ada 李", False),
        ("さくら 花 サクラ Sakura", False),
        ("김 金 Kim", False),
        ("김 さくら", True),
        ("محمد Ali", True),
        ("ⲔⲓⲢa", True),
        ("Jean-Luc 2.", False),
        ("O’Brien", False),
    ],
)
def test_scripts_may_stand_together_that_people_write_together(name, mixes):
    assert lookalikes.mixes_scripts(name) is mixes


@given(st.text(max_size=60))
def test_a_key_is_short_and_the_same_in_any_case_and_form(text):
    key = lookalikes.key(text)

    assert len(key) <= lookalikes.LONGEST_KEY
    assert lookalikes.key(unicodedata.normalize("NFD", text)) == lookalikes.key(unicodedata.normalize("NFC", text))


def test_the_table_is_no_larger_than_it_need_be():
    table = lookalikes.table()

    assert 5_000 < len(table.looks_like) < 10_000
    assert len(json.dumps(table.looks_like, ensure_ascii=False).encode()) < 250_000


@pytest.mark.django_db
def test_accounts_that_were_there_before_get_their_keys_and_of_two_alike_the_newsrooms_does():
    migration = import_module("newsroom.accounts.migrations.0003_names_that_look_alike")
    older, staff, other = (make_reader(), make_moderator(), make_reader(display_name="Ned Ash"))
    User.objects.filter(pk=older.pk).update(display_name="Ada-Lind")
    User.objects.filter(pk=staff.pk).update(display_name="Ada Lind")
    User.objects.update(name_key=None)

    migration.give_keys(apps, schema_editor=None)

    assert dict(User.objects.values_list("pk", "name_key")) == {older.pk: None, staff.pk: "adallnd", other.pk: "nedash"}

"""Which display names a reader may bear."""

import json
import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from newsroom.accounts import lookalikes, names


@pytest.mark.parametrize(
    "name",
    [
        "Kira Evans",
        "J.R.Smith",
        "St.John O'Brien",
        "李小龍",
        "Нина Петрова",
        "محمد علي",
        "Nguyễn Thị Minh",
        "דוד כהן",
        "Modesty Blaise",
        "Roota Baga",
        "Editha Piaf",
        "reader99",
        "Ng",
        "莉莉",
        "さくら 花 サクラ",
        "김 金",
        "Éloïse",
        # Words and stems of the lists, borne honestly.
        "Joe Root",
        "Leopold Staff",
        "Staffan Lind",
        "Kate Stafford",
        "Paula Modersohn-Becker",
        "Moder",
        "Modou Barrow",
        "Moderate Mike",
        "Redacted",
        "Ad Minderhoud",
        "Admir Mehmedi",
        "Edith Editson",
        "Verity Lambert",
        "Vera Deskey",
        "Debora Teamer",
        "Helping Hand",
        "Presser",
        "Supporter of Leeds",
        "Badminton Fan",
        "A Creditor",
        "Ned Harbour",
        "Harbourmaster",
        "Courier Pigeon",
        "Ann-Marie Press",
        "Night Owl",
        "City Reader",
        "Max Xavier",
        "Kira 7",
        "Адам Минин",
        "Редин Олег",
        "Модест Мусоргский",
        "Σύντυχος Νίκου",
        "مشرف علي",
        "Claude Rédacques",
        "Jean Modéré",
    ],
)
def test_people_may_bear_the_names_they_have(name, settings):
    settings.SITE_NAME = "The Harbour Courier"

    names.validate_for_a_reader(names.tidy(name))


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("K", "is_too_short"),
        ("x" * 51, "is_too_long"),
        (" Kira", "is_untidy"),
        ("Kira ", "is_untidy"),
        ("Kira  Evans", "is_untidy"),
        ("Kira\u00a0Evans", "is_untidy"),
        ("Kira\nEvans", "has_hidden_characters"),
        ("Kira\x00Evans", "has_hidden_characters"),
        ("Ki\u200bra", "has_hidden_characters"),
        ("\u202eariK", "has_hidden_characters"),
        ("Kira\u2066Evans", "has_hidden_characters"),
        ("Kira\ufeff", "has_hidden_characters"),
        ("Ki\u3164ra", "has_hidden_characters"),
        ("Kira\ufe0f", "has_hidden_characters"),
        ("Kira\U000e0041", "has_hidden_characters"),
        ("\ud800Kira", "has_hidden_characters"),
        ("K" + "\u0335" * 4 + "ira", "has_piled_marks"),
        ("---", "has_no_letters"),
        ("!?!", "has_no_letters"),
        ("😀😀", "has_no_letters"),
        ("kira@example.org", "is_like_an_address"),
        ("@kira", "is_like_an_address"),
        ("www.example", "is_like_an_address"),
        ("https://x", "is_like_an_address"),
        ("BuyNow.shop", "is_like_an_address"),
        ("casino.com", "is_like_an_address"),
        ("Кira Evans", "mixes_scripts"),
        ("pаypаl", "mixes_scripts"),
        ("Νina", "mixes_scripts"),
        ("aaaaaaaa", "is_one_letter"),
        ("AaA", "is_one_letter"),
        ("ммм", "is_one_letter"),
        ("m.m.m", "is_one_letter"),
        ("7 7 7", "is_one_letter"),
        ("李李李", "is_one_letter"),
    ],
)
def test_nobody_may_bear_a_name_that_hides_or_advertises(name, rule):
    with pytest.raises(ValidationError) as refusal:
        names.validate_shape(name)

    assert refusal.value.code == rule


@pytest.mark.parametrize(
    "name",
    [
        "Editor",
        "The Editor",
        "Night-Editor",
        "editor_2",
        "MODERATOR",
        "M0derator",
        "Mod",
        "Admin",
        "Àdmin",
        "ＡＤＭＩＮ",
        "моԁ",
        "Edıtor",
        "rnoderator",
        "Adm|n",
        "𝐄𝐝𝐢𝐭𝐨𝐫",
        "Stáff",
        "Administrator Kira",
        "Staff",
        "Support",
        "Newsroom",
        "The Harbour Courier",
        "Harbour Courier",
        "harbourcourier news",
        "Former reader 7",
        "Anonymous",
        "Administration",
        "Moderation",
        "Moderation Team",
        "TheModerator",
        "SiteAdmin",
        "siteadmin",
        "xXadminXx",
        "moderat0r1",
        "4dmin1",
        "Subeditor",
        "Newsdesk",
        "The News Desk",
        "Support Team",
        "supportteam24",
        "Support Team Kira",
        "Staff Writer",
        "Courier Staff",
        "Courier Desk",
        "Kira Harbour Team",
        "Kira Evans (staff)",
        "Kira Evans – Staff",
        "Press: Kira",
        "Verified",
        "Kira Evans ✓",
        "Harbor Courier",
        "The Harbour Courrier",
        "Модератор",
        "Админ",
        "Редакция",
        "Редакція",
        "Главный редактор",
        "Служба поддержки",
        "Διαχειριστής",
        "Αρχισυντάκτης",
        "Rédaction",
        "Modérateur",
        "La Rédactrice",
        "Chefredakteur",
        "Lokalredaktion",
        "Redaktionen",
        "Moderación",
        "Moderação",
        "Redacción",
        "Redazione",
        "Redakcja",
        "Ylläpito",
        "Yönetici",
        "Quản trị viên",
        "المحرر",
        "העורך",
        "संपादक",
        "小编辑",
        "編集部",
        "관리자",
    ],
)
def test_a_reader_may_not_sound_as_if_speaking_for_the_newspaper(name, settings):
    settings.SITE_NAME = "The Harbour Courier"

    with pytest.raises(ValidationError) as refusal:
        names.validate_for_a_reader(name)

    assert refusal.value.code == "sounds_official"


def test_the_newsroom_itself_may_call_somebody_the_editor():
    names.validate_shape("Night Editor")


def test_every_hostile_text_of_the_newsrooms_collection_is_refused_or_shown_as_it_is(shared_data):
    lines = (shared_data / "hostile-text/bidi-zero-width-homoglyph.jsonl").read_text(encoding="utf-8").splitlines()
    taken = []
    for text in (json.loads(line)["string"] for line in lines):
        # A whole line is too long for a name, so each word is tried too.
        for name in {names.tidy(part) for part in (text, *text.split())}:
            try:
                names.validate_for_a_reader(name)
            except ValidationError:
                continue
            taken.append(name)

    hidden = [name for name in taken if any(unicodedata.category(c) in {"Cf", "Cc"} for c in name)]
    mixed = [name for name in taken if lookalikes.mixes_scripts(name)]
    assert len(lines) > 20
    assert (hidden, mixed) == ([], [])


@given(st.text(max_size=60))
def test_any_text_is_taken_or_refused_in_words(text):
    try:
        names.validate_for_a_reader(names.tidy(text))
        said = ["Taken."]
    except ValidationError as refusal:
        said = refusal.messages

    assert [sentence.endswith(".") for sentence in said] == [True]

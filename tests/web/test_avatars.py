"""The letters of an avatar, for names as people bear them."""

import pytest

from newsroom.web import avatars


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Kira Evans", "KE"),
        ("kira", "K"),
        ("Ada Maria Lind", "AL"),
        ("“Ned” Ash", "A"),
        ("Éloïse de la Tour", "ÉT"),
        ("דנה כהן", "דכ"),
        # Joined, م and ع would read as a word.
        ("منى العلي", "م"),
        ("李明", "李"),
        ("…", "…"),
        ("", "?"),
    ],
)
def test_letters_of_the_first_and_the_last_word_and_one_where_letters_join(name, letters):
    assert avatars.initials(name) == letters


def test_an_account_has_one_of_twelve_grounds_everywhere():
    assert [avatars.colour(number) for number in (None, 1, 11, 12, 25)] == [0, 1, 11, 0, 1]

"""Which display names an account may bear: small pure functions, each with the sentence a reader sees, in one ordered list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from newsroom.accounts import lookalikes, official

# One letter cannot be told from a typing slip, and cannot be searched for.
SHORTEST = 2
# Fits beside a badge on a telephone without wrapping twice.
LONGEST = 50
# Vietnamese and Hebrew put two or three marks on a letter; more is a name that runs over its neighbours' lines.
MARKS_ON_A_LETTER = 3
# "莉莉" and "Jo" are names; "aaa" is a finger that stayed on its key.
SAME_LETTERS = 3

# Letters that show nothing although Unicode does not call them format characters: Hangul fillers, Khmer inherent vowels,
# Braille's blank, the grapheme joiner.
BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u17b4\u17b5\u2800\u034f")

# What erased accounts are called (`holdings.erase`), so nobody may pass for one or be taken for one.
ERASED = "former reader"

# Endings under which advertisements arrive; not every ending, because "St.John" and "J.R.Smith" are names.
ADVERTISED_ENDINGS = "com|net|org|info|biz|shop|store|online|site|xyz|club|top|io|co|uk|de|ru|cn|app|dev|me|tv|bet|casino"
LIKE_AN_ADDRESS = re.compile(rf"[@/\\]|^www\.|\w\.(?:{ADVERTISED_ENDINGS})\b", re.IGNORECASE)

Rule = Callable[[str], bool]


def tidy(name: str) -> str:
    """What somebody typed, composed (NFC), every run of white space one plain space, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def is_untidy(name: str) -> bool:
    """Has space at an end, doubled spaces, or letters that are not composed: two names could look like one."""
    return name != tidy(name)


def is_too_short(name: str) -> bool:
    """Shorter than any name that can be told from a slip."""
    return len(name) < SHORTEST


def is_too_long(name: str) -> bool:
    """Longer than the line it stands in."""
    return len(name) > LONGEST


def has_hidden_characters(name: str) -> bool:
    """Control, format (zero width, reading direction), private or unassigned characters: they make one name look like another."""
    return any(
        letter in BLANK_LETTERS
        or unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
        or "VARIATION SELECTOR" in unicodedata.name(letter, "")
        for letter in name
    )


def has_piled_marks(name: str) -> bool:
    """More marks on one letter than any language writes."""
    run = 0
    for letter in unicodedata.normalize("NFD", name):
        run = run + 1 if unicodedata.combining(letter) else 0
        if run > MARKS_ON_A_LETTER:
            return True
    return False


def has_no_letters(name: str) -> bool:
    """Only punctuation, symbols or spaces: nothing to call somebody by."""
    return not any(unicodedata.category(letter)[0] in "LN" for letter in name)


def is_like_an_address(name: str) -> bool:
    """An e-mail or web address: private, or an advertisement."""
    return bool(LIKE_AN_ADDRESS.search(name))


def is_one_letter(name: str) -> bool:
    """One letter again and again: nothing to tell somebody by."""
    letters = lookalikes.key(name).replace("rn", "m").replace(" ", "")
    return len(letters) >= SAME_LETTERS and len(set(letters)) == 1


def sounds_official(name: str) -> bool:
    """Would be taken for somebody who speaks for the newspaper, or for an account that was erased."""
    return official.sounds_official(name) or official.folded(name).startswith(official.folded(ERASED))


# What any name must keep, whoever gives it.
SHAPE: list[tuple[Rule, str | Promise]] = [
    (is_too_short, _("A name needs at least two characters.")),
    (is_too_long, _("That name is too long. Please use at most 50 characters.")),
    (has_hidden_characters, _("That name contains characters nobody can see. Please type it again by hand.")),
    (is_untidy, _("Please leave out spaces at the ends and double spaces.")),
    (has_piled_marks, _("That name has too many marks on one letter. Please use fewer.")),
    (has_no_letters, _("A name needs at least one letter or number.")),
    (
        lookalikes.mixes_scripts,
        _("That name mixes letters of different alphabets, so it could pass for another. Please use one of them."),
    ),
    (is_one_letter, _("That name is one letter again and again. Please choose something to be called by.")),
    (is_like_an_address, _("A name cannot be an e-mail or web address. Please choose something to be called by.")),
]
# What a reader's name must keep besides; the newsroom itself may call somebody "Night Editor".
RULES: list[tuple[Rule, str | Promise]] = [
    *SHAPE,
    (sounds_official, _("That name sounds as if it spoke for the newspaper. Please choose another.")),
]


def _check(name: str, rules: list[tuple[Rule, str | Promise]]) -> None:
    """Raise `ValidationError` with the sentence of the first rule that `name` breaks."""
    for breaks, sentence in rules:
        if breaks(name):
            raise ValidationError(str(sentence), code=breaks.__name__)


def validate_shape(name: str) -> None:
    """Refuse (`ValidationError`) a name that nobody may bear."""
    _check(name, SHAPE)


def validate_for_a_reader(name: str) -> None:
    """Refuse (`ValidationError`) a name that a reader may not choose."""
    _check(name, RULES)

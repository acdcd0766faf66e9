"""Names that would be taken for the newspaper's own voice, in the languages and scripts in which readers may bear names.

Words are compared as look-alikes are (`lookalikes.key`), digits read as letters too. Long stems count at the edge of a word;
what is also a person's name, or an honest word about oneself, counts only as the whole name, beside others of its kind, or set
apart as a title is ("Kira Evans (staff)"): Joe Root, Leopold Staff and Paula Modersohn bear the names they have.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings

from newsroom.accounts import lookalikes


def _listed(text: str) -> list[str]:
    """Words as they stand below, one after another; an underscore for the space within one."""
    return text.split()


# Official wherever in a name they stand as a word of their own.
WORDS = _listed("""
    mod mods admin admins administrator administrators editor editors editorial moderator moderators newsroom newsdesk official
    verified webmaster sysadmin sysop superuser postmaster ombudsman
    officiel officielle vérifié vérifiée offiziell verifiziert verwaltung oficial verificado verificada ufficiale verificato
    verificata verifisert valvoja toimitus toimittaja yönetici yönetim správce rendszergazda
    официальный официально проверено
    محرر المحرر المشرف الإدارة إدارة التحرير עורך עורכת העורך העורכת המערכת ההנהלה
""")
# Official at the beginning of a word, with whatever ending a language gives it. No stem ends where an honest word goes on:
# "Moderate Mike" and "Redacted" are about oneself.
BEGINNINGS = _listed("""
    admin editor subedit moderator moderati moderatr moderateur moderac moderador moderering newsroom official
    rédactio rédacteu rédactri redakt redaks redakc redactor redactie redacc redacao redazion redattor éditeur éditric
    urednik uredništvo szerkeszt ylläpit päätoimit
    админ адмін модерат модерац редакт редакц главред уредник уредништв вебмастер
    διαχειριστ συντάκτ συντακτικ συντάξη αρχισυντάκτ συντονιστ
    संपादक सम्पादक व्यवस्थापक प्रशासक บรรณาธิการ ผู้ดูแล
""")
# Official at the end of one, as in "siteadmin".
ENDINGS = _listed("""
    admin administrator moderator editor newsroom webmaster redaktion redakteur redaktor модератор редактор админ
""")
# Official anywhere: these scripts set no spaces between words.
ANYWHERE = _listed("""
    编辑 編輯 编辑部 管理员 管理員 版主 官方 客服 編集部 編集長 管理人 管理者 運営 公式 モデレーター モデレータ エディター
    관리자 편집자 편집장 편집국 편집부 운영자 운영진 공식
""")
# Honest words that end like one of ours.
HONEST = ["creditor", "creditors", "expeditor"]

# Official when they are the whole name, one of several that are nothing else ("Support Team"), or set apart as a title is.
TITLES = _listed("""
    staff support help team desk press reporter correspondent publisher security legal privacy abuse system verified mod
    équipe soporte suporte supporto kundendienst mitarbeiter personeel команда поддержка поддержки пресс служба підтримка
    υποστήριξη ομάδα
""")
# Say nothing alone, and nothing but the trade beside a title: "The Night Desk", "Staff Writer".
BESIDE_TITLES = _listed("""
    the our and of site web online news daily night day home foreign city sports customer community comment comments reader
    readers chief senior head writer journalist columnist photographer producer service services office centre center crew
""")
# Official when they are the whole name, and nothing in particular beside others.
WHOLE_NAMES = _listed("""
    root noreply anonymous deleted nobody everyone guest owner техподдержка
    مشرف مدير מערכת הנהלה מנהל מנחה biên_tập quản_trị
""")
# Several words that are official together wherever they stand.
PHRASES = _listed("""
    support_team staff_writer staff_reporter news_desk press_office help_desk customer_support customer_service moderation_team
    quản_trị biên_tập هيئة_التحرير مدير_الموقع בעל_האתר מנהל_האתר
""")

# The digits people write for letters to get around a list of words.
DIGITS_FOR_LETTERS = str.maketrans("013457$|!", "oleastsil")
# What people set around a word to have it for themselves: "xXadminXx", "moderator99".
DECORATION = "0123456789xX"
# A title stands between these, or behind them. A hyphen within a word parts nothing.
APART = re.compile(r"[()\[\]{}<>|,;:/·•~–—]+|\s-+\s")
# Other sites set such a mark beside the names that they vouch for.
TICKS = frozenset("✓✔✅☑🗸")

# A shorter word of the newspaper's name is an article, or too common to be its own.
OWN_WORD = 4
# From this length on a slip of one letter still reads as the newspaper's name: "Harbor Courier".
LONG_ENOUGH_FOR_A_SLIP = 8


def folded(word: str) -> str:
    """A name as it is compared with the lists: as look-alikes are, digits for letters too, and nothing but letters."""
    return "".join(letter for letter in lookalikes.key(word.translate(DIGITS_FOR_LETTERS)) if letter.isalpha())


def sounds_official(name: str) -> bool:
    """Would be taken for somebody who speaks for the newspaper."""
    words, whole = _words(name), {folded(name), folded(name.strip(DECORATION))}
    known = _known()
    return bool(
        words & known.words
        or whole & (known.words | known.whole_names)
        or any(known.stems.search(word) for word in words)
        or any(f" {phrase} " in f" {_spaced(name)} " for phrase in known.phrases)
        or TICKS.intersection(name)
        or _bears_a_title(name, whole)
        or any(map(_names_the_newspaper, whole))
    )


class _Known:
    """The lists, folded as the names are that are compared with them."""

    def __init__(self) -> None:
        self.words = frozenset(map(folded, WORDS))
        self.whole_names = frozenset(map(folded, WHOLE_NAMES))
        self.titles = frozenset(map(folded, TITLES))
        self.phrases = [_spaced(phrase) for phrase in PHRASES]
        honest, begins, ends, anywhere = map(_any_of, (HONEST, BEGINNINGS, ENDINGS, ANYWHERE))
        self.stems = re.compile(f"^(?!{honest}$){begins}|^(?!{honest}$).*{ends}s?$|{anywhere}")


@lru_cache(maxsize=1)
def _known() -> _Known:
    return _Known()


@lru_cache(maxsize=2)
def _nothing_but_titles(site: str) -> re.Pattern[str]:
    """A folded name made of titles, words that stand beside them, and words of the newspaper's name; at least one a title."""
    title, beside = _any_of(TITLES), _any_of([*TITLES, *BESIDE_TITLES, *_own_words(site)])
    return re.compile(f"{beside}*{title}{beside}*")


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted({re.escape(folded(word)) for word in words}))})"


def _bears_a_title(name: str, whole: set[str]) -> bool:
    """Whether it is nothing but titles, has one set apart, or has one beside a word of the newspaper's name."""
    if any(_nothing_but_titles(settings.SITE_NAME).fullmatch(form) for form in whole):
        return True
    apart = [folded(part) for part in APART.split(name)]
    words = _words(name)
    own = {folded(word) for word in _own_words(settings.SITE_NAME)}
    stands_apart = len(apart) > 1 and _known().titles.intersection(apart)
    return bool(stands_apart or (words & own and words & _known().titles))


def _own_words(site: str) -> list[str]:
    return [word for word in _spaced(site).split() if len(word) >= OWN_WORD]


def _names_the_newspaper(whole: str) -> bool:
    """Whether a folded name holds the newspaper's, with or without its article; a very short one must be the whole name."""
    ours = folded(settings.SITE_NAME).removeprefix("the")
    if whole == ours or (len(ours) > 3 and ours in whole):
        return True
    return len(ours) >= LONG_ENOUGH_FOR_A_SLIP and _is_a_slip(whole.removeprefix("the"), ours)


def _is_a_slip(one: str, other: str) -> bool:
    """Whether a single letter was left out, put in or changed."""
    if abs(len(one) - len(other)) > 1:
        return False
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[same + 1 :] == other[same + 1 :] or one[same:] == other[same + 1 :] or one[same + 1 :] == other[same:]


def _words(name: str) -> set[str]:
    """The words of a name, folded: as they stand, parted at capitals ("TheModerator"), and each without its decoration."""
    parted = "".join(f" {b}" if a.islower() and b.isupper() else b for a, b in zip(f" {name}", name, strict=False))
    tokens = {*_tokens(name), *_tokens(parted)}
    return {folded(token) for form in tokens for token in (form, form.strip(DECORATION))} - {""}


def _spaced(name: str) -> str:
    return " ".join(word for word in map(folded, _tokens(name)) if word)


def _tokens(name: str) -> list[str]:
    """What stands between spaces and punctuation. Signs that pass for letters are none."""
    return "".join(c if c in "|!$" or unicodedata.category(c)[0] in "LMN" else " " for c in name).split()

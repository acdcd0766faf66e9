"""Each check by what it finds, for a page that counts: its name alone could be taken for something else that is counted."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, str | Promise] = {
    "repeats": _("the same words again"),
    "near_repeats": _("nearly the same words again"),
    "wordlist": _("words on the lists"),
    "length": _("no word at all, or a wall of them"),
    "links": _("many links"),
    "mentions": _("many people called at once"),
    "shouting": _("nearly everything in capitals"),
    "pace": _("answers faster than thought"),
    "newcomer": _("one of their first comments"),
    "account_age": _("a very young account"),
    "robots": _("a form filled in as by a program"),
    "history": _("earlier comments had been removed"),
    "reported": _("earlier comments had been reported"),
    "outside": _("the newsroom’s own check"),
    "akismet": _("Akismet"),
}


def in_words(name: str) -> str:
    """What a check finds, in a few words; the name of one that nobody knows any more."""
    return str(WORDS.get(name, name))

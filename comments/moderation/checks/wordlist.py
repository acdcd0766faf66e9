"""The word list: what the newsroom wants a person to see first."""

from django.utils.translation import gettext as _

from comments.moderation.checks.finding import NOTHING, Check, Detail, Kind
from comments.moderation.facts import Facts

SCORE = 0.8


def look(facts: Facts) -> tuple[float, Detail]:
    """Any listed word or phrase."""
    if not facts.listed_words:
        return NOTHING
    return SCORE, {"words": list(facts.listed_words), "entries": list(facts.listed_entries)}


def for_moderators(detail: Detail) -> str:
    """Which words."""
    return _("word list: %s") % ", ".join(detail["words"])


def for_author(detail: Detail) -> str:
    """That words were found; not which, before posting as after it, or the list would be a guide around itself."""
    return _("It has words that a person looks at first.")


def kinds() -> list[Kind]:
    """What counts as listed."""
    return [Kind(_("a word or phrase of a word list that is in use, as whole words, in any disguise"), SCORE)]


# Since the second version a finding names the entries too, so that each can be asked how often it was right.
CHECK = Check("wordlist", 2, look, for_moderators, for_author, kinds=kinds)

from django.utils.translation import gettext as _

from articles.gate.facts import Facts
from articles.gate.finding import Finding


def requirement(facts: Facts) -> Finding | None:
    """A language the site can name: it decides the direction, the fonts and how the story is read aloud."""
    if facts.document.language not in facts.known_languages:
        return Finding("language", _("Say in which language the story is written."))
    return None

from django.utils.translation import gettext as _

from articles.gate.facts import Facts
from articles.gate.finding import Finding


def requirement(facts: Facts) -> Finding | None:
    """A section, where readers will find it."""
    if not facts.section_exists:
        return Finding("section", _("Choose the section in which the story appears."))
    return None

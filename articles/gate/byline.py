from django.utils.translation import gettext as _

from articles.gate.facts import Facts
from articles.gate.finding import Finding


def requirement(facts: Facts) -> Finding | None:
    """At least one author: readers see who wrote it."""
    if not facts.document.authors:
        return Finding("byline", _("Say who wrote the story."))
    if set(facts.document.authors) - facts.known_authors:
        return Finding("byline", _("One of the authors no longer exists. Choose the authors again."))
    return None

from django.utils.translation import gettext as _

from articles.gate.facts import Facts
from articles.gate.finding import Finding


def requirement(facts: Facts) -> Finding | None:
    """Related stories exist. One that is not public yet simply appears here when it is."""
    missing = set(facts.document.related) - facts.known_stories
    if missing:
        return Finding("related", _("A related story no longer exists. Choose the related stories again."))
    return None

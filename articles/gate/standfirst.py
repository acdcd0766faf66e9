from django.utils.translation import gettext as _

from articles.gate.facts import Facts
from articles.gate.finding import Finding


def requirement(facts: Facts) -> Finding | None:
    """A standfirst: lists, feeds and search engines show it beside the headline."""
    if not facts.document.standfirst:
        return Finding("standfirst", _("Write a standfirst: a sentence or two that say what the story is about."))
    return None

from django.utils.translation import gettext as _

from articles.gate.facts import Facts
from articles.gate.finding import Finding

# The column's length. A headline of a list is one of 60; beyond 200 no page can set it.
LONGEST = 200


def requirement(facts: Facts) -> Finding | None:
    """A headline, and one that pages can set."""
    if not facts.document.headline:
        return Finding("headline", _("Give the story a headline."))
    if len(facts.document.headline) > LONGEST:
        return Finding("headline", _("Shorten the headline to %d characters or fewer.") % LONGEST)
    return None

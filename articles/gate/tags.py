from django.utils.translation import gettext as _

from articles.gate.facts import Facts
from articles.gate.finding import Finding

# The column's length.
LONGEST = 100
# A story tagged with everything is found under nothing.
MOST = 12


def requirement(facts: Facts) -> Finding | None:
    """Tags are optional, but few and short, and made of something that can stand in an address."""
    if len(facts.document.tags) > MOST:
        return Finding("tags", _("Keep the %d tags that matter most.") % MOST)
    for tag in facts.document.tags:
        if len(tag) > LONGEST:
            return Finding("tags", _("The tag “%s…” is too long.") % tag[:40])
        if not any(letter.isalnum() for letter in tag):
            return Finding("tags", _("The tag “%s” has no letter or number in it.") % tag)
    return None

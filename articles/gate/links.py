from django.utils.translation import gettext as _

from articles.gate.facts import Facts
from articles.gate.finding import Finding


def requirement(facts: Facts) -> Finding | None:
    """No link without a target, and none without words to click on."""
    for link in facts.outline.links:
        if not link.target or link.target == "#":
            return Finding("links", _("The link “%s” leads nowhere. Give it an address, or remove it.") % link.words)
        if not link.words:
            return Finding("links", _("A link to %s has no words that readers could click on.") % link.target)
    return None

from django.utils.translation import gettext as _

from articles.gate.facts import Facts
from articles.gate.finding import Finding


def requirement(facts: Facts) -> Finding | None:
    """A story need not belong to a storyline, but to none that does not exist."""
    if not facts.topic_exists:
        return Finding("storyline", _("The storyline of this story no longer exists. Choose another one, or none."))
    return None

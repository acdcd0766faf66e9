from django.utils.translation import gettext as _

from articles.gate.facts import Facts
from articles.gate.finding import Finding


def requirement(facts: Facts) -> Finding | None:
    """A text: pictures alone are not a story, nor is markup without words."""
    if not facts.outline.text:
        return Finding("text", _("Write the text of the story."))
    return None

from django.utils.translation import gettext as _

from articles.gate.facts import Facts
from articles.gate.finding import Finding


def requirement(facts: Facts) -> Finding | None:
    """Every picture in the text exists, is credited, has words for those who cannot see it, and may be shown."""
    for number in facts.outline.figures:
        photo = facts.photos.get(number)
        if photo is None:
            return Finding("figures", _("The text shows photograph %d, which does not exist. Choose another one.") % number)
        if not photo.has_credit or not photo.has_words:
            return Finding("figures", _("Photograph %d in the text lacks its credit or its alternative text.") % number)
        if photo.rights_until is not None and photo.rights_until <= facts.at:
            return Finding("figures", _("The right to show photograph %d in the text has ended.") % number)
    return None

from django.utils.translation import gettext as _

from articles.gate.facts import Facts
from articles.gate.finding import Finding


def requirement(facts: Facts) -> Finding | None:
    """A story may go without a lead photograph, but with none that lacks credit, words or the right to be shown."""
    number = facts.document.lead_photo
    if number is None:
        return None
    photo = facts.photos.get(number)
    if photo is None:
        return Finding("lead_photo", _("The lead photograph no longer exists. Choose another one."))
    if not photo.has_credit:
        return Finding("lead_photo", _("Say who took the lead photograph: the photographer, the agency, or both."))
    if not photo.has_words:
        return Finding("lead_photo", _("Describe the lead photograph for readers who cannot see it."))
    if photo.rights_until is not None and photo.rights_until <= facts.at:
        return Finding("lead_photo", _("The right to show the lead photograph has ended. Choose another one."))
    return None

from django.core.exceptions import ValidationError
from django.core.validators import validate_unicode_slug
from django.utils.translation import gettext as _

from articles.gate.facts import Facts
from articles.gate.finding import Finding

# The column's length; longer addresses break in mails.
LONGEST = 80


def requirement(facts: Facts) -> Finding | None:
    """An address of letters, numbers and hyphens that no other story of that day has or had."""
    slug = facts.document.slug
    if not slug:
        return Finding("address", _("Give the story an address: a few words of the headline with hyphens between."))
    if len(slug) > LONGEST:
        return Finding("address", _("Shorten the address to %d characters or fewer.") % LONGEST)
    try:
        validate_unicode_slug(slug)
    except ValidationError:
        return Finding("address", _("Use only letters, numbers and hyphens in the address."))
    if facts.address_is_taken:
        return Finding("address", _("Another story of that day has or had the address “%s”. Choose another one.") % slug)
    return None

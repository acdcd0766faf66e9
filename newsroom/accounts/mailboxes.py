"""Addresses that exist for minutes, or never: whoever joins with one cannot be written to."""

from __future__ import annotations

from disposable_email_domains import blocklist
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# No address ends like this, anywhere (RFC 2606, section 2).
NOWHERE = ".invalid"
# What an account that was erased is kept under (`holdings.erase`).
OF_THE_ERASED = "erased" + NOWHERE


def validate_exists(email: str) -> None:
    """Refuse an address that nobody can have. Raises `ValidationError` with the sentence for whoever typed it."""
    domain = email.rpartition("@")[2].rstrip(".")
    if domain.lower().endswith(NOWHERE):
        raise ValidationError(
            _("There are no addresses at %(domain)s. Please use another one."), code="nowhere", params={"domain": domain}
        )


def is_thrown_away(email: str) -> bool:
    """Whether the address belongs to a service that gives addresses away for minutes, or to one of its hosts.

    The list is the library's; the settings `REFUSED_MAIL_DOMAINS` and `ACCEPTED_MAIL_DOMAINS` add to it and take away.
    """
    labels = email.rpartition("@")[2].lower().rstrip(".").split(".")
    # mail.example.org belongs to example.org, which may be listed; the last label alone belongs to nobody.
    domains = {".".join(labels[start:]) for start in range(len(labels) - 1)}
    if domains & set(settings.ACCEPTED_MAIL_DOMAINS):
        return False
    return bool(domains & blocklist or domains & set(settings.REFUSED_MAIL_DOMAINS))

"""Addresses that exist for minutes: whoever joins with one can never be written to."""

from __future__ import annotations

from disposable_email_domains import blocklist
from django.conf import settings


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

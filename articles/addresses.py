"""First segments of the site's addresses: which are taken, and what a slug may look like."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Every first segment that some page of the site answers, or will (ARCHITECTURE, "Addresses"). A test compares it with
# the addresses there are.
RESERVED_FIRST_SEGMENTS = frozenset({
    "account", "admin", "api", "by", "comments", "corrections", "discussion", "favicon.ico", "feed", "healthz", "latest",
    "media", "metrics", "moderation", "news-sitemap.xml", "notice", "reader", "readyz", "robots.txt", "s", "search",
    "sitemap.xml", "standards", "static", "tag", "topic",
})  # fmt: skip


def refuse_reserved_segment(slug: str) -> None:
    """Raise `ValidationError` where a section would hide a page of the site, or be taken for the year of a story."""
    if slug.lower() in RESERVED_FIRST_SEGMENTS or slug.isdigit():
        raise ValidationError(_("“%(slug)s” is used by the site itself. Choose another address."), params={"slug": slug})


class SlugConverter:
    """A slug in any script: letters, numbers, hyphen and underscore; never longer than the longest we store."""

    regex = r"[-\w]{1,120}"

    def to_python(self, value: str) -> str:
        """As it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands in the database."""
        return value


class Digits:
    """A number of exactly so many digits, as dates in addresses have them, so that a story has one address and not several."""

    length: int
    regex: str

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """With its leading zeros."""
        return f"{int(value):0{self.length}}"


class Year(Digits):
    """2026."""

    length = 4
    regex = "[0-9]{4}"


class TwoDigits(Digits):
    """03."""

    length = 2
    regex = "[0-9]{2}"

"""Small words of the conversation's templates: a text as HTML, a number with its thousands parted."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.utils import formats
from django.utils.safestring import SafeString

from comments import expecting, limits, references, rendering
from comments.models import Discussion

register = template.Library()


@register.filter
def words(body: str, names: references.Known = references.NOTHING) -> SafeString:
    """A reader's plain text as safe HTML; `names` says what a comment refers to."""
    return rendering.words(body, names)


@register.filter
def parted(number: int) -> str:
    """1504 → 1,504, as the language writes it."""
    return formats.number_format(number, force_grouping=number > 999)


@register.simple_tag
def longest_comment() -> int:
    """How many characters a comment may have, for the count beside a box that no form made."""
    return limits.LONGEST_COMMENT


@register.simple_tag
def redress() -> str:
    """To whom one may turn outside of the courts, in the newsroom's own words; empty where it names nobody."""
    return settings.REDRESS


@register.filter
def expectations(discussion: Discussion) -> list[str]:
    """What somebody should know before they write here."""
    return expecting.sentences(discussion)

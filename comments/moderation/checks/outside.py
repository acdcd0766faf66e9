"""The newsroom's own check at another server, called over HTTPS with a signed question (`moderation.outside.signed`)."""

from django.utils.translation import gettext as _

from comments.moderation.checks.finding import Check, Detail


def for_moderators(detail: Detail) -> str:
    """What it said in words, if it said any."""
    return _("the outside check says: %s") % detail["words"] if detail.get("words") else _("found by the outside check")


def for_author(detail: Detail) -> str:
    """That a program found something; its words are for moderators, and nobody here has read them first."""
    return _("A program that we use found something in it, so a person looks first. A program can be wrong.")


CHECK = Check("outside", 1, None, for_moderators, for_author)

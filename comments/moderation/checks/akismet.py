"""Akismet: a service that knows much of the advertising there is (`moderation.outside.akismet`)."""

from django.utils.translation import gettext as _

from comments.moderation.checks.finding import Check, Detail


def for_moderators(detail: Detail) -> str:
    """How sure it was."""
    return _("Akismet is sure that this is advertising") if detail.get("sure") else _("Akismet takes this for advertising")


def for_author(detail: Detail) -> str:
    """What it was taken for, and that this can be wrong."""
    return _("A program took it for advertising, so a person looks first. A program can be wrong.")


CHECK = Check("akismet", 1, None, for_moderators, for_author)

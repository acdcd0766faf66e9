"""A comment as readers would see it, before it is one."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from comments import composing, people, references, rendering
from comments.models import Discussion
from comments.people import Person
from comments.permissions import Viewer


@dataclass(frozen=True, slots=True)
class Preview:
    """The words as HTML, and who will stand above them."""

    words: SafeString
    person: Person


def words_as_shown(typed: str, *, discussion: Discussion) -> SafeString:
    """What was typed as readers would see it; also what could not be posted, since that is not asked here."""
    said = composing.compose(typed, discussion_id=discussion.pk)
    return rendering.words(said.body, references.known([said.body]))


def preview(typed: str, *, discussion: Discussion, by: Viewer) -> Preview:
    """The same, with the name that will stand above it. Six queries at most."""
    known = people.known_by_id([by.pk], article_id=discussion.pk) if by.is_authenticated else {}
    return Preview(words_as_shown(typed, discussion=discussion), known.get(by.pk) or Person(None, _("You")))

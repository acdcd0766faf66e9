"""What stands in the way of a story, each sentence leading to the field in which it is mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.gate import Finding

# The control of the story's form in which a requirement of the gate is met.
FIELDS = {
    "headline": "id_headline",
    "address": "id_slug",
    "standfirst": "id_standfirst",
    "text": "id_body",
    "figures": "id_body",
    "links": "id_body",
    "language": "id_language",
    "section": "id_section",
    "storyline": "id_topic",
    "byline": "id_authors_0",
    "lead_photo": "id_lead_photo_0",
    "tags": "id_tags",
    "related": "id_related_0",
}


@dataclass(frozen=True)
class Complaint:
    """One sentence about the form, and the id of the control that it is about; empty where it is about the whole."""

    sentence: str
    field: str
    label: str = ""


def complaints_of(findings: Iterable[Finding]) -> list[Complaint]:
    """What the gate found, with the controls."""
    return [Complaint(finding.sentence, FIELDS[finding.requirement]) for finding in findings]


def complaints_in(forms: Iterable[Any]) -> list[Complaint]:
    """What is wrong in these bound forms, in the order of their fields."""
    found = []
    for form in forms:
        found += [Complaint(sentence, "") for sentence in form.non_field_errors()]
        for field in form:
            label = "" if field.is_hidden else field.label
            # Several controls of one field have no common id; the first of them is where one begins.
            control = field.id_for_label or f"{field.auto_id}_0"
            found += [Complaint(sentence, control, str(label)) for sentence in field.errors]
    return found


def not_public(findings: Iterable[Finding]) -> SafeString:
    """Why a story was saved and nothing more, for the page that follows."""
    ways = ((complaint.field, complaint.sentence) for complaint in complaints_of(findings))
    items = format_html_join("", '<li><a href="#{}">{}</a></li>', ways)
    return format_html("{}<ul>{}</ul>", _("Saved, but not public yet. This stands in the way:"), items)

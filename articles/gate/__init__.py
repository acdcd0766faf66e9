"""What a story needs before it is public: one requirement a file, one ordered list, and all of them run."""

from __future__ import annotations

from collections.abc import Callable

from articles.gate import (
    address,
    byline,
    figures,
    headline,
    language,
    lead_photo,
    links,
    related,
    section,
    standfirst,
    storyline,
    tags,
    text,
)
from articles.gate.facts import Facts, gather
from articles.gate.finding import Finding

Requirement = Callable[[Facts], Finding | None]

# In the order of the form, so that the list beside it reads from top to bottom.
REQUIREMENTS: list[Requirement] = [
    headline.requirement,  # it has one, and a list can show it
    address.requirement,  # nobody else's, now or formerly
    standfirst.requirement,  # what a list and a search engine say about it
    text.requirement,  # there is something to read
    figures.requirement,  # every picture in the text exists, is credited and described
    links.requirement,  # no link leads nowhere
    language.requirement,  # one we can name, so that it is set and read aloud correctly
    section.requirement,  # readers find it somewhere
    storyline.requirement,  # if any, one that exists
    byline.requirement,  # somebody answers for it
    lead_photo.requirement,  # if any, credited, described and ours to show
    tags.requirement,  # few and short enough to mean something
    related.requirement,  # what it points to exists, and is not itself
]


def look_at(facts: Facts) -> list[Finding]:
    """Everything that is still to be done, in the order of the form; empty when the story is ready."""
    return [finding for requirement in REQUIREMENTS if (finding := requirement(facts))]


__all__ = ["REQUIREMENTS", "Facts", "Finding", "gather", "look_at"]

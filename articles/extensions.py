"""Registers: what a higher storey adds to stories. It fills them, in order, in its `AppConfig.ready()`; we call by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from articles.models import Article
from newsroom.accounts.models import User


@dataclass(frozen=True)
class Counts:
    """A number beside each headline of a list. Lists show it as it was at most ten seconds ago."""

    name: str
    # The numbers of many stories in one query; a story that is missing from the answer shows none.
    of: Callable[[Collection[int]], Mapping[int, int]]
    # The stamp of one story's number.
    key: Callable[[int], str]
    # The number in words, such as "34 comments".
    label: Callable[[int], str]
    # Where on the story's page one finds what was counted.
    fragment: str


@dataclass(frozen=True)
class AdminPanel:
    """Settings of a story that belong to a higher storey, in a form of their own on the story's admin page."""

    name: str
    title: str
    # An unbound form, or one bound to the data; its prefix is the panel's name.
    form: Callable[[Article, Mapping[str, str] | None], forms.Form]
    # Carries out a valid form through a verb of the higher storey.
    save: Callable[[Article, forms.Form, User], None]


@dataclass(frozen=True)
class Hit:
    """Something that a search found."""

    title: str
    address: str
    # Safe HTML, the words that were found in <mark>.
    excerpt: str
    at: dt.datetime


@dataclass(frozen=True)
class SearchSource:
    """Something besides stories that the search page looks through. Answers with at most as many hits as it is asked for."""

    name: str
    title: str
    find: Callable[[str, int], Sequence[Hit]]


# Beside headlines.
COUNTS: list[Counts] = []
# On the story's admin page.
ADMIN_PANELS: list[AdminPanel] = []
# On the search page, below the stories.
SEARCH_SOURCES: list[SearchSource] = []
# When a story's page is about to be built, outside the build's transaction: called with its address as the view gets it,
# for whatever has to be made before the page can show it.
BEFORE_A_STORY: list[Callable[[Mapping[str, Any]], None]] = []
# After a story was published, scheduled, updated, corrected or withdrawn: inside the verb's transaction, with the
# story's row locked.
AFTER_PUBLISHING: list[Callable[[Article], None]] = []

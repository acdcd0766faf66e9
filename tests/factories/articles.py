"""Stories and what belongs to them, made through the verbs; say only what the test is about."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from itertools import count
from typing import Any

from django.utils import timezone
from PIL import Image

from articles import drafting, photos, publishing
from articles.drafting import Document
from articles.models import Article, Author, Correction, Photo, Section, Topic
from newsroom.accounts.models import User

_numbers = count(1)

BODY = "<p>The harbour board met on Tuesday and decided nothing.</p><p>It will meet again.</p>"


def make_section(name: str = "", **over: Any) -> Section:
    """A department of the paper."""
    number = next(_numbers)
    name = name or f"Harbour {number}"
    return Section.objects.create(**{"name": name, "slug": drafting.slug_for(name), "position": number, **over})


def make_topic(name: str = "", **over: Any) -> Topic:
    """A storyline."""
    name = name or f"The barrier {next(_numbers)}"
    return Topic.objects.create(**{"name": name, "slug": drafting.slug_for(name), **over})


def make_author(name: str = "", **over: Any) -> Author:
    """Somebody whose name stands in bylines."""
    name = name or f"Kira Evans {next(_numbers)}"
    return Author.objects.create(**{"name": name, "slug": drafting.slug_for(name), **over})


def picture_file(*, size: tuple[int, int] = (64, 48), colour: str = "teal", form: str = "JPEG", **options: Any) -> io.BytesIO:
    """A small picture as somebody would upload it."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, form, **options)
    file.seek(0)
    return file


def make_photo(*, file: io.BytesIO | None = None, **over: Any) -> Photo:
    """A photograph with credit and words."""
    said = {
        "photographer": "Ned Ash",
        "agency": "Tidewater",
        "caption": "The quay at dawn.",
        "alt": "Boats along a quay.",
        "by": None,
    }
    return photos.take_in(file or picture_file(), **{**said, **over})


def make_document(**over: Any) -> Document:
    """A document that passes the gate. Rows may be given instead of their numbers."""
    fields = {
        "headline": f"The tide comes in for the {next(_numbers)}th time",
        "standfirst": "Nobody had expected anything else.",
        "body": BODY,
        **over,
    }
    for name in ("section", "topic", "lead_photo"):
        fields[name] = getattr(fields.get(name), "pk", fields.get(name))
    for name in ("authors", "related"):
        fields[name] = tuple(getattr(row, "pk", row) for row in fields.get(name, ()))
    fields["section"] = fields["section"] or make_section().pk
    fields["authors"] = fields["authors"] or (make_author().pk,)
    return Document(**fields)


def make_draft(*, by: User | None = None, **document: Any) -> Article:
    """A story that only the newsroom knows."""
    return drafting.new(make_document(**document), by=by)


def make_article(*, by: User | None = None, at: dt.datetime | None = None, **document: Any) -> Article:
    """A story that readers see (or will see, if `at` lies ahead)."""
    return publishing.publish(make_draft(by=by, **document), by=by, at=at)


def make_articles(number: int, *, minutes_apart: int = 1, **document: Any) -> list[Article]:
    """Several public stories, the newest first."""
    now = timezone.now()
    ages: Iterable[int] = range(1, number + 1)
    return [make_article(at=now - dt.timedelta(minutes=minutes_apart * age), **document) for age in ages]


def make_correction(article: Article, *, text: str = "The quay is on the east side.", by: User | None = None) -> Correction:
    """A mistake that we admit."""
    return publishing.correct(article, kind=Correction.Kind.CORRECTION, text=text, by=by)


def save_again(article: Article, *, by: User | None = None, **changes: Any) -> Article:
    """The same story with another newest document."""
    article.refresh_from_db()
    document = Document(**{**drafting.latest(article).to_json(), **changes})
    drafting.save(article, document, by=by, based_on=None)
    return article

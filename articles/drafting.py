"""Writing a story: each save is a revision of its document; what readers see is `publishing`'s business."""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import bodies, places, tidying
from articles.models import Article, Revision, Section
from articles.models.article import site_language
from newsroom.accounts.models import User
from newsroom.web import markup, pages

SLUG_LENGTH = Article._meta.get_field("slug").max_length or 80
HEADLINE_LENGTH = Article._meta.get_field("headline").max_length or 200


@dataclass(frozen=True, kw_only=True)
class Document:
    """A whole story as editors work on it. Rows are named by their keys, lists are in the order readers see."""

    headline: str = ""
    slug: str = ""
    standfirst: str = ""
    body: str = ""
    language: str = dataclasses.field(default_factory=site_language)
    section: int | None = None
    topic: int | None = None
    lead_photo: int | None = None
    lead_caption: str = ""
    authors: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    related: tuple[int, ...] = ()
    prominence: int = Article.Prominence.NORMAL

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Document:
        """The document a revision holds. Fields of another version of this class are left out, missing ones are empty."""
        known = {field.name for field in dataclasses.fields(cls)}
        values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()}
        return cls(**{name: value for name, value in values.items() if name in known})

    def to_json(self) -> dict[str, Any]:
        """What a revision stores."""
        return dataclasses.asdict(self)

    def cleaned(self) -> Document:
        """The same story with safe HTML, no control characters, no entry twice, and an address made of its headline."""
        headline = " ".join(markup.storable(self.headline).split())
        return dataclasses.replace(
            self,
            headline=headline,
            slug=markup.storable(self.slug).strip() or slug_for(headline),
            standfirst=markup.storable(self.standfirst).strip(),
            body=tidying.tidy(markup.editor_html(self.body)).strip(),
            lead_caption=markup.storable(self.lead_caption).strip(),
            authors=once(self.authors),
            tags=once_in_any_case(" ".join(markup.storable(tag).split()) for tag in self.tags),
            related=once(self.related),
            prominence=self.prominence if self.prominence in Article.Prominence.values else Article.Prominence.NORMAL,
        )

    def pointing_away_from(self, article_id: int) -> Document:
        """The same story, which is not related to itself; what its boxes show is among what it is related to."""
        named = once((*self.related, *bodies.Outline.of(self.body).stories))
        return dataclasses.replace(self, related=tuple(number for number in named if number != article_id))

    def with_photo_exchanged(self, number: int, *, instead: int | None) -> Document:
        """The same story with another photograph in the place of one, or none; a caption of its own was about the old one."""
        is_lead = self.lead_photo == number
        return dataclasses.replace(
            self,
            lead_photo=instead if is_lead else self.lead_photo,
            lead_caption="" if is_lead else self.lead_caption,
            body=bodies.exchange_photo(self.body, number, instead=instead),
        )


LABELS = {
    "headline": gettext_lazy("headline"),
    "slug": gettext_lazy("address"),
    "standfirst": gettext_lazy("standfirst"),
    "body": gettext_lazy("text"),
    "language": gettext_lazy("language"),
    "section": gettext_lazy("section"),
    "topic": gettext_lazy("storyline"),
    "lead_photo": gettext_lazy("lead photograph"),
    "lead_caption": gettext_lazy("caption of the lead photograph"),
    "authors": gettext_lazy("authors"),
    "tags": gettext_lazy("tags"),
    "related": gettext_lazy("related stories"),
    "prominence": gettext_lazy("place on the front"),
}


class Conflict(Exception):
    """Somebody else saved first. Both versions are kept: `theirs` is the story's newest, `yours` is set aside."""

    def __init__(self, *, yours: Revision, theirs: Revision) -> None:
        self.yours, self.theirs = yours, theirs
        super().__init__(
            _("Somebody else saved this story while you were writing. Yours is kept as version %(yours)d.")
            % {"yours": yours.number}
        )


class StillNeeded(Exception):
    """The story cannot be discarded; the message is the sentence its editor reads."""


@dataclass(frozen=True)
class Difference:
    """What differs in one field: runs of words, each `"same"`, `"gone"` or `"new"`."""

    field: str
    label: str
    runs: tuple[tuple[str, str], ...]


@pages.verb
def new(document: Document | None = None, *, by: User | None, note: str = "") -> Article:
    """Begin a story; no reader sees it until it is published."""
    document = (document or Document()).cleaned()
    with pages.change():
        article = Article()
        _show_to_the_newsroom(article, document)
        article.save()
        # Nobody else knows of it yet, so nothing is locked, and this is the first.
        article.latest_revision = Revision.objects.create(
            article=article, number=1, document=document.pointing_away_from(article.pk).to_json(), note=note[:200], by=by
        )
        article.save(update_fields=["latest_revision"])
    return article


@pages.verb
def save(article: Article, document: Document, *, by: User | None, note: str = "", based_on: int | None) -> Revision:
    """Keep the document as the story's newest revision, and bring `article` up to date. Readers see nothing of it.

    `based_on` is the number of the revision the writer started from (None: whatever is newest, for imports). If another one was
    saved since, this one is kept beside it and `Conflict` is raised. An unchanged document makes no revision.
    """
    document = document.cleaned().pointing_away_from(article.pk)
    with pages.change():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        newest = locked.latest_revision
        if newest is not None and Document.from_json(newest.document) == document:
            return newest
        overtaken = newest is not None and based_on is not None and newest.number != based_on
        last = Revision.objects.filter(article=locked).aggregate(last=Max("number"))["last"] or 0
        revision = Revision.objects.create(
            article=locked,
            number=last + 1,
            document=document.to_json(),
            note=note[:200],
            based_on=based_on,
            set_aside=overtaken,
            by=by,
        )
        if not overtaken:
            _make_newest(locked, revision, document)
    # Outside the transaction, so that the version set aside stays.
    if overtaken and newest is not None:
        raise Conflict(yours=revision, theirs=newest)
    article.refresh_from_db()
    return revision


def _make_newest(article: Article, revision: Revision, document: Document) -> None:
    article.latest_revision = revision
    changed = ["latest_revision"]
    if article.status == Article.Status.DRAFT:
        changed += _show_to_the_newsroom(article, document)
    article.save(update_fields=changed)


def _show_to_the_newsroom(article: Article, document: Document) -> list[str]:
    """What its list shows of a draft, whose row nobody else reads. Returns the fields."""
    article.headline = document.headline[:HEADLINE_LENGTH]
    article.slug = document.slug[:SLUG_LENGTH]
    article.language = document.language
    article.section = Section.objects.filter(pk__in=[document.section]).first()
    return ["headline", "slug", "language", "section"]


def latest(article: Article) -> Document:
    """The document as it was saved last."""
    revision = article.latest_revision
    return Document.from_json(revision.document) if revision else Document()


def has_unpublished_changes(article: Article) -> bool:
    """Whether the newest revision says something that readers do not see yet."""
    return article.latest_revision_id != article.live_revision_id


@pages.verb
def restore(article: Article, revision: Revision, *, by: User | None) -> Revision:
    """Make an earlier (or set aside) revision the newest again; nothing in between is lost."""
    document = Document.from_json(revision.document)
    return save(article, document, by=by, note=_("As in version %d") % revision.number, based_on=None)


@pages.verb
def discard(article: Article, *, by: User | None) -> None:
    """Throw a story away that no reader ever saw, with all its revisions; its photographs stay for other stories.

    Raises `StillNeeded` for one that was public, so that its record and its conversation remain, and for one that waits.
    """
    now = timezone.now()
    with pages.change() as change:
        story = Article.objects.select_for_update().get(pk=article.pk)
        if story.was_public(now=now):
            raise StillNeeded(_("Readers have seen this story, so it stays on record. Withdraw it instead."))
        if story.status != Article.Status.DRAFT:
            raise StillNeeded(_("This story is about to appear. Take it off the schedule first."))
        # Stories may name this one as related; a page of theirs that is being built asked for it.
        change.raises(*places.keys_of(story))
        # The story holds on to its revisions, and they to it.
        story.latest_revision = story.live_revision = None
        story.save(update_fields=["latest_revision", "live_revision"])
        story.delete()


def begun_by(article: Article, somebody: User) -> bool:
    """Whether this person wrote the first words of the story."""
    return article.revisions.filter(number=1, by=somebody).exists()


def compare(older: Document, newer: Document) -> list[Difference]:
    """What changed between two documents, field by field, in words."""
    found = []
    for field, label in LABELS.items():
        before, after = getattr(older, field), getattr(newer, field)
        if before != after:
            found.append(Difference(field, str(label), tuple(_runs(_as_text(before), _as_text(after)))))
    return found


def _as_text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    return "" if value is None else str(value)


def _runs(before: str, after: str) -> Iterable[tuple[str, str]]:
    old, new_words = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new_words, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", "".join(old[a:b])
            continue
        if b > a:
            yield "gone", "".join(old[a:b])
        if d > c:
            yield "new", "".join(new_words[c:d])


def slug_for(headline: str) -> str:
    """An address made of a headline, in its own script; empty where the headline has no letter."""
    return slugify(headline, allow_unicode=True)[:SLUG_LENGTH].strip("-_")


def once(numbers: Iterable[int]) -> tuple[int, ...]:
    """Each entry where it stood first."""
    return tuple(dict.fromkeys(numbers))


def once_in_any_case(words: Iterable[str]) -> tuple[str, ...]:
    """Each word where it stood first, whatever the case of its letters; empty ones are left out."""
    first: dict[str, str] = {}
    for word in words:
        if word:
            first.setdefault(word.casefold(), word)
    return tuple(first.values())

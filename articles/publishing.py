"""The one writer of what readers see of a story: publish, schedule, update, correct, withdraw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from articles import copying, drafting, extensions, gate, places
from articles.bodies import Outline
from articles.drafting import Document
from articles.gate import Facts, Finding
from articles.models import Article, Correction, Photo, Publication
from newsroom.accounts.models import User
from newsroom.web import markup, moments, pages


class Refused(Exception):
    """The story cannot do that now; the message is the sentence the editor reads."""


class NotReady(Refused):
    """The gate found something: what is still to be done, in the order of the form."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = list(findings)
        super().__init__(" ".join(finding.sentence for finding in self.findings))


@pages.verb
def publish(article: Article, *, by: User | None, at: dt.datetime | None = None) -> Article:
    """Make the newest document what readers see: now, from a moment in the future, or (imports) as of one in the past.

    A story that was public before keeps its first time and its address. Raises `NotReady` with everything the gate found, and
    `Refused` when a story that readers see now would be hidden until later, or when somebody has saved since `article` was
    read: nobody publishes words that they have not seen.
    """
    now = timezone.now()
    _must_be_in_range(at)
    with pages.change() as change:
        story = _locked(article)
        if article.latest_revision_id != story.latest_revision_id:
            raise Refused(_("Somebody has saved a newer version of this story meanwhile. Look at it before readers do."))
        if at is not None and at > now and story.is_public(now=now):
            raise Refused(_("Readers see this story already. Withdraw it before you give it a later time."))
        keys = places.keys_of(story)
        document = drafting.latest(story)
        was_public = story.was_public(now=now)
        published_at = _time_it_gets(story, at=at, now=now)
        kind = _kind_of(story, published_at=published_at, now=now)
        if not was_public:
            story.first_published_at = published_at
            story.address_date = timezone.localdate(published_at)
        else:
            # An import may bring an earlier time; the address stays all the same.
            story.first_published_at = min(filter(None, [story.first_published_at, published_at]))
            if story.live_revision_id != story.latest_revision_id:
                story.updated_at = now
        story.published_at = published_at
        facts = _facts(story, document, at=published_at)
        if findings := gate.look_at(facts):
            raise NotReady(findings)
        story.status = Article.Status.PUBLISHED
        if story.withdraw_at is not None and story.withdraw_at <= max(now, published_at):
            story.withdraw_at = None
        try:
            copying.copy(story, document, outline=facts.outline, was_public=was_public)
        except copying.AddressTaken as clash:
            # Two stories claimed one address within the same moment: the gate saw neither, the database refused the second.
            raise NotReady([Finding("address", _("Another story has just taken this address. Choose another one."))]) from clash
        change.raises(*keys, *places.keys_of(story))
        _record(story, kind=kind, by=by, due_at=at)
        _follow(story)
    article.refresh_from_db()
    return article


@pages.verb
def schedule(article: Article, *, by: User | None, at: dt.datetime) -> Article:
    """Let the newest document appear at `at`, exact to the second; no worker need run. Raises as `publish` does."""
    if at <= timezone.now():
        raise Refused(_("Choose a time in the future, or publish now."))
    return publish(article, by=by, at=at)


@pages.verb
def update(article: Article, *, by: User | None) -> Article:
    """Let readers of a story that is out (or scheduled, then at its time) see its newest document.

    Raises `NotReady`, or `Refused` for a draft and for a story that is no longer public.
    """
    now = timezone.now()
    with pages.change():
        story = _locked(article)
        coming = story.published_at if story.published_at and story.published_at > now else None
        if story.status != Article.Status.PUBLISHED or not (coming or story.is_public(now=now)):
            raise Refused(_("This story is not public. Publish it first."))
        # A story that waits for its time keeps it: an embargo is not broken by mending a comma.
        return publish(article, by=by, at=coming)


@pages.verb
def correct(article: Article, *, kind: Correction.Kind, text: str, by: User | None, at: dt.datetime | None = None) -> Correction:
    """Say under a public story what was wrong, or what is new. The text itself is changed by `drafting.save` and `update`."""
    now = timezone.now()
    _must_be_in_range(at)
    words = markup.storable(text).strip()
    if not words:
        raise Refused(_("Say what was wrong and what is right."))
    with pages.change() as change:
        story = _locked(article)
        if not story.is_public(now=now):
            raise Refused(_("Only a story that readers see can be corrected. Edit this one instead."))
        correction = Correction.objects.create(article=story, kind=kind, text=words, at=at or now, by=by)
        story.updated_at = max(filter(None, [story.updated_at, correction.at]))
        story.save(update_fields=["updated_at"])
        change.raises(*places.keys_of(story))
        _record(story, kind=Publication.Kind.CORRECT, by=by, due_at=at)
        _follow(story)
    article.refresh_from_db()
    return correction


@pages.verb
def withdraw(article: Article, *, by: User | None, at: dt.datetime | None = None) -> Article:
    """Take a story away from readers, now or at `at`: its address then answers like one that never was.

    A story that was scheduled and never seen becomes a draft again. Raises `Refused` if there is nothing to withdraw.
    """
    now = timezone.now()
    _must_be_in_range(at)
    with pages.change() as change:
        story = _locked(article)
        if story.status != Article.Status.PUBLISHED:
            raise Refused(_("This story is not public, so there is nothing to withdraw."))
        change.raises(*places.keys_of(story))
        if at is not None and at > now:
            if story.published_at is not None and at <= story.published_at:
                raise Refused(_("The story would disappear before it appears. Choose a later time, or withdraw it now."))
            story.withdraw_at = at
            kind = Publication.Kind.PLAN_WITHDRAWAL
        elif story.was_public(now=now):
            kind = Publication.Kind.WITHDRAW if story.is_public(now=now) else Publication.Kind.UNSCHEDULE
            story.status, story.withdraw_at = Article.Status.WITHDRAWN, now
            if story.published_at is not None and story.published_at > now:
                # It was waiting to come back.
                story.published_at = story.first_published_at
        else:
            kind = Publication.Kind.UNSCHEDULE
            story.status, story.withdraw_at = Article.Status.DRAFT, None
            story.published_at = story.first_published_at = story.address_date = None
        story.save(update_fields=["status", "withdraw_at", "published_at", "first_published_at", "address_date"])
        _record(story, kind=kind, by=by, due_at=at)
        _follow(story)
    article.refresh_from_db()
    return article


@pages.verb
def keep(article: Article, *, by: User | None) -> Article:
    """Call a planned withdrawal off: the story stays with readers. Raises `Refused` if none is planned."""
    now = timezone.now()
    with pages.change() as change:
        story = _locked(article)
        if not story.is_leaving(now=now):
            raise Refused(_("Nothing is planned that would take this story away from readers."))
        story.withdraw_at = None
        story.save(update_fields=["withdraw_at"])
        change.raises(*places.keys_of(story))
        _record(story, kind=Publication.Kind.KEEP, by=by)
        _follow(story)
    article.refresh_from_db()
    return article


@pages.verb
def exchange_photo(article: Article, photo: Photo, *, instead: Photo | None, by: User | None) -> Article:
    """Show another photograph in the place of one, or none, in what readers see and in the newest document.

    Nothing else is made public by it: changes that readers do not see yet stay so.
    """
    number, other = photo.pk, instead.pk if instead else None
    with pages.change() as change:
        story = _locked(article)
        keys = places.keys_of(story)
        had_changes = drafting.has_unpublished_changes(story)
        document = drafting.latest(story).with_photo_exchanged(number, instead=other)
        drafting.save(story, document, by=by, note=_("Without photograph %d") % number, based_on=None)
        live = Document(lead_photo=story.lead_photo_id, lead_caption=story.lead_caption, body=story.body)
        live = live.with_photo_exchanged(number, instead=other)
        story.lead_photo_id, story.lead_caption, story.body = live.lead_photo, live.lead_caption, live.body
        if not had_changes:
            story.live_revision = story.latest_revision
        story.save(update_fields=["lead_photo", "lead_caption", "body", "live_revision"])
        story.photos.set(Outline.of(story.body).figures)
        change.raises(*keys, *places.keys_of(story))
        _record(story, kind=Publication.Kind.EXCHANGE, by=by)
    article.refresh_from_db()
    return article


def findings_for(article: Article, *, document: Document | None = None, at: dt.datetime | None = None) -> list[Finding]:
    """What the gate would say if the story (or this document of it) were published at `at`; nothing is changed."""
    moment = at or article.published_at or timezone.now()
    return gate.look_at(_facts(article, document or drafting.latest(article), at=moment))


def _facts(article: Article, document: Document, *, at: dt.datetime) -> Facts:
    """What the gate looks at where this document of a story becomes public at `at`, or now if that is past."""
    return gate.gather(
        document,
        article=article,
        address_date=article.address_date or timezone.localdate(at),
        at=max(at, timezone.now()),
    )


def _must_be_in_range(at: dt.datetime | None) -> None:
    if at is not None and not moments.is_in_range(at):
        raise Refused(str(moments.OUT_OF_RANGE))


def _locked(article: Article) -> Article:
    # Its newest revision comes along, which most verbs read next; that row itself nobody changes.
    return Article.objects.select_related("latest_revision").select_for_update(of=("self",)).get(pk=article.pk)


def _time_it_gets(story: Article, *, at: dt.datetime | None, now: dt.datetime) -> dt.datetime:
    """From when readers see it: as said; else as before, if that is past; else as the first time, or now."""
    if at is not None:
        return at
    before = story.published_at
    if not story.was_public(now=now) or before is None:
        return now
    # It waits to come back, and is wanted now: it never was from any other time than its first.
    return before if before <= now else story.first_published_at or now


def _kind_of(story: Article, *, published_at: dt.datetime, now: dt.datetime) -> Publication.Kind:
    """What publishing does to a story as it stands: only a story that is out, or waits for that very moment, is updated."""
    if story.is_public(now=now) or (story.is_scheduled(now=now) and story.published_at == published_at):
        return Publication.Kind.UPDATE
    return Publication.Kind.SCHEDULE if published_at > now else Publication.Kind.PUBLISH


def _record(story: Article, *, kind: Publication.Kind, by: User | None, due_at: dt.datetime | None = None) -> None:
    Publication.objects.create(
        article_id=story.pk,
        kind=kind,
        revision=story.live_revision.number if story.live_revision else None,
        due_at=due_at,
        by_id=by.pk if by else None,
    )


def _follow(story: Article) -> None:
    for follow in extensions.AFTER_PUBLISHING:
        follow(story)

"""Articles as readers see them: the live row of a story, written by `articles.publishing` alone."""

from __future__ import annotations

import datetime as dt
import secrets

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import Tag, TaggedItem

from articles.models.author import Author
from articles.models.photo import Photo
from articles.models.section import Section
from articles.models.topic import Topic

# Read aloud over the telephone without being mistaken: no vowels, no 0/o, 1/l.
SHORT_CODE_LETTERS = "23456789bcdfghjkmnpqrstvwxyz"
# 28^6 is 480 million: a paper that publishes 1,000 stories a day meets its first likely clash after decades.
SHORT_CODE_LENGTH = 6


def new_short_code() -> str:
    """A fresh code for `/s/<code>`; the database refuses the rare second use."""
    return "".join(secrets.choice(SHORT_CODE_LETTERS) for _ in range(SHORT_CODE_LENGTH))


def site_language() -> str:
    """The language a story is in unless its editor says otherwise."""
    return settings.LANGUAGE_CODE


class ArticleQuerySet(models.QuerySet["Article"]):
    """Which articles, said once."""

    def published(self, *, now: dt.datetime) -> ArticleQuerySet:
        """Articles that any reader may open at `now`."""
        return self.filter(
            models.Q(withdraw_at__isnull=True) | models.Q(withdraw_at__gt=now),
            status=Article.Status.PUBLISHED,
            published_at__lte=now,
        )

    def scheduled(self, *, now: dt.datetime) -> ArticleQuerySet:
        """Articles that will appear by time alone after `now`."""
        return self.filter(status=Article.Status.PUBLISHED, published_at__gt=now)

    def changing_by_time(self, *, now: dt.datetime) -> dt.datetime | None:
        """The next moment at which one of these appears or disappears without anybody doing anything."""
        will_come, will_go = models.Q(published_at__gt=now), models.Q(withdraw_at__gt=now)
        moments = self.filter(will_come | will_go, status=Article.Status.PUBLISHED).aggregate(
            coming=models.Min("published_at", filter=will_come), going=models.Min("withdraw_at", filter=will_go)
        )
        return min((moment for moment in moments.values() if moment), default=None)

    def at_address(self, date: dt.date, slug: str) -> ArticleQuerySet:
        """The article that has this address now, with what its page says of it."""
        return self.filter(address_date=date, slug=slug).select_related("section", "topic", "lead_photo")

    def in_section(self, section: Section) -> ArticleQuerySet:
        """Articles of a department."""
        return self.filter(section=section)

    def in_topic(self, topic: Topic) -> ArticleQuerySet:
        """Articles of a storyline."""
        return self.filter(topic=topic)

    def by_author(self, author: Author) -> ArticleQuerySet:
        """Articles with this author in the byline."""
        return self.filter(authors=author)

    def with_photo(self, photo: Photo) -> ArticleQuerySet:
        """Articles that readers see (saw, will see) with this photograph, as lead or in the text."""
        return self.filter(models.Q(lead_photo=photo) | models.Q(photos=photo)).distinct()

    def corrected(self) -> ArticleQuerySet:
        """Articles under which a note stands."""
        return self.filter(corrections__isnull=False)

    def tagged(self, tag: Tag) -> ArticleQuerySet:
        """Articles with this tag, by an index on it and without a join for each."""
        items = TaggedItem.objects.filter(tag=tag, content_type=ContentType.objects.get_for_model(Article))
        return self.filter(pk__in=items.values("object_id"))

    def newest_first(self) -> ArticleQuerySet:
        """The order of every list; the key breaks ties so that paging is exact."""
        return self.order_by("-published_at", "-pk")


class Article(models.Model):
    """A story. What editors work on is its newest revision; what stands here is what readers get."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Prominence(models.IntegerChoices):
        NORMAL = 0, _("normal")
        HIGH = 1, _("high on the front")
        LEAD = 2, _("the front's lead")

    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.DRAFT)
    headline = models.CharField(_("headline"), max_length=200)
    slug = models.SlugField(_("address"), max_length=80, allow_unicode=True)
    address_date = models.DateField(_("date in the address"), null=True, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=12, default=site_language)
    standfirst = models.TextField(_("standfirst"), blank=True)
    body = models.TextField(_("text"), blank=True)
    word_count = models.PositiveIntegerField(default=0, editable=False)
    prominence = models.SmallIntegerField(_("place on the front"), choices=Prominence, default=Prominence.NORMAL)
    section = models.ForeignKey(
        Section, verbose_name=_("section"), on_delete=models.PROTECT, null=True, blank=True, related_name="articles"
    )
    topic = models.ForeignKey(
        Topic, verbose_name=_("storyline"), on_delete=models.SET_NULL, null=True, blank=True, related_name="articles"
    )
    lead_photo = models.ForeignKey(
        Photo, verbose_name=_("lead photograph"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lead_caption = models.TextField(_("caption here"), blank=True, help_text=_("Empty: the photograph's own."))
    authors = models.ManyToManyField(Author, through="Byline", related_name="articles")
    related = models.ManyToManyField("self", through="RelatedStory", symmetrical=False, related_name="+")
    photos = models.ManyToManyField(Photo, verbose_name=_("photographs in the text"), related_name="articles", blank=True)
    tags = TaggableManager(blank=True)
    short_code = models.CharField(max_length=12, unique=True, default=new_short_code, editable=False)
    # From when readers may open it; moves when a withdrawn story is given a later time.
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    # When readers could open it for the first time; ahead while it waits for that. Once past it stays, and so does the address.
    first_published_at = models.DateTimeField(_("first published"), null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(_("updated for readers"), null=True, blank=True)
    withdraw_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    live_revision = models.ForeignKey(
        "Revision", on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    latest_revision = models.ForeignKey(
        "Revision", on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        permissions = [("publish_article", _("Can publish, update, correct and withdraw stories"))]
        constraints = [
            models.UniqueConstraint(
                fields=["address_date", "slug"],
                name="one_story_per_address",
                violation_error_message=_("Another story of that day has this address."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status="published")
                | models.Q(published_at__isnull=False, address_date__isnull=False, section__isnull=False),
                name="a_published_story_has_a_time_a_place_and_an_address",
            ),
            models.CheckConstraint(
                condition=models.Q(status="draft") | models.Q(first_published_at__isnull=False),
                name="a_story_that_left_the_draft_has_a_first_time",
            ),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="newest_stories", condition=models.Q(status="published")),
            models.Index(
                fields=["section", "-published_at", "-id"],
                name="newest_of_section",
                condition=models.Q(status="published"),
            ),
            # Which stories leave by time alone; hardly any does.
            models.Index(fields=["withdraw_at"], name="leaving_stories", condition=models.Q(withdraw_at__isnull=False)),
            models.Index(
                fields=["topic", "-published_at", "-id"], name="newest_of_topic", condition=models.Q(status="published")
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        """Where readers find the story. Raises nothing: a story never published lives at its admin page only."""
        if self.address_date is None:
            return reverse("admin:articles_article_change", args=[self.pk])
        day = self.address_date
        return reverse("articles:article", args=[day.year, day.month, day.day, self.slug])

    @property
    def is_right_to_left(self) -> bool:
        """Whether the story's language is written from the right."""
        return self.language.split("-")[0] in settings.LANGUAGES_BIDI

    @property
    def news_language(self) -> str:
        """The language as news site maps write it: two letters, but for the two scripts of Chinese."""
        written = {"zh-hans": "zh-cn", "zh-hant": "zh-tw"}
        return written.get(self.language, self.language.split("-")[0])

    def is_public(self, *, now: dt.datetime) -> bool:
        """Whether any reader may open it at `now`; the same question as `published`, of a row at hand."""
        return (
            self.status == self.Status.PUBLISHED
            and self.published_at is not None
            and self.published_at <= now
            and (self.withdraw_at is None or self.withdraw_at > now)
        )

    def is_scheduled(self, *, now: dt.datetime) -> bool:
        """Whether it will appear by time alone after `now`; as `scheduled`, of a row at hand."""
        return self.status == self.Status.PUBLISHED and self.published_at is not None and self.published_at > now

    def is_leaving(self, *, now: dt.datetime) -> bool:
        """Whether it will disappear by time alone after `now`."""
        return self.status == self.Status.PUBLISHED and self.withdraw_at is not None and self.withdraw_at > now

    def was_public(self, *, now: dt.datetime) -> bool:
        """Whether readers may ever have seen it, and may have kept its address."""
        return self.first_published_at is not None and self.first_published_at <= now


class Byline(models.Model):
    """One author of one article, in order."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="bylines")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "author"], name="an_author_once_a_story")]

    def __str__(self) -> str:
        return f"{self.author_id} on {self.article_id}"

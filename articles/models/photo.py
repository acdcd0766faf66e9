"""Photographs with their credit, and the renditions pages use."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

# Two lines under a thumbnail.
LONGEST_NAME = 60


def shortened(words: str) -> str:
    """The beginning of a caption, cut after a word; one that fits stays whole."""
    words = " ".join(words.split())
    if len(words) <= LONGEST_NAME:
        return words
    # A first word that is longer than the line has no end to be cut at.
    whole, _space, _cut = words[:LONGEST_NAME].rpartition(" ")
    return f"{(whole or words[: LONGEST_NAME - 1]).rstrip(' ,;:.–—-')}…"


class Photo(models.Model):
    """A photograph: never without a credit, never without words for those who cannot see it."""

    # Upright, without metadata, never served; pages show renditions. Written by `articles.photos` alone.
    original = models.FileField(_("photograph"), upload_to="photos/originals/", max_length=200)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    digest = models.CharField(_("SHA-256 of the file"), max_length=64, editable=False, db_index=True)
    photographer = models.CharField(_("photographer"), max_length=120, blank=True)
    agency = models.CharField(_("agency"), max_length=120, blank=True)
    copyright_notice = models.CharField(_("copyright"), max_length=200, blank=True)
    caption = models.TextField(_("caption"), blank=True)
    alt = models.CharField(
        _("alternative text"),
        max_length=500,
        blank=True,
        help_text=_("What the picture shows, for readers who cannot see it."),
    )
    decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("It says nothing that the story does not; read aloud, it is skipped."),
    )
    focus_x = models.FloatField(_("focal point, across"), default=0.5, validators=[MinValueValidator(0), MaxValueValidator(1)])
    focus_y = models.FloatField(_("focal point, down"), default=0.5, validators=[MinValueValidator(0), MaxValueValidator(1)])
    rights_until = models.DateTimeField(_("may be shown until"), null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    class Meta:
        verbose_name = _("photograph")
        verbose_name_plural = _("photographs")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~(models.Q(photographer="") & models.Q(agency="")),
                name="photo_has_a_credit",
                violation_error_message=_("A photograph needs a credit: the photographer, the agency, or both."),
            ),
            models.CheckConstraint(
                condition=~models.Q(alt="") | models.Q(decorative=True),
                name="photo_has_words_or_is_decorative",
                violation_error_message=_("Describe the picture for readers who cannot see it, or mark it as decorative."),
            ),
            models.CheckConstraint(
                condition=models.Q(focus_x__gte=0, focus_x__lte=1, focus_y__gte=0, focus_y__lte=1),
                name="photo_focus_is_inside",
                violation_error_message=_("The focal point lies outside the picture."),
            ),
        ]

    def __str__(self) -> str:
        return shortened(self.caption) or shortened(self.alt) or f"#{self.pk}"

    @property
    def credit(self) -> str:
        """The line under the picture: `© Agency / Photographer`."""
        return "© " + " / ".join(part for part in (self.agency, self.photographer) if part)


class Rendition(models.Model):
    """One file of a photograph in one width, ratio and format, ready to serve."""

    class Format(models.TextChoices):
        JPEG = "jpeg", "JPEG"
        WEBP = "webp", "WebP"
        AVIF = "avif", "AVIF"

    class Ratio(models.TextChoices):
        WIDE = "16x9", "16:9"
        CLASSIC = "3x2", "3:2"
        SQUARE = "1x1", "1:1"
        WHOLE = "whole", _("uncut")

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")
    format = models.CharField(max_length=4, choices=Format)
    ratio = models.CharField(max_length=5, choices=Ratio)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField(_("bytes"))
    file = models.FileField(upload_to="photos/", max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["photo", "format", "ratio", "width"], name="one_rendition_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.photo_id} {self.ratio} {self.width} {self.format}"

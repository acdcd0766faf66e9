"""The one form of a story: it holds a document, never a row."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.templatetags.static import static
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_prose_editor.config import expand_extensions
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from articles import photos
from articles.admin.photo_upload import TakesPhotograph
from articles.admin.picks import InOrder, StoriesInOrder
from articles.drafting import Document
from articles.models import Article, Author, Photo, Section, Topic
from newsroom.accounts.models import User
from newsroom.web import uploads
from newsroom.web.moments import MomentField

# As many as a browser suggests while somebody types.
STORIES_AT_HAND = 100
SAID_OF_A_PHOTO = ("photographer", "agency", "copyright_notice", "caption", "alt", "decorative")

# What `markup.editor_html` lets through, and nothing else: a button for something that is taken out on saving would be a lie.
EDITOR = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "Strike": True,
    "Code": True,
    "HardBreak": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "HorizontalRule": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "History": True,
    "HTML": True,
    # Ours, in static/js/admin/body.js.
    "Quotation": True,
    "PhotoFigure": True,
    "EmbedFigure": True,
    "RelatedBox": True,
    "CaptionedTable": True,
    "Abbreviation": True,
    "InlineQuote": True,
    "Source": True,
    "LanguageOfText": True,
}


class BodyWidget(AdminProseEditorWidget):
    """The editor with our own parts of a story; without script, the same text as HTML."""

    def get_config(self) -> dict[str, Any]:
        """The editor's settings, and where our parts are."""
        return {"extensions": expand_extensions(EDITOR), "js_modules": [static("js/admin/body.js")]}


class StoryForm(forms.Form):
    """Write, illustrate, tag, relate. Nothing is required: a draft may be half a thought, the gate says what is missing."""

    headline = forms.CharField(
        label=_("Headline"),
        max_length=200,
        required=False,
        help_text=_("What happened, in the present tense; 60 characters fit everywhere."),
    )
    slug = forms.CharField(
        label=_("Address"),
        max_length=80,
        required=False,
        help_text=_("Empty: made of the headline. If you change it after publication, the old address leads to the new one."),
    )
    standfirst = forms.CharField(
        label=_("Standfirst"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences. Lists, feeds and search engines show them."),
    )
    body = ProseEditorFormField(
        label=_("Text"),
        required=False,
        extensions=EDITOR,
        widget=BodyWidget(attrs={"rows": 30}),
        help_text=_("Photographs stand in the text as references; caption and credit come from the photograph."),
    )
    lead_photo = forms.ModelChoiceField(
        label=_("Lead photograph"),
        queryset=Photo.objects.all(),
        required=False,
        # Drawn by `_picker.html`, which shows the photographs themselves.
        widget=forms.RadioSelect,
        help_text=_("Above the text and in lists. Photographs are inserted into the text from here as well."),
    )
    lead_caption = forms.CharField(
        label=_("Its caption in this story"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What the picture has to do with this story. Empty: the photograph’s own caption."),
    )
    section = forms.ModelChoiceField(label=_("Section"), queryset=Section.objects.all(), required=False)
    topic = forms.ModelChoiceField(
        label=_("Storyline"),
        queryset=Topic.objects.all(),
        required=False,
        help_text=_("What this story is a part of, if it goes on over time. It stands above the headline."),
    )
    authors = InOrder(label=_("Authors"), required=False, help_text=_("In the order of the byline."))
    tags = forms.CharField(label=_("Tags"), required=False, help_text=_("With commas between. A few that readers would follow."))
    related = StoriesInOrder(
        label=_("Related stories"),
        required=False,
        help_text=_("In order. Type a number, a headline or paste an address. One that is not public yet appears when it is."),
    )
    prominence = forms.TypedChoiceField(
        label=_("Place on the front"), choices=Article.Prominence.choices, coerce=int, initial=Article.Prominence.NORMAL
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("Decides direction, type, and how the story is read aloud.")
    )
    note = forms.CharField(
        label=_("What you changed"), max_length=200, required=False, help_text=_("For your colleagues; readers never see it.")
    )
    based_on = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authors"].choices = [(author.pk, author.name) for author in Author.objects.all()]
        chosen = Article.objects.filter(pk__in=self.initial.get("related") or [])
        self.fields["related"].suggest(
            [*chosen.only("headline"), *Article.objects.order_by("-pk").only("headline")[:STORIES_AT_HAND]]
        )

    @staticmethod
    def initial_for(document: Document, *, based_on: int | None) -> dict[str, Any]:
        """A document as this form shows it."""
        return {**document.to_json(), "tags": ", ".join(document.tags), "based_on": based_on}

    def document(self) -> Document:
        """What was written. Only of a valid form."""
        said = self.cleaned_data
        return Document(
            headline=said["headline"],
            slug=said["slug"],
            standfirst=said["standfirst"],
            body=said["body"],
            language=said["language"],
            section=said["section"].pk if said["section"] else None,
            topic=said["topic"].pk if said["topic"] else None,
            lead_photo=said["lead_photo"].pk if said["lead_photo"] else None,
            lead_caption=said["lead_caption"],
            authors=said["authors"],
            tags=tuple(tag.strip() for tag in said["tags"].split(",")),
            related=said["related"],
            prominence=said["prominence"],
        )


class NewPhotoForm(TakesPhotograph):
    """A photograph added while writing. What is left empty is read from the file; without a credit it is not taken."""

    LEAD, IN_THE_TEXT, ONLY_KEEP = "lead", "text", "keep"

    file = forms.FileField(
        label=_("Photograph"),
        required=False,
        help_text=uploads.KINDS,
        widget=forms.FileInput(attrs={"accept": uploads.ACCEPT}),
    )
    use = forms.ChoiceField(
        label=_("Use it"),
        choices=[(LEAD, _("as lead photograph")), (IN_THE_TEXT, _("at the end of the text")), (ONLY_KEEP, _("later"))],
        required=False,
    )
    photographer = forms.CharField(label=_("Photographer"), max_length=120, required=False)
    agency = forms.CharField(label=_("Agency"), max_length=120, required=False)
    copyright_notice = forms.CharField(label=_("Copyright"), max_length=200, required=False)
    caption = forms.CharField(label=_("Caption"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    alt = forms.CharField(
        label=_("Alternative text"),
        max_length=500,
        required=False,
        help_text=_("What the picture shows, for readers who cannot see it."),
    )
    decorative = forms.BooleanField(label=_("Decorative: it says nothing that the story does not"), required=False)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean(self) -> dict[str, Any]:
        """Look at the photograph now, so that everything that is wrong on the page is said at once."""
        said = super().clean() or self.cleaned_data
        self.prepare()
        if self.prepared:
            words = {name: said.get(name, "") for name in SAID_OF_A_PHOTO}
            try:
                self.photo = photos.described_by(self.prepared, **words)
            except forms.ValidationError as refusal:
                self.show(refusal)
        return said

    def take_in(self, *, by: User) -> Photo | None:
        """Keep the photograph for good, if there is one. Only of a valid form."""
        if self.prepared is None:
            return None
        files = photos.render(self.prepared.data, credit=self.photo.credit, shapes=photos.FIRST)
        return photos.record(self.photo, self.prepared, files, by=by)


class MomentForm(forms.Form):
    """A moment in the site's time."""

    at = MomentField(
        label=_("When"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=format_lazy(_("By the clock of {zone}."), zone=settings.TIME_ZONE.rpartition("/")[2].replace("_", " ")),
    )

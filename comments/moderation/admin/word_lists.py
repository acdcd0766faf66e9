"""Whole word lists in the admin: made, switched off, taken from a text and given back as one. Through verbs."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Q, QuerySet
from django.forms import (
    CharField,
    FileField,
    Form,
    ModelChoiceField,
    ModelForm,
    Textarea,
    ValidationError,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from comments.models import WordList
from comments.moderation.words import importing, wordlist

_NO_ONE_LANGUAGE = "none"


class ImportForm(Form):
    """Words for a list that there is, or for a new one; pasted, or as a text file."""

    word_list = ModelChoiceField(
        WordList.objects.all(), label=_("List"), required=False, empty_label=_("a new list, with the name below")
    )
    name = CharField(label=_("Name of the new list"), max_length=80, required=False)
    language = CharField(
        label=_("Its language"), max_length=35, required=False, help_text=WordList._meta.get_field("language").help_text
    )
    lines = CharField(
        label=_("Words and phrases"), required=False, strip=False, widget=Textarea(attrs={"rows": 12}), help_text=_("One a line.")
    )
    file = FileField(
        label=_("Or a text file"), required=False, allow_empty_file=True, help_text=_("Plain text in UTF-8, one a line.")
    )

    def clean(self) -> dict[str, Any]:
        """One list, and one text."""
        given = super().clean() or self.cleaned_data
        word_list, name = given.get("word_list"), (given.get("name") or "").strip()
        if not word_list and not name and "name" not in self.errors:
            self.add_error("name", _("Choose a list, or name a new one."))
        if word_list and name:
            self.add_error("name", _("Choose a list or name a new one, not both."))
        if name and WordList.objects.filter(name=name).exists():
            self.add_error("name", _("There is a list of this name: choose it above."))
        if bool(given.get("lines")) == (given.get("file") is not None):
            raise ValidationError(_("Paste the words or choose a file, one of the two."))
        return given

    @property
    def into(self) -> WordList:
        """The list that was chosen or named."""
        given = self.cleaned_data
        return given["word_list"] or WordList(name=given["name"].strip(), language=given["language"].strip())

    @property
    def text(self) -> bytes:
        """What was pasted or sent, no more of it than is looked at."""
        sent: UploadedFile | None = self.cleaned_data["file"]
        return self.cleaned_data["lines"].encode() if sent is None else sent.read(importing.MOST_BYTES + 1)


class LanguageFilter(admin.SimpleListFilter):
    """Lists of one language; those of no one language under a name that can be read and pressed."""

    title = _("language")
    parameter_name = "in"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """The languages there are lists of."""
        languages = WordList.objects.order_by("language").values_list("language", flat=True).distinct()
        return [(language or _NO_ONE_LANGUAGE, language or str(_("no one language"))) for language in languages]

    def queryset(self, request: HttpRequest, queryset: QuerySet[WordList]) -> QuerySet[WordList]:
        """The lists of the chosen language, or all."""
        chosen = self.value()
        return queryset if chosen is None else queryset.filter(language="" if chosen == _NO_ONE_LANGUAGE else chosen)


@admin.register(WordList)
class WordListAdmin(admin.ModelAdmin):
    """The word lists. Changes take effect with the next comment."""

    fields = ["name", "language", "note", "is_active"]
    list_display = ["name", "language", "words", "is_active", "note", "as_text"]
    list_filter = ["is_active", LanguageFilter]
    search_fields = ["name", "note"]
    change_list_template = "moderation/admin/word_lists.html"

    def get_urls(self) -> list[URLPattern]:
        """Taking and giving lists, beside the admin's own pages."""
        taking = self.admin_site.admin_view(self.import_view)
        giving = self.admin_site.admin_view(self.export_view)
        return [
            path("import/", taking, name="comments_wordlist_import"),
            path("<int:pk>/export/", giving, name="comments_wordlist_export"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The lists under their own name."""
        named = {"title": self.opts.verbose_name_plural.capitalize()}  # type: ignore[union-attr]
        return super().changelist_view(request, {**(extra_context or {}), **named})

    def get_queryset(self, request: HttpRequest) -> QuerySet[WordList]:
        """The lists, each with how many words it has, and how many of them are in use."""
        in_use = Count("words", filter=Q(words__is_active=True))
        return super().get_queryset(request).annotate(many=Count("words"), in_use=in_use)

    @admin.display(description=_("words"), ordering="many")
    def words(self, word_list: WordList) -> str:
        """How many words, as a link to them."""
        address = reverse("admin:comments_listedword_changelist")
        many, in_use = word_list.many, word_list.in_use  # type: ignore[attr-defined]
        words = str(many) if many == in_use else _("%(in_use)s of %(many)s in use") % {"in_use": in_use, "many": many}
        return format_html('<a href="{}?word_list__id__exact={}">{}</a>', address, word_list.pk, words)

    @admin.display(description=_("as text"))
    def as_text(self, word_list: WordList) -> str:
        """The list as a file."""
        address = reverse("admin:comments_wordlist_export", args=[word_list.pk])
        return format_html('<a href="{}">{}</a>', address, _("Download"))

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Take many words at once, and say what was taken and what not."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form, taken, into = ImportForm(request.POST or None, request.FILES or None), None, None
        if request.method == "POST" and form.is_valid():
            into = form.into
            try:
                taken = importing.take_lines(form.text, into=into, by=request.user)  # type: ignore[arg-type]
            except importing.NotTaken as sentence:
                form.add_error(None, str(sentence))
            else:
                self.log_change(request, into, f"{taken.phrases} words taken.")
                form = ImportForm(initial={"word_list": into})
        context = {
            **self.admin_site.each_context(request),
            "title": _("Take many words"),
            "opts": self.opts,
            "form": form,
            "taken": taken,
            "into": into,
            "most": importing.MOST_LINES,
        }
        return TemplateResponse(request, "moderation/admin/import_words.html", context, status=422 if form.errors else 200)

    def export_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One list as a text file."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        word_list = get_object_or_404(WordList, pk=pk)
        answer = HttpResponse(importing.as_text(word_list), content_type="text/plain; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{slugify(word_list.name) or "words"}-{pk}.txt"'
        return answer

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[list[Any], dict[str, int], set[Any], list[Any]]:
        """What deleting takes along, counted: nobody reads fifty thousand lines to press one button."""
        lists = list(objs)
        words = sum(word_list.words.count() for word_list in lists)
        counted = {str(WordList._meta.verbose_name_plural): len(lists), str(_("listed words")): words}
        return [str(word_list) for word_list in lists], counted, set(), []

    def save_model(self, request: HttpRequest, obj: WordList, form: ModelForm, change: bool) -> None:
        """Save through the verb."""
        wordlist.save_list(obj)

    def delete_model(self, request: HttpRequest, obj: WordList) -> None:
        """Delete through the verb."""
        wordlist.drop_lists([obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[WordList]) -> None:
        """Delete many through the verb, in one transaction."""
        wordlist.drop_lists(list(queryset))

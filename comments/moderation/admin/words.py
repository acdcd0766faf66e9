"""The word list in the admin. It changes through verbs."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from comments.models import ListedWord
from comments.moderation import folding, wordlist


class ListedWordForm(ModelForm):
    """A listed word's form: the same word, however dressed up, stands there once."""

    def clean_phrase(self) -> str:
        """Refuse what has no letters, and what is listed already."""
        phrase = self.cleaned_data["phrase"].strip()
        folded = " ".join(folding.words(phrase))
        if not folded:
            raise ValidationError(_("Write a word or a phrase."))
        if ListedWord.objects.filter(folded=folded).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("This word is on the list already, perhaps in another spelling."))
        return phrase


@admin.register(ListedWord)
class ListedWordAdmin(admin.ModelAdmin):
    """The word list. Changes take effect with the next comment."""

    form = ListedWordForm
    exclude = ["word_list"]
    list_display = ["phrase", "note", "is_active", "added_by", "added_at"]
    list_filter = ["is_active"]
    search_fields = ["phrase", "note"]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list under its own name."""
        named = {"title": self.opts.verbose_name_plural.capitalize()}  # type: ignore[union-attr]
        return super().changelist_view(request, {**(extra_context or {}), **named})

    def save_model(self, request: HttpRequest, obj: ListedWord, form: ModelForm, change: bool) -> None:
        """Save through the verb."""
        wordlist.save_word(obj, by=request.user)  # type: ignore[arg-type]

    def delete_model(self, request: HttpRequest, obj: ListedWord) -> None:
        """Delete through the verb."""
        wordlist.drop_words([obj])

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """Delete many through the verb."""
        wordlist.drop_words(queryset)

"""The admin of what moderators edit: the community standards and the word list. Both change through verbs."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from comments.models import ListedWord, Rule
from comments.moderation import checks, folding, standards, wordlist


class RuleForm(ModelForm):
    """A rule's form: the check it is cited by must exist."""

    def clean_cited_by(self) -> str:
        """Name a check there is, or none."""
        name = self.cleaned_data["cited_by"]
        if name and name not in checks.BY_NAME:
            raise ValidationError(_("There is no such check. There are: %s.") % ", ".join(checks.BY_NAME))
        return name


@admin.register(Rule)
class RuleAdmin(admin.ModelAdmin):
    """The community standards. Each save is a new version; decisions keep naming the one they were made under."""

    form = RuleForm
    list_display = ["number", "title", "retired_at"]
    list_display_links = ["title"]
    ordering = ["number"]

    def save_model(self, request: HttpRequest, obj: Rule, form: ModelForm, change: bool) -> None:
        """Save through the verb."""
        standards.save_rule(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rules are retired, never deleted: decisions name their numbers."""
        return False


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
    list_display = ["phrase", "note", "is_active", "added_by", "added_at"]
    list_filter = ["is_active"]
    search_fields = ["phrase", "note"]

    def save_model(self, request: HttpRequest, obj: ListedWord, form: ModelForm, change: bool) -> None:
        """Save through the verb."""
        wordlist.save_word(obj, by=request.user)  # type: ignore[arg-type]

    def delete_model(self, request: HttpRequest, obj: ListedWord) -> None:
        """Delete through the verb."""
        wordlist.drop_word(obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """Delete many through the verb."""
        for word in queryset:
            wordlist.drop_word(word)

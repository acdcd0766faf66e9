"""The word lists in the admin: their words one by one, each with what it found and how often people agreed. Through verbs."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import ExpressionWrapper, F, IntegerField, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, NullIf
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from comments.models import ListedWord, WordList
from comments.moderation import agreement
from comments.moderation.words import folding, wordlist
from comments.moderation.words.importing import LONGEST_FOLDED

# What one entry found, out of what all of them found: asked once, and given to the page's query as one value.
_OF_ITS_OWN = "coalesce((%s::jsonb -> comments_listedword.id::text ->> %s)::int, 0)"
_NUMBERS = ("held", "judged", "removed")


class ListedWordForm(ModelForm):
    """A listed word's form: the same word, however dressed up, stands on one list once."""

    class Meta:
        error_messages = {
            "word_list": {"required": _("Choose the list that it stands on.")},
            "phrase": {"required": _("Write a word or a phrase.")},
        }

    def clean_phrase(self) -> str:
        """Refuse what has no letters, what nearly every comment has, and what none could be held against."""
        phrase = " ".join(self.cleaned_data["phrase"].split())
        folded = wordlist.folded(phrase)
        if not folded:
            raise ValidationError(_("Write a word or a phrase."))
        if folding.is_one_letter(folded):
            raise ValidationError(
                _("This comes down to a single letter or digit, which stands in nearly every comment. Write the whole word.")
            )
        if len(folded) > LONGEST_FOLDED:
            raise ValidationError(_("This is too long to be looked for. Write a part of it."))
        return phrase

    def clean(self) -> dict[str, Any]:
        """Refuse what is on this list already."""
        given = super().clean() or self.cleaned_data
        if "phrase" in given and "word_list" in given:
            wordlist.hold(given["word_list"])
            others = ListedWord.objects.filter(word_list=given["word_list"]).exclude(pk=self.instance.pk)
            if others.filter(folded=wordlist.folded(given["phrase"])).exists():
                self.add_error("phrase", _("This word is on the list already, perhaps in another spelling."))
        return given


@admin.register(ListedWord)
class ListedWordAdmin(admin.ModelAdmin):
    """The listed words. Changes take effect with the next comment."""

    form = ListedWordForm
    fields = ["word_list", "phrase", "note", "is_active"]
    list_display = ["listed", "word_list", "hits", "agreed", "note", "is_active", "added_by"]
    list_filter = ["word_list", "is_active"]
    list_select_related = ["word_list", "added_by"]
    search_fields = ["phrase", "note"]
    actions = ["switch_on", "switch_off"]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The words under their own name."""
        named = {"title": self.opts.verbose_name_plural.capitalize()}  # type: ignore[union-attr]
        return super().changelist_view(request, {**(extra_context or {}), **named})

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new word goes on the list that was looked at, or on the first."""
        given: dict[str, Any] = super().get_changeform_initial_data(request)
        looked_at = QueryDict(request.GET.get("_changelist_filters", "")).get("word_list__id__exact", "")
        first = WordList.objects.order_by("pk").values_list("pk", flat=True).first()
        return {"word_list": looked_at if looked_at.isascii() and looked_at.isdigit() else first, **given}

    def get_queryset(self, request: HttpRequest) -> QuerySet[ListedWord]:
        """The words, each with its hits of 30 days and how often people agreed. One query more, for all of them."""
        rows = super().get_queryset(request)
        if not request.resolver_match or not request.resolver_match.view_name.endswith("_changelist"):
            return rows
        found = agreement.by_entry(now=timezone.now())
        held = json.dumps({str(pk): {name: getattr(of, name) for name in _NUMBERS} for pk, of in found.items()})
        # S611: a constant of this file; what was found goes in as parameters.
        numbers = {f"of_{name}": RawSQL(_OF_ITS_OWN, [held, name], IntegerField()) for name in _NUMBERS}  # noqa: S611
        share = Coalesce(F("of_removed") * 100 / NullIf(F("of_judged"), 0), Value(-1))
        return rows.annotate(**numbers).annotate(of_share=ExpressionWrapper(share, output_field=IntegerField()))

    @admin.display(description=ListedWord._meta.get_field("phrase").verbose_name, ordering="phrase")
    def listed(self, word: ListedWord) -> str:
        """The phrase; one that was stored before forms refused its like says that it is passed over."""
        if wordlist.can_be_looked_for(word.folded):
            return word.phrase
        why = _("not looked for: it has no letter or digit")
        if word.folded:
            why = _("not looked for: a single letter or digit stands in nearly every comment")
        return format_html('{} <span class="quiet">({})</span>', word.phrase, why)

    @admin.display(description=_("found in 30 days"), ordering="-of_held")
    def hits(self, word: ListedWord) -> int:
        """In how many comments it was found."""
        return word.of_held  # type: ignore[attr-defined, no-any-return]

    @admin.display(description=_("people agreed"), ordering="of_share")
    def agreed(self, word: ListedWord) -> str:
        """Of those that a person decided, how many were removed."""
        judged, removed = word.of_judged, word.of_removed  # type: ignore[attr-defined]
        return _("%(removed)s of %(judged)s") % {"removed": removed, "judged": judged} if judged else "–"

    @admin.action(description=_("Look for the chosen words"), permissions=["change"])
    def switch_on(self, request: HttpRequest, queryset: QuerySet[ListedWord]) -> None:
        """Look for these from now on."""
        self._switch(request, queryset, to=True)

    @admin.action(description=_("Look for the chosen words no longer"), permissions=["change"])
    def switch_off(self, request: HttpRequest, queryset: QuerySet[ListedWord]) -> None:
        """Keep them, and look for them no longer."""
        self._switch(request, queryset, to=False)

    def _switch(self, request: HttpRequest, queryset: QuerySet[ListedWord], *, to: bool) -> None:
        words = list(queryset)
        wordlist.switch_words(words, to=to)
        done = ngettext("Done for %(n)s word.", "Done for %(n)s words.", len(words)) % {"n": len(words)}
        messages.success(request, done)

    def save_model(self, request: HttpRequest, obj: ListedWord, form: ModelForm, change: bool) -> None:
        """Save through the verb."""
        wordlist.save_word(obj, by=request.user)  # type: ignore[arg-type]

    def delete_model(self, request: HttpRequest, obj: ListedWord) -> None:
        """Delete through the verb."""
        wordlist.drop_words([obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[ListedWord]) -> None:
        """Delete many through the verb, in one transaction."""
        wordlist.drop_words(list(queryset))

"""Fields in which the order counts, and which work without script: one control for each place, and some empty ones below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.models import Address, Article

# Empty places below what is chosen; after saving there are as many again.
SPARE = 2
LEADING_NUMBER = re.compile(r"\s*#?([0-9]{1,18})\b", re.ASCII)
LARGEST_KEY = 2**63 - 1


class Places(forms.Widget):
    """One control a place, all of one name; the browser sends them in their order."""

    template_name = "articles/admin/_places.html"

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, choices: Iterable[tuple[Any, str]] = (), suggestions: bool = False
    ) -> None:
        super().__init__(attrs)
        self.choices = choices
        self.suggestions = suggestions

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        choices = [(str(key), label) for key, label in self.choices]
        labels = dict(choices)
        # A number alone tells nobody which story it is.
        chosen = [labels.get(str(one), str(one)) if self.suggestions else str(one) for one in value or []]
        context["widget"] |= {
            "places": [*chosen, *[""] * SPARE],
            "choices": choices,
            "suggestions": self.suggestions,
            "invalid": context["widget"]["attrs"].get("aria-invalid"),
            "described": context["widget"]["attrs"].get("aria-describedby"),
        }
        return context

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """By the site's own templates; a form's renderer knows only those of applications."""
        return mark_safe(render_to_string(self.template_name, self.get_context(name, value, attrs)))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """What stands in the places, from the first to the last."""
        values = data.getlist(name) if isinstance(data, MultiValueDict) else data.get(name, [])
        return [value for value in values if value.strip()]

    def use_required_attribute(self, initial: Any) -> bool:
        """No single place is required."""
        return False

    def id_for_label(self, id_: str) -> str:
        """The first place."""
        return f"{id_}_0"


class InOrder(forms.Field):
    """Some rows of a table, in the order of their places."""

    widget = Places

    def __init__(self, *, choices: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.choices = choices

    @property
    def choices(self) -> Sequence[tuple[int, str]]:
        """What one can choose from."""
        return self._choices

    @choices.setter
    def choices(self, choices: Sequence[tuple[int, str]]) -> None:
        self._choices = self.widget.choices = list(choices)

    def to_python(self, value: Any) -> tuple[int, ...]:
        """The keys. Raises `ValidationError` for what is not among the choices."""
        known = {str(key): key for key, _label in self.choices}
        try:
            return tuple(dict.fromkeys(known[one] for one in value or []))
        except KeyError:
            raise forms.ValidationError(_("Choose from the list.")) from None


class StoriesInOrder(forms.Field):
    """Some stories, in the order of their places; each by its number, its address or its short code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=Places(suggestions=True), **kwargs)

    def suggest(self, stories: Iterable[Article]) -> None:
        """Offer these while somebody types."""
        self.widget.choices = [(story.pk, f"{story.pk} {story.headline}") for story in stories]

    def to_python(self, value: Any) -> tuple[int, ...]:
        """The keys of the stories. Raises `ValidationError` naming what is no story."""
        numbers = []
        for text in value or []:
            number = story_named(text)
            if number is None:
                raise forms.ValidationError(
                    _("“%(text)s” is no story. Give its number, its address or its short address."), params={"text": text[:80]}
                )
            numbers.append(number)
        return tuple(dict.fromkeys(numbers))


def story_named(text: str) -> int | None:
    """The number of the story that a text names: `12`, `12 The tide comes in`, an address, or a short address."""
    leading = LEADING_NUMBER.match(text)
    if leading and "/" not in text:
        number = int(leading.group(1))
        return number if number <= LARGEST_KEY and Article.objects.filter(pk=number).exists() else None
    path = re.sub(r"^https?://[^/]+", "", text.strip())
    try:
        found = resolve(path)
    except Resolver404:
        return Article.objects.filter(short_code=text.strip()[:12].replace("\x00", "")).values_list("pk", flat=True).first()
    if found.view_name == "articles:short":
        return Article.objects.filter(short_code=found.kwargs["code"]).values_list("pk", flat=True).first()
    if found.view_name != "articles:article":
        return None
    return _at(**found.kwargs)


def _at(*, year: int, month: int, day: int, slug: str) -> int | None:
    on_the_day = {"address_date__year": year, "address_date__month": month, "address_date__day": day, "slug": slug}
    number = Article.objects.filter(**on_the_day).values_list("pk", flat=True).first()
    if number is None:
        former = {"date__year": year, "date__month": month, "date__day": day, "slug": slug}
        number = Address.objects.filter(**former).values_list("article_id", flat=True).first()
    return number

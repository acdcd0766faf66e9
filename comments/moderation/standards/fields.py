"""The field of every form in which somebody chooses a rule."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from comments.models import Rule
from comments.moderation.standards.in_force import rules_in_force


class RuleField(forms.ModelChoiceField):
    """One of the rules in force. A rule that was retired while the form was open is named, and nothing else is lost."""

    default_error_messages = {
        "invalid_choice": _("Choose one of these rules."),
        "retired": _("Rule %(number)s (%(title)s) was retired while you were here. Choose another that fits."),
    }

    def __init__(self, *, needed_if: Any = "", **options: Any) -> None:
        # When a rule has to be named although the field may stay empty otherwise: said beside its label.
        self.needed_if = needed_if
        super().__init__(queryset=rules_in_force(), **options)

    def to_python(self, value: Any) -> Any:
        """The rule. Raises `ValidationError` with its name if it no longer holds."""
        try:
            return super().to_python(value)
        except ValidationError as error:
            retired = self._retired(value)
            if retired is None:
                raise
            named = {"number": retired.number, "title": retired.title}
            raise ValidationError(self.error_messages["retired"], code="retired", params=named) from error

    def _retired(self, value: Any) -> Rule | None:
        try:
            return Rule.objects.filter(retired_at__isnull=False, pk=value).first()
        except (TypeError, ValueError):
            return None

"""Forms with which the newsroom runs one conversation, or by the switch all; the admin and the desk share them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from comments import limits, opening, spans, switching
from comments.models import Discussion, SiteSwitch
from newsroom.accounts.models import User
from newsroom.web.moments import MomentField

# A year: who wants longer wants "never".
MOST_DAYS = 365

_in_words = lazy(spans.in_words, str)


class DiscussionForm(forms.Form):
    """How the conversation under one story is run.

    A story's form stays open for hours, and a moderator may change the conversation meanwhile. Each field therefore brings
    back what it showed: what was left alone counts as unchanged, whatever stands in the row by then.
    """

    AFTER, AT, NEVER = "after", "at", "never"
    CLOSING = ["closing", "days", "closes_at"]

    mode = forms.ChoiceField(label=_("How it is run"), choices=Discussion.Mode.choices, show_hidden_initial=True)
    closing = forms.ChoiceField(
        label=_("When it closes"),
        choices=[
            (AFTER, _("some days after the last publication or correction")),
            (AT, _("at a moment I choose")),
            (NEVER, _("never")),
        ],
        show_hidden_initial=True,
    )
    days = forms.IntegerField(
        label=_("How many days after"), min_value=1, max_value=MOST_DAYS, required=False, show_hidden_initial=True
    )
    closes_at = MomentField(
        label=_("Moment of closing"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=format_lazy(_("By the clock of {zone}."), zone=settings.TIME_ZONE.rpartition("/")[2].replace("_", " ")),
        show_hidden_initial=True,
    )
    pause_seconds = forms.TypedChoiceField(
        label=_("Slow mode"),
        coerce=int,
        choices=[(0, _("no: as everywhere")), *((pause, _in_words(pause)) for pause in limits.PAUSES_HERE)],
        help_text=_("How long each reader waits between two comments here."),
        show_hidden_initial=True,
    )
    question = forms.CharField(
        label=_("Question to start with"),
        max_length=300,
        required=False,
        help_text=_("Stands above the comment box."),
        widget=forms.TextInput(attrs={"class": "vTextField", "dir": "auto"}),
        show_hidden_initial=True,
    )
    pinned_note = forms.CharField(
        label=_("Note from the newsroom"),
        max_length=2000,
        required=False,
        help_text=_("Stands above the comments, for everybody, with the time at which you save it. Plain text, as in a comment."),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField", "dir": "auto"}),
        show_hidden_initial=True,
    )

    @classmethod
    def about(cls, discussion: Discussion, data: Any = None, **options: Any) -> DiscussionForm:
        """The form of one conversation as it is now, perhaps bound."""
        after = opening.closes_after(discussion)
        closing = cls.NEVER if discussion.closes_at is None else cls.AFTER if after else cls.AT
        initial = {
            "mode": discussion.mode,
            "closing": closing,
            "days": (after or limits.OPEN_FOR).days,
            # Seconds are not shown, so they are not counted as a change either.
            "closes_at": discussion.closes_at.replace(second=0, microsecond=0)
            if discussion.closes_at and closing == cls.AT
            else None,
            "pause_seconds": discussion.pause_seconds,
            "question": discussion.question,
            "pinned_note": discussion.pinned_note,
        }
        return cls(data, initial=initial, **options)

    def clean(self) -> dict[str, Any]:
        """What the way of closing needs, it has."""
        cleaned = super().clean() or {}
        needed = {self.AFTER: "days", self.AT: "closes_at"}.get(cleaned.get("closing", ""))
        if needed and not cleaned.get(needed) and needed not in self.errors:
            self.add_error(needed, _("Say after how many days.") if needed == "days" else _("Say when it closes."))
        return cleaned

    def carry_out(self, discussion: Discussion, *, by: User | None) -> None:
        """Do what was changed in the valid form, and nothing else."""
        settings = {name: self.cleaned_data[name] for name in self.changed_data if name not in self.CLOSING}
        if not set(self.CLOSING).isdisjoint(self.changed_data):
            settings["closes_at"] = {
                self.AFTER: lambda: opening.closing_moment(discussion.article, days=self.cleaned_data["days"]),
                self.AT: lambda: self.cleaned_data["closes_at"],
                self.NEVER: lambda: None,
            }[self.cleaned_data["closing"]]()
        opening.run_discussion(discussion, by=by, **settings)


class SwitchForm(forms.Form):
    """The switch over all commenting. Carries along what it showed, so that nobody overrules a colleague unknowingly."""

    state = forms.ChoiceField(
        label=_("Commenting on the whole site"),
        choices=SiteSwitch.State.choices,
        widget=forms.RadioSelect,
        show_hidden_initial=True,
    )
    reason = forms.CharField(
        label=_("What readers are told"),
        max_length=300,
        required=False,
        help_text=_("One or two sentences: why, and for how long. Stands at every comment box."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        show_hidden_initial=True,
    )

    @classmethod
    def showing(cls, switch: SiteSwitch, data: Any = None) -> SwitchForm:
        """The form as the switch stands, perhaps bound."""
        return cls(data, initial={"state": switch.state, "reason": switch.reason})

    @classmethod
    def over(cls, form: SwitchForm, changed: switching.Changed) -> SwitchForm:
        """What came in `form`, to be sent once more over what a colleague has set meanwhile; says that somebody has."""
        stands = {form.add_initial_prefix(name): getattr(changed.switch, name) for name in ("state", "reason")}
        again = cls.showing(changed.switch, {**{name: form.data.get(name) for name in form.fields}, **stands})
        again.add_error(None, str(changed))
        return again

    def clean(self) -> dict[str, Any]:
        """Readers are told why, unless all is as usual."""
        cleaned = super().clean() or {}
        if cleaned.get("state") != SiteSwitch.State.USUAL and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Tell readers why: they read it in place of the comment box, or above it."))
        return cleaned

    def carry_out(self, *, by: User) -> SiteSwitch:
        """Use the switch as the valid form says. Raises what `switching.switch` raises."""
        saw = [self.data.get(self.add_initial_prefix(name), "") for name in ("state", "reason")]
        return switching.switch(
            to=self.cleaned_data["state"], reason=self.cleaned_data["reason"], by=by, seen=switching.Position(*saw)
        )

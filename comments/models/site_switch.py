"""The one switch over every conversation: run as usual, hold everything, or pause."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SiteSwitchQuerySet(models.QuerySet["SiteSwitch"]):
    """The switch, as it stands."""

    def as_it_stands(self) -> SiteSwitch:
        """The one row; where nobody ever touched it, a switch that says "as usual"."""
        return self.first() or SiteSwitch()


class SiteSwitch(models.Model):
    """How commenting is run on the whole site now. One row; without it everything runs as usual."""

    class State(models.TextChoices):
        USUAL = "usual", _("as each conversation is set")
        HOLD = "hold", _("a person looks at every comment first")
        PAUSED = "paused", _("nobody can comment")

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    state = models.CharField(_("commenting on the whole site"), max_length=6, choices=State, default=State.USUAL)
    reason = models.CharField(
        _("what readers are told"), max_length=300, blank=True, help_text=_("One or two sentences: why, and for how long.")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    at = models.DateTimeField(null=True, editable=False)

    objects = SiteSwitchQuerySet.as_manager()

    class Meta:
        verbose_name = _("switch for all commenting")
        verbose_name_plural = _("switch for all commenting")
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="there_is_one_switch"),
            models.CheckConstraint(
                condition=models.Q(state="usual") | ~models.Q(reason=""), name="readers_are_told_why_commenting_is_restricted"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_state_display())

    @property
    def is_paused(self) -> bool:
        """Whether nobody can comment anywhere."""
        return self.state == self.State.PAUSED

    @property
    def holds(self) -> bool:
        """Whether a person looks at every comment first, whatever is set for its conversation."""
        return self.state == self.State.HOLD

"""Where an account was lately, as a digest that says nothing by itself: only that two accounts share one."""

from django.conf import settings
from django.db import models


class Whereabouts(models.Model):
    """`account` was at the place that a keyed digest stands for. Never the address itself; kept 30 days (`same_place`)."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="whereabouts")
    place = models.BinaryField(max_length=16)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "place"], name="a_place_once_an_account")]
        indexes = [
            models.Index(fields=["place"], name="who_was_at_a_place"),
            models.Index(fields=["seen_at"], name="oldest_whereabouts"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} somewhere"

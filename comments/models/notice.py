"""Notices: somebody, with an account or without, says that a comment is against the law."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment


class Notice(models.Model):
    """One notice of illegal content. After article 16 of Regulation (EU) 2022/2065: where, what law, why, who, in good faith.

    Whoever sent it may ask for another look once: a second notice that `follows` the first, for somebody else to decide.
    """

    class Outcome(models.TextChoices):
        OPEN = "open", _("waiting for a decision")
        REMOVED = "removed", _("the comment was removed")
        STAYS = "stays", _("the comment stays")
        GONE = "gone", _("there was nothing left to decide")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address = models.CharField(_("address of the comment"), max_length=500)
    comment = models.ForeignKey(Comment, on_delete=models.SET_NULL, null=True, related_name="notices")
    law = models.CharField(_("which law it breaks"), max_length=300)
    why = models.TextField(_("why"))
    name = models.CharField(_("your name"), max_length=120)
    email = models.EmailField(_("your e-mail address"))
    good_faith = models.BooleanField(default=False)
    at = models.DateTimeField()
    follows = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="followed_by")
    outcome = models.CharField(max_length=7, choices=Outcome, default=Outcome.OPEN)
    answer = models.TextField(_("answer"), blank=True)
    answered_by_id = models.BigIntegerField(null=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    decision_id = models.BigIntegerField(null=True, editable=False)
    # Who must not decide: whoever decided the first one. Filled by the database.
    contested_by_id = models.BigIntegerField(null=True, editable=False)
    # Whoever was signed in while they sent it. Anybody can write down anybody's address: it says of nobody that they did.
    sent_by_id = models.BigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("notice of illegal content")
        verbose_name_plural = _("notices of illegal content")
        constraints = [
            models.CheckConstraint(condition=models.Q(good_faith=True), name="a_notice_is_sent_in_good_faith"),
            models.CheckConstraint(
                condition=models.Q(answered_by_id__isnull=True)
                | models.Q(contested_by_id__isnull=True)
                | ~models.Q(answered_by_id=models.F("contested_by_id")),
                name="nobody_decides_twice_on_a_notice",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by_id__isnull=True)
                | models.Q(sent_by_id__isnull=True)
                | ~models.Q(answered_by_id=models.F("sent_by_id")),
                name="nobody_decides_their_own_notice",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome__in=["removed", "stays"])
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False, answered_by_id__isnull=False)),
                name="a_notice_is_answered_in_writing",
            ),
        ]
        indexes = [
            models.Index(fields=["at"], name="open_notices", condition=models.Q(outcome="open")),
            models.Index(fields=["comment"], name="notices_on_a_comment"),
            models.Index(fields=["sent_by_id"], name="notices_of_an_account", condition=models.Q(sent_by_id__isnull=False)),
            models.Index(
                fields=["decision_id"], name="notices_a_decision_settled", condition=models.Q(decision_id__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"

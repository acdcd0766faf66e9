"""Notices of illegal content: sent by anybody, without an account, and answered in writing."""

from comments.moderation.notices.addresses import Elsewhere, comment_at
from comments.moderation.notices.deciding import Answered, decide, undo
from comments.moderation.notices.forgetting import forget_senders
from comments.moderation.notices.receiving import Refused, ask_again, can_be_asked_again, receive, sent_before

__all__ = [
    "Answered",
    "Elsewhere",
    "Refused",
    "ask_again",
    "can_be_asked_again",
    "comment_at",
    "decide",
    "forget_senders",
    "receive",
    "sent_before",
    "undo",
]

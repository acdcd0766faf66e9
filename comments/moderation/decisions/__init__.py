"""Decisions on comments: each verb one transaction. State and log are written in `recording`, and nowhere else."""

from comments.moderation.decisions.by_editors import feature, unfeature
from comments.moderation.decisions.by_escalating import ESCALATABLE, escalate, unescalate
from comments.moderation.decisions.by_persons import DECIDABLE, approve, open_to, remove, take_back
from comments.moderation.decisions.by_rechecking import Looked, decide_again, is_the_policys, last_look
from comments.moderation.decisions.by_reports import hold_for_reports
from comments.moderation.decisions.by_the_policy import decide_anew, record_verdict
from comments.moderation.decisions.confirming import confirm, unconfirm
from comments.moderation.decisions.occasions import Occasion
from comments.moderation.decisions.overturning import overturn, waited_before
from comments.moderation.decisions.recording import STATUS_AFTER, append_on_account, last_on, lock
from comments.moderation.decisions.seen import Changed, Seen
from comments.moderation.decisions.together import LeftOut, Together, TooMany, decide_together, undo_together
from comments.moderation.decisions.undoing import TooLate, undo

__all__ = [
    "DECIDABLE",
    "ESCALATABLE",
    "STATUS_AFTER",
    "Changed",
    "LeftOut",
    "Looked",
    "Occasion",
    "Seen",
    "Together",
    "TooLate",
    "TooMany",
    "append_on_account",
    "approve",
    "confirm",
    "decide_again",
    "decide_anew",
    "decide_together",
    "escalate",
    "feature",
    "hold_for_reports",
    "is_the_policys",
    "last_look",
    "last_on",
    "lock",
    "open_to",
    "overturn",
    "record_verdict",
    "remove",
    "take_back",
    "unconfirm",
    "undo",
    "undo_together",
    "unescalate",
    "unfeature",
    "waited_before",
]

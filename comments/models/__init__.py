"""The tables of storey 2, one job a file."""

from comments.models.comment import Comment
from comments.models.decision import Decision, Evidence
from comments.models.discussion import Discussion
from comments.models.draft import Draft
from comments.models.recommendation import Recommendation
from comments.models.report import Report
from comments.models.signal import Signal
from comments.models.standard import Rule, StandardsVersion
from comments.models.standing import Standing
from comments.models.tally import Tally
from comments.models.word import ListedWord

__all__ = [
    "Comment",
    "Decision",
    "Discussion",
    "Draft",
    "Evidence",
    "ListedWord",
    "Recommendation",
    "Report",
    "Rule",
    "Signal",
    "StandardsVersion",
    "Standing",
    "Tally",
]

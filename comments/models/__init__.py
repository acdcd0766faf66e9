"""The tables of storey 2, one job a file."""

from comments.models.awaiting import Awaiting
from comments.models.comment import Comment
from comments.models.decision import Decision, Evidence
from comments.models.discussion import Discussion
from comments.models.draft import Draft
from comments.models.earlier_wording import EarlierWording
from comments.models.likeness import Likeness
from comments.models.mention import Mention
from comments.models.note import Note
from comments.models.notice import Notice
from comments.models.notification import Notification, TellingChoice
from comments.models.objection import Objection
from comments.models.pick import Pick
from comments.models.ranking import Exposure, Ranking
from comments.models.recommendation import Recommendation
from comments.models.report import Report
from comments.models.sanction import Sanction
from comments.models.seal import Seal
from comments.models.signal import Signal
from comments.models.site_switch import SiteSwitch
from comments.models.standard import Acceptance, Rule, RuleChange, StandardsVersion
from comments.models.standing import Standing
from comments.models.statement import Statement
from comments.models.taking_part import Following, Mute, Visit
from comments.models.tally import Tally
from comments.models.unchecked import OutsideService, Unchecked
from comments.models.watching import Watching
from comments.models.whereabouts import Whereabouts
from comments.models.word import ListedWord, WordList

__all__ = [
    "Acceptance",
    "Awaiting",
    "Comment",
    "Decision",
    "Discussion",
    "Draft",
    "EarlierWording",
    "Evidence",
    "Exposure",
    "Following",
    "Likeness",
    "ListedWord",
    "Mention",
    "Mute",
    "Note",
    "Notice",
    "Notification",
    "Objection",
    "OutsideService",
    "Pick",
    "Ranking",
    "Recommendation",
    "Report",
    "Rule",
    "RuleChange",
    "Sanction",
    "Seal",
    "Signal",
    "SiteSwitch",
    "StandardsVersion",
    "Standing",
    "Statement",
    "Tally",
    "TellingChoice",
    "Unchecked",
    "Visit",
    "Watching",
    "Whereabouts",
    "WordList",
]

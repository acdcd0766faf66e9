"""Objections: somebody asks for another look at a decision, and somebody else than who took it answers in writing."""

from comments.moderation.objections.against import Imposed, against
from comments.moderation.objections.answering import Answered, answer, undo
from comments.moderation.objections.matters import Matter, matter_of, reasons_given, words_decided_on
from comments.moderation.objections.raising import NotTheirs, Refused, object_to

__all__ = [
    "Answered",
    "Imposed",
    "Matter",
    "NotTheirs",
    "Refused",
    "against",
    "answer",
    "matter_of",
    "object_to",
    "reasons_given",
    "undo",
    "words_decided_on",
]

"""What of the conversation is edited in the admin, one thing a file. Decisions are made at the desk."""

from comments.moderation.admin import rules, sanctions, standings, switch, word_lists, words

__all__ = ["rules", "sanctions", "standings", "switch", "word_lists", "words"]

"""What of the conversation is edited in the admin: standards, word list, standings, the switch."""

from comments.moderation import admin

__all__ = ["admin"]

"""What of the conversation is edited in the admin: standards and word list. Comments are decided on at the desk, not here."""

from comments.moderation import admin

__all__ = ["admin"]

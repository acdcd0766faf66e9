"""What of the conversation is edited in the admin: standards, word list, the switch. Decisions are made at the desk."""

from comments.moderation import admin, switch_admin

__all__ = ["admin", "switch_admin"]

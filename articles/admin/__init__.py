"""The newsroom's side of stories: Django's admin, its forms calling the verbs."""

from articles.admin import naming_admin, photo_admin, story_admin

__all__ = ["naming_admin", "photo_admin", "story_admin"]

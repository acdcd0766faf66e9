from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """The conversation and its moderation."""

    name = "comments"

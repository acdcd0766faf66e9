from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Publishing and reading."""

    name = "articles"

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Publishing and reading."""

    name = "articles"

    def ready(self) -> None:
        """Fill the navigation of every page with the sections."""
        # Models can only be imported once all apps are loaded.
        from articles.models import Section  # noqa: PLC0415
        from newsroom.web import pages  # noqa: PLC0415

        pages.NAVIGATION.append(Section.objects.all)

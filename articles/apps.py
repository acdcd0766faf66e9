from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Publishing and reading."""

    name = "articles"

    def ready(self) -> None:
        """Fill the registers of the storeys below."""
        # Models can only be imported once all apps are loaded.
        from articles import bylines  # noqa: PLC0415
        from articles.models import Section  # noqa: PLC0415
        from newsroom.accounts import reserving  # noqa: PLC0415
        from newsroom.web import pages  # noqa: PLC0415

        pages.NAVIGATION.append(Section.objects.all)
        reserving.NAMES.append(reserving.Names("bylines", of_others=bylines.names_of_others))

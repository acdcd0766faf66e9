from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """The ground itself: holds the commands `demo` and `test`."""

    name = "newsroom"
    verbose_name = "Newsroom"

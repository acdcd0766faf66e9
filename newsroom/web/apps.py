from django.apps import AppConfig


class WebConfig(AppConfig):
    """What every page needs: kept pages, stamps, the limiter."""

    name = "newsroom.web"
    label = "web"

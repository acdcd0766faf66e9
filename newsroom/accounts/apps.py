from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and what they may do."""

    name = "newsroom.accounts"
    label = "accounts"

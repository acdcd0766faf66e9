from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and what they may do."""

    name = "newsroom.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Fill the slots of the frame for whoever is signed in."""
        # Here and not above: these modules need the models, which are not loaded before the apps are.
        from newsroom.accounts import header  # noqa: PLC0415
        from newsroom.web import pages  # noqa: PLC0415

        pages.OVERLAYS.append(pages.Overlay("accounts", header.fill))

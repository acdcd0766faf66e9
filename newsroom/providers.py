"""Sign-in with an account elsewhere: each provider is offered once both of its values are set."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from newsroom import env


@dataclass(frozen=True)
class Offered:
    """What the settings say of the providers that are set up."""

    # Apps that allauth needs for them.
    apps: list[str] = field(default_factory=list)
    # Its `SOCIALACCOUNT_PROVIDERS`.
    settings: dict[str, Any] = field(default_factory=dict)
    # What readers know them by.
    names: list[str] = field(default_factory=list)
    # Where the form that leads to them may lead.
    origins: list[str] = field(default_factory=list)

    def add(self, provider: str, pair: tuple[str, str], *, called: str, origin: str, **more: Any) -> None:
        """Offer one more."""
        self.names.append(called)
        self.apps.append(f"allauth.socialaccount.providers.{provider}")
        self.settings[provider] = {"APPS": [{"client_id": pair[0], "secret": pair[1], **more}]}
        self.origins.append(origin)


def offered() -> Offered:
    """Read the settings of every provider that the site knows. Raises `env.BadSetting` for half a pair."""
    found = Offered()
    if google := env.pair("GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"):
        found.add("google", google, called="Google", origin="https://accounts.google.com")
    if facebook := env.pair("FACEBOOK_CLIENT_ID", "FACEBOOK_CLIENT_SECRET"):
        found.add("facebook", facebook, called="Facebook", origin="https://www.facebook.com")
    oidc = env.pair("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
    name = env.text("OIDC_NAME", default="Single sign-on")
    server = env.address("OIDC_SERVER_URL", default=env.REQUIRED if oidc else "", example="https://accounts.example/realm")
    if oidc:
        parts = urlsplit(server)
        origin = f"{parts.scheme}://{parts.netloc}"
        found.add(
            "openid_connect", oidc, called=name, origin=origin, provider_id="oidc", name=name, settings={"server_url": server}
        )
    return found

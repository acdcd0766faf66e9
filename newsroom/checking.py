"""How comments are checked beyond what the project does by itself: by servers of strangers, none unless set."""

from dataclasses import dataclass

from newsroom import env


@dataclass(frozen=True)
class SetUp:
    """What the settings say of it."""

    # "hold" or "publish": what becomes of a comment while a check has not run. Either way it counts as not checked.
    not_checked: str = "hold"
    # Where the newsroom's own check is asked, and the secret with which every question is signed.
    url: str = ""
    secret: str = ""
    akismet_key: str = ""
    # Whether Akismet is told where moderators disagree with it.
    akismet_learns: bool = False


def set_up() -> SetUp:
    """Read the settings. Raises `env.BadSetting` for half a pair, and for what is no address or no key."""
    env.pair("OUTSIDE_CHECK_URL", "OUTSIDE_CHECK_SECRET")
    return SetUp(
        not_checked=env.choice("NOT_CHECKED", default="hold", among=["hold", "publish"]),
        url=env.address("OUTSIDE_CHECK_URL", default="", example="https://checks.example/comment"),
        secret=env.text("OUTSIDE_CHECK_SECRET", default="", shortest=32),
        akismet_key=env.key("AKISMET_KEY", default=""),
        akismet_learns=env.flag("AKISMET_LEARNS", default=False),
    )

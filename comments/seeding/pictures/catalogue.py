"""The pictures that stories ask for by name, with their words and their credit."""

import tomllib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from comments.seeding.pictures.credit import Credit
from comments.seeding.pictures.drawing import WIDTH, Picture, draw
from comments.seeding.pictures.motifs.faces import Face


@dataclass(frozen=True)
class Entry:
    """One named picture: how it is drawn, what it shows, who took it."""

    key: str
    kind: str
    title: str
    caption: str
    alt: str
    photographer: str
    agency: str
    mood: str
    seed: int
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def draw(self, *, width: int = WIDTH) -> Picture:
        """The picture itself."""
        return draw(self.kind, seed=self.seed, mood=self.mood, width=width, **self.parameters)

    def credit(self, *, taken: datetime) -> Credit:
        """What its file says about it; `taken` must know its zone."""
        return Credit(
            title=self.title, caption=self.caption, alternative_text=self.alt, photographer=self.photographer,
            agency=self.agency, taken=taken,
        )  # fmt: skip


def _read(path: Path) -> dict[str, Entry]:
    """The catalogue in its file's order, which is that of the newspaper's sections."""
    shelves = tomllib.loads(path.read_text(encoding="utf-8"))
    entries = {}
    for key, row in shelves["pictures"].items():
        facts = {**shelves["defaults"], **row, "parameters": _plain(row.get("parameters", {}))}
        # A name keeps its picture when others are added before it.
        facts.setdefault("seed", zlib.crc32(key.encode()))
        entries[key] = Entry(key=key, **facts)
    return entries


def _plain(parameters: dict[str, Any]) -> dict[str, Any]:
    """A colour is a tuple and a face is a `Face`, which the file has no words for."""
    made: dict[str, Any] = dict(parameters)
    for name in {"cloth", "wear"} & parameters.keys():
        made[name] = tuple(parameters[name])
    if "face" in parameters:
        made["face"] = Face(**_plain(parameters["face"]))
    return made


CATALOGUE: dict[str, Entry] = _read(Path(__file__).with_name("catalogue.toml"))

"""One picture of a kind, the same for the same seed on any machine."""

import random
from dataclasses import dataclass

from PIL import Image

from comments.seeding.pictures.canvas import HIGH, WIDE, Canvas
from comments.seeding.pictures.colour import MOODS
from comments.seeding.pictures.scenes import SCENES

# Large enough for a lead across a 1440 px screen and its 2:3 cut, small enough that sixty are drawn in seconds.
WIDTH = 1600


@dataclass(frozen=True)
class Picture:
    """A drawn picture, the point that every cut must keep (x, y from 0 to 1), and a few words for its alternative text."""

    image: Image.Image
    focus: tuple[float, float]
    alt_hint: str


def draw(kind: str, *, seed: int, mood: str = "day", width: int = WIDTH, **parameters: object) -> Picture:
    """Draw a picture of `kind` (a key of `SCENES`), `width` × two thirds of it; raises `KeyError` for an unknown kind or mood."""
    scene = SCENES[kind]
    canvas = Canvas(MOODS[mood], rng=random.Random(f"{kind} {seed}"), width=width)
    frame = scene(canvas, **parameters)
    focus = (min(1.0, max(0.0, frame.x / WIDE)), min(1.0, max(0.0, frame.y / HIGH)))
    return Picture(image=canvas.finish(grain=frame.grain), focus=focus, alt_hint=frame.hint)

"""What a scene says about itself when it is drawn."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Frame:
    """The point of interest in units of the canvas, and what is to be seen there."""

    x: float
    y: float
    hint: str
    grain: float = 1.0

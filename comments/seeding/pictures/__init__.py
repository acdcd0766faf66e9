"""The photographs of the demo newspaper, drawn by ourselves: no third party's picture is in it."""

from comments.seeding.pictures.drawing import Picture, draw

__all__ = ["Picture", "draw"]

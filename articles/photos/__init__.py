"""Photographs: credit in, renditions out, rights kept, position removed."""

from articles.photos.rendering import Prepared, RenditionFile, prepare, render
from articles.photos.sizes import ALL, FIRST, Shape
from articles.photos.storing import change, described, is_shown, make_the_rest, record, take_in

__all__ = [
    "ALL",
    "FIRST",
    "Prepared",
    "RenditionFile",
    "Shape",
    "change",
    "described",
    "is_shown",
    "make_the_rest",
    "prepare",
    "record",
    "render",
    "take_in",
]

"""Photographs: credit in, renditions out, rights kept, position removed."""

from articles.photos.rendering import Prepared, RenditionFile, prepare, render
from articles.photos.sizes import ALL, FIRST, Shape
from articles.photos.storing import change, described, make_the_rest, record, take_in

__all__ = [
    "ALL",
    "FIRST",
    "Prepared",
    "RenditionFile",
    "Shape",
    "change",
    "described",
    "make_the_rest",
    "prepare",
    "record",
    "render",
    "take_in",
]

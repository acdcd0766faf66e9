"""Photographs: credit in, renditions out, rights kept, position removed."""

from articles.photos.rendering import Prepared, RenditionFile, prepare, render
from articles.photos.sizes import ALL, FIRST, Shape
from articles.photos.storing import change, described, is_shown, make_the_rest, record, take_in
from articles.photos.taking_down import StillShown, shown_to_readers, take_down

__all__ = [
    "ALL",
    "FIRST",
    "Prepared",
    "RenditionFile",
    "Shape",
    "StillShown",
    "change",
    "described",
    "is_shown",
    "make_the_rest",
    "prepare",
    "record",
    "render",
    "shown_to_readers",
    "take_down",
    "take_in",
]

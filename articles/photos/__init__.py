"""Photographs: credit in, renditions out, rights kept, position removed."""

from articles.photos.rendering import Prepared, RenditionFile, prepare, render
from articles.photos.setting_aside import Aside, Gone, bring_back, set_aside
from articles.photos.sizes import ALL, FIRST, Shape
from articles.photos.storing import change, described, described_by, is_shown, make_the_rest, record, take_in
from articles.photos.taking_down import StillShown, shown_to_readers, take_down

__all__ = [
    "ALL",
    "FIRST",
    "Aside",
    "Gone",
    "Prepared",
    "RenditionFile",
    "Shape",
    "StillShown",
    "bring_back",
    "change",
    "described",
    "described_by",
    "is_shown",
    "make_the_rest",
    "prepare",
    "record",
    "render",
    "set_aside",
    "shown_to_readers",
    "take_down",
    "take_in",
]

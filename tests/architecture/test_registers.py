"""Registers: the only way in which a lower storey knows a higher one. This test prints them all."""

from dataclasses import is_dataclass

from articles import extensions
from newsroom.accounts import errands, holdings, reserving
from newsroom.accounts import extensions as own_pages
from newsroom.web import pages, reads

REGISTERS = {
    "pages.NAVIGATION": (pages.NAVIGATION, ["articles"]),
    "pages.OVERLAYS": (pages.OVERLAYS, ["newsroom.accounts", "comments", "comments"]),
    "reads.FOLLOWERS": (reads.FOLLOWERS, ["comments"]),
    "errands.ERRANDS": (errands.ERRANDS, ["comments"]),
    "own_pages.LINKS": (own_pages.LINKS, ["comments"]),
    "own_pages.SECTIONS": (own_pages.SECTIONS, ["comments"]),
    "own_pages.AFTER_SIGNING_IN": (own_pages.AFTER_SIGNING_IN, ["comments"]),
    "holdings.HOLDINGS": (holdings.HOLDINGS, ["newsroom.accounts", "comments"]),
    "reserving.NAMES": (reserving.NAMES, ["newsroom.accounts", "articles"]),
    "extensions.COUNTS": (extensions.COUNTS, ["comments"]),
    "extensions.ADMIN_PANELS": (extensions.ADMIN_PANELS, ["comments"]),
    "extensions.SEARCH_SOURCES": (extensions.SEARCH_SOURCES, []),
    "extensions.BEFORE_A_STORY": (extensions.BEFORE_A_STORY, ["comments"]),
    "extensions.AFTER_PUBLISHING": (extensions.AFTER_PUBLISHING, ["comments"]),
}


ROOMS = ["newsroom.accounts", "newsroom.web", "articles", "comments"]


def functions_of(entry):
    """The functions of an entry: itself, or those in the fields of a record."""
    return [value for value in vars(entry).values() if callable(value)] if is_dataclass(entry) else [entry]


def module_of(function):
    """Where a function was written; a manager's method counts for its model."""
    owner = getattr(function, "__self__", None)
    return getattr(owner, "model", function).__module__


def filled_by(entry):
    """The room whose functions stand in a register, and what the entry is called."""
    module = module_of(functions_of(entry)[0])
    return next((room for room in ROOMS if module.startswith(room)), module), getattr(entry, "name", None) or entry.__name__


def test_every_register_is_filled_by_the_storeys_that_the_plan_names(capsys):
    found = {name: [filled_by(entry) for entry in register] for name, (register, _rooms) in REGISTERS.items()}

    with capsys.disabled():
        for name, entries in found.items():
            print(f"\n  {name}: " + (", ".join(f"{what} ({room})" for room, what in entries) or "nothing yet"), end="")
        print()

    wrong = {
        name: [room for room, _what in found[name]]
        for name, (_register, rooms) in REGISTERS.items()
        if [room for room, _what in found[name]] != rooms
    }
    assert not wrong, wrong


def test_entries_of_a_register_have_names_of_their_own():
    for register, _rooms in REGISTERS.values():
        names = [entry.name for entry in register if hasattr(entry, "name")]
        assert len(names) == len(set(names))

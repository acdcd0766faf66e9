"""Tables of a story as readers get them: numbers stand in columns, and a wide one scrolls by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

from django.utils.html import escape
from django.utils.translation import gettext as _

# All that a cell says: 1,504 · −3.5 · € 2 000 · 12 % · 6:45.
NUMBER = re.compile(r"[-+\u2212\u00b1<>~≈]?\s*[$€£¥]?\s*\d[\d.,:\s]*(?:[%‰°$€£¥]|°C)?")


@dataclass
class Cell:
    """A cell by where its tag stands among the table's parts."""

    part: int
    tag: str
    column: int
    row: int
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it says."""
        return unescape("".join(self.words)).strip()

    @property
    def is_number(self) -> bool:
        """Whether it says a number and nothing else."""
        return NUMBER.fullmatch(self.text) is not None


@dataclass
class Table:
    """A table while it is read: its markup so far, its caption, its cells."""

    parts: list[str] = field(default_factory=list)
    caption: list[str] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    in_caption: bool = False
    depth: int = 1
    row: int = 0
    column: int = 0

    def start(self, tag: str, given: Mapping[str, str | None]) -> None:
        """The next part is this tag."""
        if tag == "caption":
            self.in_caption = True
        elif tag == "tr":
            self.row, self.column = self.row + 1, 0
        elif tag in {"td", "th"}:
            self.cells.append(Cell(len(self.parts), tag, self.column, self.row))
            self.column += int(given.get("colspan") or 1)

    def read(self, words: str) -> None:
        """The text of the caption, or of the cell that is open."""
        if self.in_caption:
            self.caption.append(words)
        elif self.cells:
            self.cells[-1].words.append(words)

    def markup(self) -> str:
        """The table in a region that one scrolls by hand and by keys; numbers, and what stands above them, are marked."""
        for cell in self._of_numbers():
            self.parts[cell.part] = self.parts[cell.part].replace(f"<{cell.tag}", f'<{cell.tag} class="number"', 1)
        # The caption came from markup, so it is escaped already; a double quote is not, inside an attribute.
        name = "".join(self.caption).strip().replace('"', "&quot;") or escape(_("Table"))
        return f'<div class="table-scroll" role="region" tabindex="0" aria-label="{name}">{"".join(self.parts)}</div>'

    def _of_numbers(self) -> list[Cell]:
        """Cells that say a number, and the headings of columns in which nothing else stands."""
        data = [cell for cell in self.cells if cell.tag == "td" and cell.text]
        numbers = [cell for cell in data if cell.is_number]
        columns = {cell.column for cell in numbers} - {cell.column for cell in data if not cell.is_number}
        rows_of_data = {cell.row for cell in self.cells if cell.tag == "td"}
        headings = [cell for cell in self.cells if cell.tag == "th" and cell.row not in rows_of_data and cell.column in columns]
        return [*numbers, *headings]

"""Cells of HTML: sanitised when they are read, and held in memory only where that changes them.

HTML is by far the most of a file's text, and most of it is clean. A clean cell stays in its staged row.
"""

from collections.abc import Collection
from dataclasses import dataclass

from course_runs.contract.text import trim
from course_runs.rows.findings import VALUE_LIMIT
from course_runs.validate.cells import CellEncoder, Cells
from course_runs.validate.sanitise import sanitise


@dataclass(frozen=True, slots=True)
class HtmlCell:
    """A sanitised cell of HTML.

    Attributes:
        stored: for `ingest.accepted_row`: clean HTML, empty where nothing is left; None: the cell stays as it came.
        came: the begin of the cell as it came; None where it stays as it came, or is blank.
        removed: the tags and attributes that were taken out, in order.
    """

    stored: str | None = None
    came: str | None = None
    removed: tuple[str, ...] = ()

    @property
    def is_filled(self) -> bool:
        """Whether any HTML is left."""
        return self.stored != ""


AS_STAGED = HtmlCell()
BLANK = HtmlCell(stored="")


def read_html(cell: str) -> HtmlCell:
    """Sanitise a cell as it is staged."""
    trimmed = trim(cell)
    if not trimmed:
        return BLANK
    clean = sanitise(trimmed)
    return AS_STAGED if clean.html == cell else HtmlCell(clean.html, trimmed[:VALUE_LIMIT], clean.removed)


class HtmlEncoder:
    """Encodes a column of HTML as `CellEncoder` does, and holds no cell that sanitising leaves alone."""

    def __init__(self) -> None:
        self._read: CellEncoder[HtmlCell] = CellEncoder(lambda cell: cell)

    def add(self, cells: Collection[str]) -> None:
        """Append cells."""
        read = {cell: read_html(cell) for cell in set(cells)}
        self._read.add(list(map(read.__getitem__, cells)))

    def cells(self) -> Cells[HtmlCell]:
        """Return the sanitised cells."""
        return self._read.cells()

"""Cells of HTML: sanitised when they are read, and held in memory only where sanitising changes them.

Most of the text of a drop is HTML, and most HTML is clean. A clean cell stays in its staged row.
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
        stored: the value for `ingest.accepted_row`: clean HTML, empty where nothing is left; None: the cell was clean.
        original: the beginning of the trimmed cell; None where the cell was clean or is blank.
        removed: the tags and attributes that were removed, in order.
    """

    stored: str | None = None
    original: str | None = None
    removed: tuple[str, ...] = ()

    @property
    def is_filled(self) -> bool:
        """Whether any HTML is left."""
        return self.stored != ""


CLEAN = HtmlCell()
BLANK = HtmlCell(stored="")


def read_html(cell: str) -> HtmlCell:
    """Sanitise a staged cell."""
    trimmed = trim(cell)
    if not trimmed:
        return BLANK
    clean = sanitise(trimmed)
    return CLEAN if clean.html == cell else HtmlCell(clean.html, trimmed[:VALUE_LIMIT], clean.removed)


class HtmlEncoder:
    """Encodes the cells of a column of HTML a block at a time, and holds only cells that sanitising changes."""

    def __init__(self) -> None:
        self._encoder: CellEncoder[HtmlCell] = CellEncoder(lambda cell: cell)

    def add(self, cells: Collection[str]) -> None:
        """Append a block of cells, at least one."""
        read = {cell: read_html(cell) for cell in set(cells)}
        self._encoder.add(list(map(read.__getitem__, cells)))

    def cells(self) -> Cells[HtmlCell]:
        """Return all cells that were added, sanitised."""
        return self._encoder.cells()

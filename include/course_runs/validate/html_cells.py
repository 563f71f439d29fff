"""Cells of HTML: sanitised as they come, and held only where that changes them.

Most HTML stays as it came. Such a cell is left in its staged row, and nothing of it is kept here: of a file's text
HTML is the most by far.
"""

from collections.abc import Collection
from dataclasses import dataclass

from course_runs.contract.text import trim
from course_runs.rows.findings import VALUE_LIMIT
from course_runs.validate.cells import Cells, Gathering
from course_runs.validate.sanitise import sanitise


@dataclass(frozen=True, slots=True)
class HtmlCell:
    """What has become of a cell of HTML.

    Attributes:
        stored: for `ingest.accepted_row`: clean HTML, empty where nothing is left; None: the cell stays as it came.
        came: how the cell began; None where it stays as it came, or is blank.
        removed: the tags and attributes that were taken out, in order.
    """

    stored: str | None = None
    came: str | None = None
    removed: tuple[str, ...] = ()

    @property
    def is_filled(self) -> bool:
        """Whether there is anything to be shown."""
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


class HtmlGathering:
    """Takes a column's cells as they come, as `Gathering` does, and keeps none that sanitising leaves alone."""

    def __init__(self) -> None:
        self._read: Gathering[HtmlCell] = Gathering(lambda cell: cell)

    def add(self, cells: Collection[str]) -> None:
        """Append cells."""
        read = {cell: read_html(cell) for cell in set(cells)}
        self._read.add(list(map(read.__getitem__, cells)))

    def cells(self) -> Cells[HtmlCell]:
        """Return what has become of the cells."""
        return self._read.cells()

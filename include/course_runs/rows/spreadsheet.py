"""Cells that a spreadsheet would run as a formula, made harmless and brought back.

Rows that go back to a partner are opened in a spreadsheet, where a cell that begins with `=`, `+`, `-`, `@`, a tab or
a line break can run as a formula. Such a cell gets one apostrophe in front. So does one that has apostrophes there
already: the same number of apostrophes comes off again, and what was dropped is what was sent. Blanks and apostrophes
in front of the character do not count, nor do the full-width forms of it, since some spreadsheets pass over the former
and translate the latter.
"""

import re

_RUNS = re.compile(r"[\s']*[=+\-@＝＋－＠]|'*[\t\r\n]")  # noqa: RUF001 - the full-width forms are meant
# Every cell that matches does so with one more apostrophe in front: that makes the two functions each other's inverse.


def disarm(cell: str) -> str:
    """Return a cell as it is safe in a CSV that a spreadsheet opens.

    Args:
        cell: any text.

    Returns:
        The cell, with an apostrophe in front where a spreadsheet might run it.
    """
    return f"'{cell}" if _RUNS.match(cell) else cell


def rearm(cell: str) -> str:
    """Return a cell as it was before `disarm`: `rearm(disarm(cell)) == cell` for every cell.

    Args:
        cell: of a CSV whose cells have been disarmed.

    Returns:
        The cell, without its first apostrophe where `disarm` set that.
    """
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell, 1) else cell

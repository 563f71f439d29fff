"""Cells that a spreadsheet would run as a formula: made harmless, and restored when they come back.

Partners open their rejected rows in a spreadsheet, where a cell that begins with `=`, `+`, `-`, `@`, a tab or a line
break can run as a formula. Such a cell gets one apostrophe in front, also when it begins with apostrophes already, so
that one can always be removed again. Blanks and apostrophes before the character are skipped, as some spreadsheets skip
them; full-width forms of the character count, as some spreadsheets translate them.
"""

import re

_RUNS = re.compile(r"[\s']*[=+\-@＝＋－＠]|'*[\t\r\n]")  # noqa: RUF001 - the full-width forms are meant
# A cell that matches also matches with one more apostrophe in front, so the two functions are each other's inverse.


def disarm(cell: str) -> str:
    """Return a cell with an apostrophe in front if a spreadsheet could run it as a formula.

    Args:
        cell: any text.
    """
    return f"'{cell}" if _RUNS.match(cell) else cell


def rearm(cell: str) -> str:
    """Return a cell without the apostrophe that `disarm` put in front: `rearm(disarm(cell)) == cell` for every cell.

    Args:
        cell: a cell of a CSV of disarmed cells.
    """
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell, 1) else cell

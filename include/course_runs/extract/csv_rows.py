"""The rows of a drop: CSV as RFC 4180 has it, with the physical line on which each row starts.

The csv module reads, because it streams, hands over ragged rows as they are and knows the line it is at; pandas pads
short rows, shifts long ones and skips what it cannot place.
"""

import csv
from collections.abc import Iterator

from course_runs.errors import FileRefused, RefusalCode
from course_runs.extract.drop import DropLines

CELL_LIMIT = 4 * 2**20
"""Characters of the longest cell that is read."""

Row = tuple[int, list[str]]
"""The physical line on which a row starts, and its cells."""


def read_rows(lines: DropLines) -> Iterator[Row]:
    """Yield the rows of a drop, the header first; a row whose cells are all blank is none.

    Args:
        lines: the drop's decoded lines.

    Raises:
        FileRefused: quotes do not match, lines end in a lone CR, or a cell is too long.
    """
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(lines, strict=True)
    start = 1
    try:
        for cells in reader:
            if any(cells) and any(map(str.strip, cells)):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise _refusal(str(error), start, reader.line_num) from None


def _refusal(error: str, start: int, reached: int) -> FileRefused:
    place = f"In the row that starts on line {start}"
    if "field larger than field limit" in error:
        return FileRefused(
            RefusalCode.TOO_LARGE,
            f"{place} a cell is longer than {CELL_LIMIT:,} characters. Look for a quote that is never closed.",
            line=start,
        )
    if "unexpected end of data" in error:
        reason = "a quote is opened and never closed"
    elif "new-line character seen" in error:
        reason = "a line ends in a lone CR: save the file with LF or CRLF line ends"
    else:
        reason = f"a quoted cell goes on after its closing quote, seen on line {reached}: double the quotes inside it"
    return FileRefused(RefusalCode.MALFORMED_CSV, f"{place}, {reason}.", line=start)

"""The rows of a drop: CSV by RFC 4180, with the physical line on which each row starts.

Python's csv module reads it: it streams, returns ragged rows as they are, and knows the line it is at. pandas pads
short rows, shifts long ones and skips what it cannot place.
"""

import csv
from collections.abc import Iterator

from course_runs.contract.errors import FileRefused, RefusalCode
from course_runs.contract.text import is_blank
from course_runs.extract.drop import ROW_LIMIT, DropLines
from course_runs.rows.staged_rows import Row

_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}


def read_rows(lines: DropLines) -> Iterator[Row]:
    """Yield the rows of a drop, the header first; rows of blank cells are left out.

    Args:
        lines: the drop's decoded lines.

    Yields:
        The physical line on which a row starts, and its cells as they came.

    Raises:
        FileRefused: quotes do not match, lines end in a lone CR, a row is too long, or the separator is not a comma.
    """
    csv.field_size_limit(ROW_LIMIT)  # a row has the same limit, and `DropLines` checks it first
    reader = csv.reader(_separated_by_commas(iter(lines)), strict=True)
    start = 1
    try:
        for cells in reader:
            lines.begin_row()
            if any(cells) and not all(map(is_blank, cells)):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise _malformed(str(error), start, reader.line_num) from None


def _separated_by_commas(lines: Iterator[str]) -> Iterator[str]:
    """Pass the lines on, and refuse the file when its header, the first line that is not blank, has no commas."""
    for number, line in enumerate(lines, start=1):
        if not is_blank(line):
            for separator, name in _OTHER_SEPARATORS.items():
                if line.count(separator) > max(1, line.count(",")):
                    raise FileRefused(
                        RefusalCode.BAD_HEADER,
                        f"The cells are separated by {name}. Export the file with commas.",
                        line=number,
                    )
            yield line
            break
        yield line
    yield from lines


def _malformed(error: str, start: int, reached: int) -> FileRefused:
    if "unexpected end of data" in error:
        reason = "a quote is opened and never closed"
    elif "new-line character seen" in error:
        reason = "a line ends in a lone CR: save the file with LF or CRLF line ends"
    else:
        reason = f"text follows a closing quote, on line {reached}: write a quote inside a quoted cell twice"
    return FileRefused(RefusalCode.MALFORMED_CSV, f"In the row that starts on line {start}, {reason}.", line=start)

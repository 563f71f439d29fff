"""A drop's header: its names brought to the contract's spelling, and everything that can be wrong with it."""

import difflib
from collections import Counter
from collections.abc import Sequence

from course_runs.contract import BY_NAME, COLUMNS, Required
from course_runs.errors import FileRefused, RefusalCode
from course_runs.feeds import Feed, UnknownColumns
from course_runs.findings import Code, Finding

ERRORS_COLUMN = "errors"
"""The column that a report adds to the rejected rows: it may come back with the corrected file."""


def normalise(cell: str) -> str:
    """Return a header cell as the contract spells it: trimmed, lower-cased, spaces as underscores."""
    return cell.strip().lower().replace(" ", "_")


def read_header(cells: Sequence[str], feed: Feed) -> tuple[tuple[str, ...], list[Finding]]:
    """Check a header.

    Args:
        cells: the first row of the file.
        feed: says what is required, and what unknown columns do.

    Returns:
        The normalised names in file order, and a warning for each column that is ignored.

    Raises:
        FileRefused: a name is missing or there twice, or an unknown one is there and the feed refuses those.
    """
    names = tuple(map(normalise, cells))
    unknown = [name for name in names if name not in BY_NAME and name != ERRORS_COLUMN]
    faults = [*_separator(cells), *_missing(names, unknown, feed), *_twice(names, cells)]
    if feed.unknown_columns is UnknownColumns.REFUSE:
        faults += [_unknown(name, names) for name in unknown]
    if faults:
        raise FileRefused(RefusalCode.BAD_HEADER, " ".join(faults), line=1)
    return names, [
        Finding(Code.UNKNOWN_COLUMN, _unknown(name, names) + " It is ignored.", column=name) for name in unknown
    ]


def required_columns(feed: Feed) -> set[str]:
    """Return the columns that each drop of a feed must have."""
    return {column.name for column in COLUMNS if column.required is Required.ALWAYS} | feed.required_columns


def _separator(cells: Sequence[str]) -> list[str]:
    for separator, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        if len(cells) == 1 and cells[0].count(separator) > 1:
            return [f"The cells are separated by {name}; export the file with commas."]
    return []


def _missing(names: Sequence[str], unknown: Sequence[str], feed: Feed) -> list[str]:
    faults = []
    for column in COLUMNS:
        if column.name in required_columns(feed) and column.name not in names:
            near = difflib.get_close_matches(column.name, unknown, n=1)
            hint = f" (is it {near[0]!r}?)" if near else ""
            faults.append(f"Column {column.name!r} is missing{hint}.")
    return faults


def _twice(names: Sequence[str], cells: Sequence[str]) -> list[str]:
    faults = []
    for name, count in Counter(names).items():
        if count > 1 and name:
            places = ", ".join(f"{position} ({cells[position - 1]!r})" for position in _positions(names, name))
            faults.append(f"Column {name!r} is there {count} times, at {places}: keep one.")
    return faults


def _unknown(name: str, names: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, BY_NAME, n=1)
    hint = f"; the nearest known one is {near[0]!r}" if near else ""
    return f"Column {_positions(names, name)[0]}, {name!r}, is not known{hint}."


def _positions(names: Sequence[str], name: str) -> list[int]:
    return [position for position, other in enumerate(names, start=1) if other == name]

"""The header of a drop: its names in the contract's spelling, and what is wrong with them."""

import difflib
from collections import Counter
from collections.abc import Sequence

from course_runs.contract.codes import Code
from course_runs.contract.columns import BY_NAME, COLUMNS, ERRORS_COLUMN, Required
from course_runs.contract.errors import FileRefused, RefusalCode
from course_runs.contract.feeds import Feed, UnknownColumns
from course_runs.contract.text import trim
from course_runs.rows.findings import VALUE_LIMIT, Finding

COLUMN_LIMIT = 500
"""A header with more columns is refused at once, without looking for similar names."""


def normalise(cell: str) -> str:
    """Return a header cell in the contract's spelling: trimmed, in lower case, with underscores for spaces."""
    return trim(cell).lower().replace(" ", "_")


def read_header(cells: Sequence[str], feed: Feed, line: int = 1) -> tuple[tuple[str, ...], list[Finding]]:
    """Read a header and check it by the contract and the feed.

    Args:
        cells: the first row of the file.
        feed: has the required columns, and what to do with unknown ones.
        line: physical line on which the row starts.

    Returns:
        The normalised names in file order, and a warning for each column that is ignored.

    Raises:
        FileRefused: BAD_HEADER: a required name is missing, a name appears twice, or one is unknown and the feed
            refuses unknown columns.
    """
    if len(cells) > COLUMN_LIMIT:
        raise _refused([f"The header has {len(cells):,} columns, more than {COLUMN_LIMIT}."], line)
    names = tuple(map(normalise, cells))
    unknown = [name for name in names if name and name not in BY_NAME and name != ERRORS_COLUMN]
    ignored = _unknown_columns(names, unknown)
    faults = [*_missing(names, unknown, feed), *_duplicates(names, cells)]
    if feed.unknown_columns is UnknownColumns.REFUSE:
        faults += ignored.values()
    if faults:
        raise _refused(faults, line)
    return names, [
        Finding(Code.UNKNOWN_COLUMN, f"{text} It is ignored.", column=name or None) for name, text in ignored.items()
    ]


def required_columns(feed: Feed) -> set[str]:
    """Return the columns that each drop of a feed must have."""
    return {column.name for column in COLUMNS if column.required is Required.ALWAYS} | feed.required_columns


def _refused(faults: Sequence[str], line: int) -> FileRefused:
    return FileRefused(RefusalCode.BAD_HEADER, " ".join(faults), line=line)


def _missing(names: Sequence[str], unknown: Sequence[str], feed: Feed) -> list[str]:
    faults = []
    for column in COLUMNS:
        if column.name in required_columns(feed) and column.name not in names:
            near = difflib.get_close_matches(column.name, unknown, n=1)
            hint = f" (spelt {_quoted(near[0])} here?)" if near else ""
            faults.append(f"Column {column.name!r} is missing{hint}.")
    return faults


def _duplicates(names: Sequence[str], cells: Sequence[str]) -> list[str]:
    faults = []
    for name, count in Counter(names).items():
        if count > 1 and name:
            places = ", ".join(f"{position} ({_quoted(cells[position - 1])})" for position in _positions(names, name))
            faults.append(f"Column {_quoted(name)} appears {count} times, at positions {places}. Keep one.")
    return faults


def _unknown_columns(names: Sequence[str], unknown: Sequence[str]) -> dict[str, str]:
    """Return a sentence for each name that the contract does not have, by name; all blank ones share one."""
    faults = {}
    for name in unknown:
        near = difflib.get_close_matches(name, BY_NAME, n=1)
        hint = f"; the nearest known one is {near[0]!r}" if near else ""
        faults[name[:VALUE_LIMIT]] = f"Column {_positions(names, name)[0]}, {_quoted(name)}, is unknown{hint}."
    if nameless := _positions(names, ""):
        faults[""] = f"The header of column {', '.join(map(str, nameless))} is blank."
    return faults


def _positions(names: Sequence[str], name: str) -> list[int]:
    return [position for position, other in enumerate(names, start=1) if other == name]


def _quoted(name: str) -> str:
    return repr(name if len(name) <= VALUE_LIMIT else name[:VALUE_LIMIT] + "...")

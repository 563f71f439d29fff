"""Reading cells: trimmed text into what the contract says it is, a whole column at a time.

A reader returns null for a blank cell and for one that it cannot read; whether that is a fault is for the suite to
judge, which asks the same readers.
"""

import re
from collections.abc import Callable, Sequence
from functools import singledispatch

import pandas as pd

from course_runs.contract import Column
from course_runs.kinds import Choice, Flag, Kind, Lookup, LookupList, Names, Uuid
from course_runs.validate.references import References, fold

Cells = pd.Series  # of str or None, dtype object

_DIRECTIVES = {"%Y": "[0-9]{4}", "%S": "[0-5][0-9]", "%f": "[0-9]{1,6}"}
_TRUE = frozenset({"yes", "1", "true"})


def trim(cells: Cells) -> Cells:
    """Trim cells; a blank one becomes null."""
    return pd.Series([cell.strip() or None for cell in cells], index=cells.index, dtype=object)


def once_each(cells: Cells, read: Callable[[str], object]) -> pd.Series:
    """Read every different cell once: drops repeat most of theirs. Null stays null.

    Returns:
        Series of objects, aligned with `cells`.
    """
    codes, different = pd.factorize(cells)
    values = [*map(read, different), None]
    return pd.Series([values[code] for code in codes], index=cells.index, dtype=object)


def read_moments(cells: Cells, formats: Sequence[str]) -> pd.Series:
    """Read dates or times of day by strptime formats, with as many digits as the format shows.

    Returns:
        Series of naive datetimes; NaT where no format fits. A time of day lies on 1900-01-01.
    """
    codes, different = pd.factorize(cells)
    texts = pd.Series(different, dtype=object)
    read = pd.Series(pd.NaT, index=texts.index, dtype="datetime64[us]")
    for form in formats:
        fits = texts.astype(str).str.fullmatch(_pattern(form)) & read.isna()
        read[fits] = pd.to_datetime(texts[fits], format=form, errors="coerce").astype("datetime64[us]")
    return pd.Series(read.reindex(codes).to_numpy(), index=cells.index)


def read_instants(local: pd.Series, zone: str) -> pd.Series:
    """Place local times in a zone; NaT where the clock skips that time or shows it twice: nothing is guessed.

    Returns:
        Series of datetimes in UTC.
    """
    instants: pd.Series = local.dt.tz_localize(zone, ambiguous="NaT", nonexistent="NaT").dt.tz_convert("UTC")
    return instants


def local_times(dates: pd.Series, times: pd.Series) -> pd.Series:
    """Put dates and times of day together; NaT where either is.

    Returns:
        Series of naive datetimes.
    """
    return dates + (times - pd.Timestamp("1900-01-01"))


def split_names(cell: str) -> list[str]:
    """Split comma-separated names: trimmed, blank ones dropped, each once, in order."""
    return list(dict.fromkeys(filter(None, map(str.strip, cell.split(",")))))


def read_cells(cells: Cells, column: Column, references: References) -> pd.Series:
    """Read a column of any kind but dates, times and HTML.

    Args:
        cells: trimmed cells, null where blank.
        column: of the contract.
        references: the catalog's look-ups.

    Returns:
        Series of objects: text as PostgreSQL reads it for the field's type, lists of text, booleans, or null.
    """
    values = once_each(cells, lambda cell: _read(column.kind, cell, references))
    return values.where(values.notna(), other=False) if isinstance(column.kind, Flag) else values


@singledispatch
def _read(kind: Kind, cell: str, references: References) -> object:
    del kind, references
    return cell


@_read.register
def _(kind: Lookup, cell: str, references: References) -> str | None:
    return references[kind.reference].get(fold(cell))


@_read.register
def _(kind: LookupList, cell: str, references: References) -> list[str]:
    return list(dict.fromkeys(references[kind.reference][fold(name)] for name in split_names(cell)))


@_read.register
def _(kind: Choice, cell: str, references: References) -> str | None:
    del references
    return fold(cell) if fold(cell) in kind.options else None


@_read.register
def _(kind: Flag, cell: str, references: References) -> bool:
    del kind, references
    return fold(cell) in _TRUE


@_read.register
def _(kind: Names, cell: str, references: References) -> list[str] | None:
    del kind, references
    return split_names(cell) or None


@_read.register
def _(kind: Uuid, cell: str, references: References) -> str:
    del kind, references
    return cell.lower()


def _pattern(form: str) -> str:
    return re.sub("%.", lambda directive: _DIRECTIVES.get(directive[0], "[0-9]{2}"), form)

"""Reads cells: trimmed text becomes a value of the type that the contract gives its column.

A reader returns None for a cell that it cannot read. Whether that is a fault is for the suite to judge: its
expectations ask the same readers.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from course_runs.contract.kinds import Choice, Flag, Kind, Lookup, LookupList, Names, Uuid
from course_runs.contract.text import fold, trim
from course_runs.validate.references import References

Moments = npt.NDArray[np.datetime64]
"""Naive dates and times in microseconds; NaT where there is none."""

Reader = Callable[[str], object]
"""A function from a trimmed cell to text, a list of text, a boolean, or None."""

NAT = np.datetime64("NaT", "us")
MIDNIGHT = np.datetime64("1900-01-01", "us")
"""The moment that stands for 00:00 where a time of day is read by itself."""

LAST_SAFE = np.datetime64("9999-12-30T23:59:59.999999", "us")
"""A later local time may be in the year 10000 in UTC, which Python's dates cannot hold."""

_DIRECTIVES = {"%Y": "[1-9][0-9]{3}", "%S": "[0-5][0-9]", "%f": "[0-9]{1,6}"}
_TRUE = frozenset({"yes", "1", "true"})


def read_moments(cells: Sequence[str], formats: Sequence[str]) -> Moments:
    """Read dates or times of day by strptime formats, with as many digits as the format shows.

    Returns:
        NaT where no format fits. A time of day lies on `MIDNIGHT`'s day.
    """
    texts = pd.Series(list(cells), dtype=object)
    read = pd.Series(pd.NaT, index=texts.index, dtype="datetime64[us]")
    for form in formats:
        fits = texts.map(_pattern(form).fullmatch).notna() & read.isna()
        read[fits] = pd.to_datetime(texts[fits], format=form, errors="coerce").astype("datetime64[us]")
    return read.to_numpy()


def read_instants(local: Moments, zone: str) -> Moments:
    """Place local times in a zone; NaT where the clock skips that time or shows it twice: nothing is guessed.

    Returns:
        Instants in UTC.
    """
    safe = local if zone == "UTC" else np.where(local <= LAST_SAFE, local, NAT)
    placed = pd.DatetimeIndex(safe).tz_localize(zone, ambiguous="NaT", nonexistent="NaT")
    instants: Moments = placed.tz_convert("UTC").tz_localize(None).to_numpy()
    return instants


def split_names(cell: str) -> list[str]:
    """Split comma-separated names: trimmed, blank ones dropped, each once, in order."""
    return list(dict.fromkeys(filter(None, map(trim, cell.split(",")))))


def reader(kind: Kind, references: References) -> Reader:  # noqa: PLR0911 - one a kind
    """Return the function that reads cells of a kind other than dates, times and HTML.

    Args:
        kind: of the column.
        references: the catalog's look-ups.

    Returns:
        A function from a trimmed cell to text, a list of text or a boolean, as PostgreSQL is given it; None where the
        cell cannot be read.
    """
    match kind:
        case Lookup(reference):
            return lambda cell: references[reference].get(fold(cell))
        case LookupList(reference):
            return lambda cell: _read_lookups(cell, references[reference])
        case Choice(options):
            return lambda cell: fold(cell) if fold(cell) in options else None
        case Flag():
            return lambda cell: fold(cell) in _TRUE
        case Names():
            return lambda cell: split_names(cell) or None
        case Uuid():
            return str.lower
    return lambda cell: cell


def _read_lookups(cell: str, known: Mapping[str, str]) -> list[str] | None:
    names = list(map(fold, split_names(cell)))
    return list(dict.fromkeys(known[name] for name in names)) if known.keys() >= set(names) else None


@cache
def _pattern(form: str) -> re.Pattern[str]:
    parts = re.split("(%.)", form)
    return re.compile("".join(_DIRECTIVES.get(p, "[0-9]{2}") if p.startswith("%") else re.escape(p) for p in parts))

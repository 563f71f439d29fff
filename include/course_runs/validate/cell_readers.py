"""Readers of cells: trimmed text becomes a value of the type that the contract gives its column.

A reader returns None for a cell that it cannot read. The suite decides whether that is a fault; its expectations call
the same readers.
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
"""Dates and times without a zone, in microseconds; NaT where there is none."""

Reader = Callable[[str], object]
"""A function from a trimmed cell to text, a list of text, a boolean, or None."""

NAT = np.datetime64("NaT", "us")
MIDNIGHT = np.datetime64("1900-01-01", "us")
"""What 00:00 is read as where a time of day has no date."""

LAST_SAFE = np.datetime64("9999-12-30T23:59:59.999999", "us")
"""The last local time that is surely before the year 10000 in UTC, where Python's dates end."""

_DIRECTIVES = {"%Y": "[1-9][0-9]{3}", "%S": "[0-5][0-9]", "%f": "[0-9]{1,6}"}
_TRUE = frozenset({"yes", "1", "true"})


def read_moments(cells: Sequence[str], formats: Sequence[str]) -> Moments:
    """Read dates or times of day by strptime formats, with as many digits as the format shows.

    Args:
        cells: trimmed text.
        formats: tried in this order.

    Returns:
        A moment for each cell; NaT where no format fits. A time of day is on the day of `MIDNIGHT`.
    """
    texts = pd.Series(list(cells), dtype=object)
    read = pd.Series(pd.NaT, index=texts.index, dtype="datetime64[us]")
    for form in formats:
        fits = texts.map(_pattern(form).fullmatch).notna() & read.isna()
        read[fits] = pd.to_datetime(texts[fits], format=form, errors="coerce").astype("datetime64[us]")
    return read.to_numpy()


def read_instants(local: Moments, zone: str) -> Moments:
    """Convert local times to UTC.

    Args:
        local: times as the clocks of the zone show them.
        zone: name in the IANA database.

    Returns:
        The instants; NaT where the clocks skip the time or show it twice, as nothing is guessed.
    """
    safe = local if zone == "UTC" else np.where(local <= LAST_SAFE, local, NAT)
    placed = pd.DatetimeIndex(safe).tz_localize(zone, ambiguous="NaT", nonexistent="NaT")
    instants: Moments = placed.tz_convert("UTC").tz_localize(None).to_numpy()
    return instants


def split_names(cell: str) -> list[str]:
    """Return comma-separated names as a list in their order: trimmed, each once, without blank ones."""
    return list(dict.fromkeys(filter(None, map(trim, cell.split(",")))))


def reader(kind: Kind, references: References) -> Reader:  # noqa: PLR0911 - one return for each kind
    """Return the function that reads cells of a kind other than dates, times and HTML.

    Args:
        kind: the column's.
        references: the catalog's look-ups.

    Returns:
        A function from a trimmed cell to text, a list of text or a boolean, as PostgreSQL receives it; None where
        the cell cannot be read.
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

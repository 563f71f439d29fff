"""Reading cells: trimmed text into what the contract says it is.

A reader returns None for a cell that it cannot read; whether that is a fault is for the suite to judge, whose
expectations ask the same readers.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache, singledispatch

import numpy as np
import numpy.typing as npt
import pandas as pd

from course_runs.contract.kinds import Choice, Flag, Kind, Lookup, LookupList, Names, Uuid
from course_runs.contract.text import fold, trim
from course_runs.validate.references import References

Moments = npt.NDArray[np.datetime64]
"""Naive, of microseconds; NaT where there is none."""

Reader = Callable[[str], object]
"""Takes a trimmed cell; gives text, a list of text, a boolean, or None."""

NOWHEN = np.datetime64("NaT", "us")
MIDNIGHT = np.datetime64("1900-01-01", "us")
"""What times of day are read onto."""

LAST_SAFE = np.datetime64("9999-12-30T23:59:59.999999", "us")
"""Later local times may lie, in UTC, in the year 10000, which neither Python nor PostgreSQL's dates can hold."""

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
    safe = local if zone == "UTC" else np.where(local <= LAST_SAFE, local, NOWHEN)
    placed = pd.DatetimeIndex(safe).tz_localize(zone, ambiguous="NaT", nonexistent="NaT")
    instants: Moments = placed.tz_convert("UTC").tz_localize(None).to_numpy()
    return instants


def split_names(cell: str) -> list[str]:
    """Split comma-separated names: trimmed, blank ones dropped, each once, in order."""
    return list(dict.fromkeys(filter(None, map(trim, cell.split(",")))))


def reader(kind: Kind, references: References) -> Reader:
    """Return what reads the cells of a kind other than dates, times and HTML; what it gives is text to PostgreSQL."""
    read = _read.dispatch(type(kind))  # once, not for every cell
    return lambda cell: read(kind, cell, references)


@singledispatch
def _read(kind: Kind, cell: str, references: References) -> object:
    del kind, references
    return cell


@_read.register
def _(kind: Lookup, cell: str, references: References) -> str | None:
    return references[kind.reference].get(fold(cell))


@_read.register
def _(kind: LookupList, cell: str, references: References) -> list[str] | None:
    known, names = references[kind.reference], list(map(fold, split_names(cell)))
    return list(dict.fromkeys(known[name] for name in names)) if known.keys() >= set(names) else None


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


@cache
def _pattern(form: str) -> re.Pattern[str]:
    parts = re.split("(%.)", form)
    return re.compile("".join(_DIRECTIVES.get(p, "[0-9]{2}") if p.startswith("%") else re.escape(p) for p in parts))

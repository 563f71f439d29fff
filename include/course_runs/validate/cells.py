"""A column's cells, every different one once: drops repeat most of theirs, and what is said of one holds for all."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

Codes = npt.NDArray[np.int32]
"""Positions: of four bytes each, for every column of a chunk has one for each row."""
Objects = npt.NDArray[np.object_]
Cell = TypeVar("Cell")


@dataclass(frozen=True, slots=True)
class Cells(Generic[Cell]):
    """One column of some rows.

    Attributes:
        different: every different cell once, text trimmed; no blank one.
        codes: for each row the position of its cell in `different`; -1: blank.
    """

    different: Sequence[Cell]
    codes: Codes

    def __getitem__(self, row: int) -> Cell | None:
        """Return the cell of a row; None: blank."""
        code = self.codes[row]
        return None if code < 0 else self.different[code]

    @property
    def filled(self) -> npt.NDArray[np.bool_]:
        """For each row whether its cell is not blank."""
        return self.codes >= 0

    def each(self, read: Callable[[Cell], object], blank: object = None) -> Objects:
        """Read every different cell once.

        Args:
            read: takes a cell.
            blank: what a blank cell is.

        Returns:
            For each row what its cell reads as.
        """
        return objects([*map(read, self.different), blank])[self.codes]

    def sorts(self, read: Callable[[Cell], str | None]) -> pd.Categorical:
        """Sort rows by what their cells read as; those that are blank or read as None are of no sort.

        Expectations judge categories once each, where they would judge plain text row by row.
        """
        return sorted_by(*regroup(list(map(read, self.different)), self.codes))


def without(cells: Cells[str], words: Collection[str]) -> Cells[str]:
    """Take some words, lower-cased, for blank."""
    return Cells(*regroup([None if cell.lower() in words else cell for cell in cells.different], cells.codes))


class Gathering(Generic[Cell]):
    """Takes a column's cells as they come, a block at a time, and keeps each different one once.

    Args:
        read: what a different cell is in the end; None: blank.
    """

    def __init__(self, read: Callable[[Cell], Cell | None]) -> None:
        self._read = read
        self._positions: defaultdict[Cell, int] = defaultdict()
        self._positions.default_factory = self._positions.__len__
        self._codes = array("i")

    def add(self, cells: Sequence[Cell]) -> None:
        """Append cells, at least one."""
        if cells.count(cells[0]) == len(cells):  # as in most columns: blank, or the same on every row
            self._codes.extend(array("i", [self._positions[cells[0]]]) * len(cells))
        else:
            self._codes.extend(array("i", map(self._positions.__getitem__, cells)))

    def cells(self) -> Cells[Cell]:
        """Return the cells."""
        read = list(map(self._read, self._positions))
        return Cells(*regroup(read, np.frombuffer(self._codes, dtype=np.int32)))


def regroup(values: Sequence[Any], codes: Codes) -> tuple[list[Any], Codes]:
    """Make equal values one.

    Args:
        values: hashable; None is no value.
        codes: positions in `values`, -1 for none.

    Returns:
        The different values, and the codes that say the same of them.
    """
    positions: defaultdict[object, int] = defaultdict()
    positions.default_factory = positions.__len__
    places = [-1 if value is None else positions[value] for value in values]
    return list(positions), np.array([*places, -1], dtype=np.int32)[codes]


def sorted_by(kinds: Sequence[str], codes: Codes) -> pd.Categorical:
    """Return rows sorted by kinds: for each its kind's position, -1 for none."""
    sorts: pd.Categorical = pd.Categorical.from_codes(codes, categories=pd.Index(list(kinds), dtype=object))
    return sorts


def objects(values: Sequence[object]) -> Objects:
    """Return values as an array of objects, lists among them as they are."""
    return np.fromiter(values, dtype=np.object_, count=len(values))

"""The cells of a column, encoded: each distinct cell once, and for each row its position.

Most cells of a drop are repeated, so a cell is read and judged once for all the rows that have it.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

Codes = npt.NDArray[np.int32]
"""For each row the position of its distinct cell; -1: blank. In four bytes, because every column has its own."""
Objects = npt.NDArray[np.object_]
Cell = TypeVar("Cell")


@dataclass(frozen=True, slots=True)
class Cells(Generic[Cell]):
    """The cells of one column.

    Attributes:
        distinct: every distinct cell once, text trimmed; no blank one.
        codes: for each row the position of its cell in `distinct`; -1: blank.
    """

    distinct: Sequence[Cell]
    codes: Codes

    def __getitem__(self, row: int) -> Cell | None:
        """Return the cell of a row; None: blank."""
        code = self.codes[row]
        return None if code < 0 else self.distinct[code]

    @property
    def filled(self) -> npt.NDArray[np.bool_]:
        """For each row whether its cell is not blank."""
        return self.codes >= 0

    def each(self, read: Callable[[Cell], object], blank: object = None) -> Objects:
        """Read every distinct cell once.

        Args:
            read: takes a cell.
            blank: the value of a blank cell.

        Returns:
            For each row the value of its cell.
        """
        return objects([*map(read, self.distinct), blank])[self.codes]

    def categorical(self, read: Callable[[Cell], str | None]) -> pd.Categorical:
        """Read every distinct cell once, into categories: an expectation judges each of them once, but text row by row.

        Args:
            read: takes a cell; None makes it null.

        Returns:
            For each row the value of its cell; null where it is blank.
        """
        return as_categorical(*recode(list(map(read, self.distinct)), self.codes))


class CellEncoder(Generic[Cell]):
    """Encodes the cells of a column a block at a time, and holds each distinct cell once.

    `pandas.factorize` would need all cells of the column in memory.

    Args:
        read: returns what a distinct cell becomes; None: blank.
    """

    def __init__(self, read: Callable[[Cell], Cell | None]) -> None:
        self._read = read
        self._positions: defaultdict[Cell, int] = defaultdict()
        self._positions.default_factory = self._positions.__len__
        self._codes = array("i")

    def add(self, cells: Sequence[Cell]) -> None:
        """Append a block of cells, at least one."""
        if cells.count(cells[0]) == len(cells):  # most columns are blank, or have one cell for every row
            self._codes.extend(array("i", [self._positions[cells[0]]]) * len(cells))
        else:
            self._codes.extend(array("i", map(self._positions.__getitem__, cells)))

    def cells(self) -> Cells[Cell]:
        """Return all cells that were added."""
        read = list(map(self._read, self._positions))
        return Cells(*recode(read, np.frombuffer(self._codes, dtype=np.int32)))


def recode(values: Sequence[Any], codes: Codes) -> tuple[list[Any], Codes]:
    """Encode values that distinct cells were read as: equal values become one.

    Args:
        values: the value of each distinct cell, hashable; None: blank.
        codes: for each row a position in `values`; -1: blank.

    Returns:
        The distinct values, and for each row the position in them; -1: blank.
    """
    positions, distinct = pd.factorize(objects(values))
    return list(distinct), np.append(positions, -1).astype(np.int32)[codes]


def as_categorical(categories: Sequence[str], codes: Codes) -> pd.Categorical:
    """Return categories and codes as a pandas Categorical; -1: null."""
    values: pd.Categorical = pd.Categorical.from_codes(codes, categories=pd.Index(list(categories), dtype=object))
    return values


def objects(values: Sequence[object]) -> Objects:
    """Return values as a NumPy array of objects; a list among them stays a list."""
    return np.fromiter(values, dtype=np.object_, count=len(values))

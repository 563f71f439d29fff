"""Paging by key: each page is read with one row more than it shows, which says whether another page follows."""

from collections.abc import Sequence
from typing import TypeVar

Row = TypeVar("Row")

PAGE = 50
"""Rows of a page."""


def limit(size: int | None = None) -> int:
    """Return the LIMIT of the statement that reads a page."""
    return (size or PAGE) + 1


def page(rows: Sequence[Row], size: int | None = None) -> tuple[list[Row], Row | None]:
    """Split what a statement with that LIMIT has read.

    Args:
        rows: in the order of their keys.
        size: rows of a page; None: `PAGE`.

    Returns:
        The page's rows, and its last row if another page follows: that page begins after the row's key.
    """
    shown = list(rows[: size or PAGE])
    return shown, shown[-1] if len(rows) > len(shown) else None

"""The geometry of the pages' pictures; the templates draw them, the style sheet colours them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, datetime

SLIVER = 0.6
"""Per cent of a time line that the shortest span gets, so that it is seen."""

CHANGES = ("new_product", "new_run", "backpopulate", "update")
"""Decisions that change the catalog; a picture stacks them in this order."""

UP, DOWN = 48.0, 20.0
"""Height of a feed's picture above and below its base line."""
SMALLEST = 1.5
"""Height of one row among many."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a line of time, in per cent of it."""

    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a column: a decision, and where it begins and how high it is, counted from the picture's top."""

    name: str
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """An ingestion in its feed's picture.

    Attributes:
        blocks: its decisions: what changes upwards from the base line, what is rejected downwards.
        mark: why nothing was loaded: `refused`, `failed` or `running`, or that it was `planned` only; or nothing.
    """

    blocks: tuple[Block, ...]
    mark: str | None


@dataclass(frozen=True, slots=True)
class Bars:
    """A feed's picture: a column an ingestion, oldest first.

    Attributes:
        columns: of equal width.
        most_changes: rows that the height above the base line stands for.
        most_rejected: rows that the height below it stands for.
    """

    columns: tuple[Column, ...]
    most_changes: int
    most_rejected: int


def bars(ingestions: Sequence[tuple[Mapping[str, int], str | None]]) -> Bars:
    """Draw ingestions, each its counts and its mark, oldest first.

    What changes and what is rejected have each their own measure, or a few rejected rows would never be seen.
    """
    changes = [sum(counts.get(name, 0) for name in CHANGES) for counts, _ in ingestions]
    rejected = [counts.get("rejected", 0) for counts, _ in ingestions]
    most_changes, most_rejected = max(changes, default=0), max(rejected, default=0)
    columns = (Column((*_up(counts, most_changes), *_down(counts, most_rejected)), mark) for counts, mark in ingestions)
    return Bars(tuple(columns), most_changes, most_rejected)


def _up(counts: Mapping[str, int], most: int) -> list[Block]:
    blocks, top = [], UP
    present = {name: counts[name] for name in CHANGES if counts.get(name)}
    # The smallest heights come on top of what is shared out, so that a column never outgrows the picture.
    room = UP - SMALLEST * len(CHANGES)
    for name, number in present.items():
        height = SMALLEST + room * number / most
        top -= height
        blocks.append(Block(name, round(top, 2), round(height, 2)))
    return blocks


def _down(counts: Mapping[str, int], most: int) -> list[Block]:
    number = counts.get("rejected", 0)
    height = SMALLEST + (DOWN - SMALLEST) * number / most if number else 0
    return [Block("rejected", UP, round(height, 2))] if number else []


@dataclass(frozen=True, slots=True)
class Years:
    """A line of time over whole years: where each begins, and how to place an instant on it.

    Attributes:
        first: its begin.
        last: its end.
        ticks: years and their places in per cent.
    """

    first: datetime
    last: datetime
    ticks: tuple[tuple[int, float], ...]

    def place(self, instant: datetime) -> float:
        """Return where an instant lies, in per cent."""
        return round(100 * ((instant - self.first) / (self.last - self.first)), 3)

    def span(self, starts_at: datetime, ends_at: datetime) -> Span:
        """Return where a stretch of time lies."""
        start = self.place(starts_at)
        return Span(min(start, 100 - SLIVER), max(self.place(ends_at) - start, SLIVER))


MOST_TICKS = 10


def years(instants: Sequence[datetime]) -> Years | None:
    """Return a line of time that holds the instants; None where there are none."""
    if not instants:
        return None
    begin, end = min(instants).astimezone(UTC), max(instants).astimezone(UTC)
    first, last = datetime(begin.year, 1, 1, tzinfo=UTC), _next_year(end)
    line = Years(first, last, ())
    step = -(-(last.year - first.year) // MOST_TICKS) or 1
    ticks = tuple((year, line.place(datetime(year, 1, 1, tzinfo=UTC))) for year in range(first.year, last.year, step))
    return Years(first, last, ticks)


def _next_year(instant: datetime) -> datetime:
    return datetime(min(instant.year + 1, MAXYEAR), 1, 1, tzinfo=UTC)

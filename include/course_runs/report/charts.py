"""The geometry of charts in reports and pages; the templates draw them, the style sheets colour them.

Widths and places along a chart are per cent of its width, heights are units of the drawing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, datetime, timedelta

from course_runs.report.list_rows import ChangedRow
from course_runs.rows.decisions import CHANGING

SLIVER = 0.6
"""Per cent of a chart that the smallest share gets, so that one row of a hundred thousand is visible."""
UP, DOWN = 48.0, 20.0
"""Height of a feed's chart above and below its base line."""
SMALLEST = 1.5
"""Height of one row among many."""
MOST_TICKS = 10


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a bar."""

    name: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class TimeLine:
    """A run's schedule before and after, on one axis."""

    before: Segment
    after: Segment


def bar(counts: Mapping[str, int]) -> list[Segment]:
    """Divide a bar among what there is of each name; nothing at all makes no segments."""
    widths = {name: max(SLIVER, 100 * number / sum(counts.values())) for name, number in counts.items() if number}
    segments, start = [], 0.0
    for name, share in widths.items():
        width = share * 100 / sum(widths.values())
        segments.append(Segment(name, round(start, 3), round(width, 3)))
        start += width
    return segments


def time_line(row: ChangedRow) -> TimeLine | None:
    """Return a changed run's time line; None where its schedule did not change or an end of it is open."""
    old = {change.field: change.before for change in row.changes if change.table == "course_run"}
    if not old.keys() & {"starts_at", "ends_at"}:
        return None
    after = (row.starts_at, row.ends_at)
    before = (_instant(old, "starts_at", row.starts_at), _instant(old, "ends_at", row.ends_at))
    instants = [instant for instant in (*before, *after) if instant is not None]
    if len(instants) < len(before) + len(after) or max(instants) == min(instants):
        return None
    first, span = min(instants), max(instants) - min(instants)
    return TimeLine(_stretch("before", before, first, span), _stretch("after", after, first, span))


def _instant(old: Mapping[str, str | None], field: str, unchanged: datetime | None) -> datetime | None:
    if field not in old:
        return unchanged
    written = old[field]
    return datetime.fromisoformat(written) if written else None


def _stretch(name: str, ends: Sequence[datetime | None], first: datetime, span: timedelta) -> Segment:
    starts_at, ends_at = ends
    if starts_at is None or ends_at is None:
        raise ValueError("a stretch of a time line has two ends")
    return Segment(name, round(100 * ((starts_at - first) / span), 2), round(100 * ((ends_at - starts_at) / span), 2))


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
    changes = [sum(counts.get(name, 0) for name in CHANGING) for counts, _ in ingestions]
    rejected = [counts.get("rejected", 0) for counts, _ in ingestions]
    most_changes, most_rejected = max(changes, default=0), max(rejected, default=0)
    columns = (Column((*_up(counts, most_changes), *_down(counts, most_rejected)), mark) for counts, mark in ingestions)
    return Bars(tuple(columns), most_changes, most_rejected)


def _up(counts: Mapping[str, int], most: int) -> list[Block]:
    blocks, top = [], UP
    present = {name: counts[name] for name in CHANGING if counts.get(name)}
    # The smallest heights come on top of what is shared out, so that a column never outgrows the picture.
    room = UP - SMALLEST * len(CHANGING)
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

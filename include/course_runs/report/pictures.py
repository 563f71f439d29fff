"""The geometry of a report's pictures, in per cent of their width; the templates draw them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from course_runs.report.lists import ChangedRow

SLIVER = 0.6
"""Per cent that the smallest share gets, so that one row of a hundred thousand is seen."""


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

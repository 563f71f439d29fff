"""The wording of reports: how values are shown, and the sentences on what happened."""

import json
import re
import unicodedata
from datetime import UTC, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from course_runs.report.outcome import Outcome
from course_runs.rows.decisions import in_words

if TYPE_CHECKING:  # the view has these sentences as properties
    from course_runs.report.view import IngestionView

SHOWN = 200
"""Characters of a value that a report shows."""
CONTEXT = 30
"""Characters before the first difference of two long values that are shown with it."""

OUTCOME_NAMES = {
    Outcome.LOADED: "Loaded",
    Outcome.NOTHING_NEW: "Nothing new",
    Outcome.PLANNED: "Dry run",
    Outcome.REFUSED: "Refused",
    Outcome.FAILED: "Failed",
}

PARTNER_FAILURE = (
    "The drop could not be loaded because of an error on our side. Nothing was loaded. No action is needed."
)

# Control characters would move a terminal's cursor, and marks of direction would turn the line around them.
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d(?:\.\d+)?)?\+00:00")


def visible(text: str) -> str:
    r"""Return text on one line, every control character and mark of direction written out, such as `\n`."""
    return _HIDDEN.sub(lambda hidden: ascii(hidden[0])[1:-1], text)


def shown(value: object, limit: int = SHOWN) -> str:
    """Return a value as a report shows it: on one line, cut with an ellipsis; None is empty."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return moment(value)
    text = str(value)
    return visible(text if len(text) <= limit else text[: limit - 1] + "…")


def moment(instant: datetime | None) -> str:
    """Return an instant in UTC as `2030-01-15 09:30`; seconds only where there are any."""
    if instant is None:
        return ""
    written = instant.astimezone(UTC)
    return f"{written:%Y-%m-%d %H:%M:%S}" if written.second else f"{written:%Y-%m-%d %H:%M}"


def schedule(starts_at: datetime | None, ends_at: datetime | None) -> str:
    """Return a schedule as `2030-01-15 00:00 to 2030-04-01 00:00 UTC`."""
    if starts_at is None and ends_at is None:
        return "no dates"
    return f"{moment(starts_at) or 'open'} to {moment(ends_at) or 'open'} UTC"


def difference(before: str | None, after: str | None) -> tuple[str, str]:
    """Return an old and a new value as a report shows them; long ones from just before their first difference."""
    if before is None or after is None or max(len(before), len(after)) <= SHOWN:
        return _field_value(before), _field_value(after)
    pairs = zip(before, after, strict=False)
    start = next((at for at, (old, new) in enumerate(pairs) if old != new), 0) - CONTEXT
    if start <= 0:
        return shown(before), shown(after)
    return shown("…" + before[start:]), shown("…" + after[start:])


def _field_value(value: str | None) -> str:
    if value is None:
        return "none"
    if instant := _INSTANT.fullmatch(value):
        seconds = instant[3] if instant[3] not in {None, ":00"} else ""
        return f"{instant[1]} {instant[2]}{seconds} UTC"
    return shown(_names(value)) or "blank"


def _names(value: str) -> str:
    """A JSON list of names as people write one; anything else as it is."""
    try:
        names = json.loads(value) if value.startswith("[") else []
    except ValueError:  # it was cut
        names = []
    return ", ".join(names) if names and all(isinstance(name, str) for name in names) else value


def field_name(table: str, field: str) -> str:
    """Return a changed field's name: a run's own alone, others with their table."""
    return shown(field if table == "course_run" else f"{table}.{field}")


def duration(seconds: float | None) -> str:
    """Return how long something took: `0.4 s`, `12 s`, `3 min 20 s`."""
    if seconds is None:
        return ""
    if seconds < 10:  # noqa: PLR2004 - tenths count below ten seconds
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def counted(number: int, singular: str, plural: str) -> str:
    """Return `1 row`, `2 rows`, `12,000 rows`."""
    return f"{number:,} {singular if number == 1 else plural}"


def width(text: str) -> int:
    """Return the columns that text takes on a terminal: wide characters take two, combining ones none."""
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def source(view: "IngestionView") -> str:
    """Return what the rows came from, without the folders of this machine."""
    if view.record.rows_from != "drop":
        return "additional_metadata"
    return shown(PurePath(view.record.file or "the drop").name)


def headline(view: "IngestionView") -> str:
    """Return the outcome in one sentence or two, in the words for its audience."""
    if view.outcome is Outcome.REFUSED:
        return f"Refused ({view.record.refusal_code}): {shown(view.record.message, 1000)} Nothing was loaded."
    if view.outcome is Outcome.FAILED:
        return failure_message(view) or PARTNER_FAILURE
    return " ".join(part for part in (_loaded(view), _archiving(view), _corrected(view)) if part)


def _loaded(view: "IngestionView") -> str:
    rows = counted(view.record.rows_read or 0, "row", "rows")
    if view.outcome is Outcome.PLANNED and not view.record.changed:
        return f"Dry run, nothing was loaded. A load would change nothing. {rows} read: {in_words(view.all_counts)}."
    if view.outcome is Outcome.PLANNED:
        return f"Dry run, nothing was loaded. A load of the {rows} would bring: {in_words(view.all_counts)}."
    if view.outcome is Outcome.LOADED:
        return f"Loaded {rows}: {in_words(view.all_counts)}."
    if view.counts["unchanged"] == view.record.rows_read:
        return f"Nothing has changed: the catalog already has the values of the {rows}."
    return f"Nothing in the catalog has changed. {rows} read: {in_words(view.all_counts)}."


def _archiving(view: "IngestionView") -> str:
    archived = counted(view.archived, "product", "products")
    if view.record.withheld:
        return f"Archiving of {counted(view.record.withheld, 'product', 'products')} was withheld."
    if not view.archived:
        return ""
    return f"{archived} would be archived." if view.outcome is Outcome.PLANNED else f"{archived} archived."


def _corrected(view: "IngestionView") -> str:
    rows = counted(view.corrected, "row rejected earlier is", "rows rejected earlier are")
    return f"{rows} corrected now." if view.corrected else ""


def withheld_advice(view: "IngestionView") -> str:
    """Return why archiving was withheld, and how to allow it."""
    guard = view.feed.archive_guard
    missing = counted(view.record.withheld, "published product is", "published products are")
    if not view.is_internal:
        return (
            f"{missing} on no row of the drop. That looks like a mistake, so nothing was archived; we will contact you."
        )
    return (
        f"{missing} on no row of the drop. That is more than {guard.products:,} products and more than "
        f"{guard.share:.0%} of the feed's published products, so none was archived. The rest of the drop is not "
        "affected. If the drop is right, run it again with allow_archive set."
    )


def failure_message(view: "IngestionView") -> str:
    """Return which stage did not finish, why, and how to go on; empty if the audience may not see it."""
    failure = view.failure
    if failure is None:
        return ""
    stage = failure.stage
    if not failure.began:
        happened = f"The {stage} stage did not start."
    elif failure.error is None:
        happened = f"The {stage} stage did not finish: it was stopped, or its worker died."
    else:
        reason = shown(failure.error.strip().splitlines()[0], 1000)
        happened = f"The {stage} stage did not finish: {reason.rstrip('.')}."
    return f"Failed. {happened} Nothing was loaded. Fix the cause, then clear the task {stage} to continue from there."

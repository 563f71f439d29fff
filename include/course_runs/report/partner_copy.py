"""The partner's copy of a report: what became of their rows, without internals of the catalog."""

from dataclasses import replace
from pathlib import PurePath
from typing import Any

from course_runs.report.list_rows import ChangedRow
from course_runs.report.lists import ABANDONED_RUNS, REJECTED
from course_runs.report.view import Audience, IngestionView, Listing

CATALOG_OWNED_FIELDS = frozenset({"status", "product_status", "slug"})
"""Fields that the catalog sets, not the partner."""

_REASONS = {
    "FILE_NOT_FOUND": "No file was found where the drop was expected.",
    "STALE_FILE": "A newer drop has been loaded already.",
    "TOO_LARGE": "The file is larger than agreed. Split it, or look for a quote that is never closed.",
}
# The ledger's messages on these codes name folders and settings of ours. Those on other codes are about the content.


def partner_copy(view: IngestionView) -> IngestionView:
    """Return the view that the partner may see.

    It has no stages, errors, ids of runs, paths or fields that the catalog owns. The rows to correct come first.

    Args:
        view: the operators' view.
    """
    record = view.record
    name = PurePath(record.file or "").name
    reason = _REASONS.get(record.refusal_code or "", (record.message or "").replace(record.file or "\0", name))
    return replace(
        view,
        audience=Audience.PARTNER,
        record=replace(
            record, dag_id="", run_id="", file=name or None, message=reason if record.refusal_code else None
        ),
        failure=None,
        stages=(),
        lists={name: _listing(view.lists[name]) for name in (REJECTED.name, *view.lists)},
    )


def visible_to_partner(row: Any) -> Any:  # noqa: ANN401 - a row of any list, and the result is of the same type
    """Return a row of a list without the fields that the catalog owns.

    Args:
        row: a row of any list.
    """
    if not isinstance(row, ChangedRow):
        return row
    return replace(row, changes=tuple(change for change in row.changes if change.field not in CATALOG_OWNED_FIELDS))


def _listing(listing: Listing[Any]) -> Listing[Any]:
    if listing.kind is ABANDONED_RUNS:
        return Listing(ABANDONED_RUNS, (), 0)
    return replace(listing, rows=tuple(map(visible_to_partner, listing.rows)))

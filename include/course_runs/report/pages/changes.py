"""A changed row of the catalog on the pages: its key, and its fields with old and new values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from course_runs.report.list_rows import FieldChange, in_order
from course_runs.report.lists import VALUE_LIMIT

CREATED_LIMIT = 300
"""Characters of a created field's value that are read: it has no old value to compare it with."""

RECORD = f"""
jsonb_build_object(
    'table', change.table_name, 'key', change.row_key, 'is_new', change.before IS NULL, 'fields', (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'table', change.table_name, 'field', field.key,
            'before', left(change.before ->> field.key, {VALUE_LIMIT}),
            'after', left(field.value #>> '{{}}',
                          CASE WHEN change.before IS NULL THEN {CREATED_LIMIT} ELSE {VALUE_LIMIT} END))), '[]')
        FROM jsonb_each(change.after) AS field))
"""  # noqa: S608 - a limit named above
"""SQL of a `ChangedRecord` as JSON; `change` is a row of planned_change or applied_change."""


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """What an ingestion does to one row of the catalog.

    Attributes:
        table: course, course_run, additional_metadata, or one of names that courses and runs refer to.
        key: of the catalog's row.
        is_new: it is created.
        fields: those that are set or change, in the order of `in_order`.
    """

    table: str
    key: str
    is_new: bool
    fields: tuple[FieldChange, ...]


def record_of(written: Mapping[str, Any]) -> ChangedRecord:
    """Return a changed record from what `RECORD` selects.

    Args:
        written: the JSON object of `RECORD`.
    """
    return ChangedRecord(**{**written, "fields": in_order(FieldChange(**field) for field in written["fields"])})

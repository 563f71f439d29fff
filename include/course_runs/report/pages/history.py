"""The history of a course: every applied change of it and of its runs, and the change that set each date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg2.extras import RealDictCursor

from course_runs.database import keyset
from course_runs.database.session import Connection
from course_runs.report.pages.changes import RECORD, ChangedRecord, record_of
from course_runs.report.pages.courses import Rights, Run

DATED_FIELDS = ("starts_at", "ends_at", "enrollment_ends_at", "variant_id")
"""Fields of a run for which the pages show the ingestion that set them."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The change that gave a run's field its value.

    Attributes:
        ingestion_id: of the ingestion that made the change.
        feed_id: its feed.
        line: the line of its drop.
        applied_at: when it was loaded.
        before: the earlier value of the field as text; None if it had none, and for a new run.
        still: whether the field still has that value; if not, another writer has changed the catalog since.
    """

    ingestion_id: UUID
    feed_id: str
    line: int | None
    applied_at: datetime
    before: str | None
    still: bool

    @property
    def source(self) -> tuple[UUID, int | None, bool]:
        """What the page shows of it: settings with the same source are shown once."""
        return self.ingestion_id, self.line, self.still


@dataclass(frozen=True, slots=True)
class AppliedChange:
    """A change of the course or of one of its runs."""

    ingestion_id: UUID
    feed_id: str
    file: str | None
    line: int | None
    applied_at: datetime
    record: ChangedRecord

    @property
    def key(self) -> tuple[UUID, str, str]:
        """Ingestion, table and row key of the change, which name it in the ledger."""
        return self.ingestion_id, self.record.table, self.record.key


NO_LINE = 2**31 - 1
"""Place of a change without a line among those of its ingestion: the last one."""

_SETTINGS = """
SELECT run.key, field.name AS field, ingestion.id AS ingestion_id, ingestion.feed_id, change.line_number AS line,
       change.applied_at, change.before, change.value IS NOT DISTINCT FROM to_jsonb(run) ->> field.name AS still
FROM catalog.course_run AS run
CROSS JOIN unnest(%(fields)s::text[]) AS field (name)
CROSS JOIN LATERAL (
    SELECT ingestion_id, line_number, applied_at, before ->> field.name AS before, after ->> field.name AS value
    FROM ingest.applied_change
    WHERE table_name = 'course_run' AND row_key = run.key AND after ? field.name
    ORDER BY applied_at DESC LIMIT 1
) AS change
JOIN ingest.ingestion ON ingestion.id = change.ingestion_id AND ingestion.dag_id = ANY(%(readable)s::text[])
WHERE run.key = ANY(%(runs)s::text[])
"""

_HISTORY = f"""
SELECT ingestion.id AS ingestion_id, ingestion.feed_id, left(ingestion.file, 1000) AS file,
       change.line_number AS line, change.applied_at, {RECORD} AS record
FROM (
    SELECT 'course' AS table_name, %(course)s AS key
    UNION ALL SELECT 'additional_metadata', %(course)s
    UNION ALL SELECT 'course_run', key FROM catalog.course_run WHERE course_key = %(course)s
) AS part
JOIN ingest.applied_change AS change ON change.table_name = part.table_name AND change.row_key = part.key
JOIN ingest.ingestion ON ingestion.id = change.ingestion_id AND ingestion.dag_id = ANY(%(readable)s::text[])
WHERE %(before)s::uuid IS NULL
   OR (change.applied_at, change.ingestion_id, -coalesce(change.line_number, {NO_LINE}), change.table_name,
       change.row_key)
      < (SELECT last.applied_at, last.ingestion_id, -coalesce(last.line_number, {NO_LINE}), last.table_name,
                last.row_key
         FROM ingest.applied_change AS last
         WHERE last.ingestion_id = %(before)s AND last.table_name = %(table)s AND last.row_key = %(row_key)s)
ORDER BY change.applied_at DESC, change.ingestion_id DESC, -coalesce(change.line_number, {NO_LINE}) DESC,
         change.table_name DESC, change.row_key DESC
LIMIT %(page_limit)s
"""  # noqa: S608 - constants of the pages


def settings_of(connection: Connection, rights: Rights, runs: Iterable[str]) -> Mapping[str, Mapping[str, Setting]]:
    """Return for each run which change set which field.

    Args:
        connection: to read on.
        rights: the reader's; a change by an ingestion that the reader may not see is left out.
        runs: keys of the runs.

    Returns:
        Run key -> field -> the last change that set it.
    """
    values = {"fields": list(DATED_FIELDS), "runs": list(runs), "readable": sorted(rights.readable)}
    found: dict[str, dict[str, Setting]] = {key: {} for key in values["runs"]}
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(_SETTINGS, values)
        for row in cursor:
            setting = dict(row)
            run, field = setting.pop("key"), setting.pop("field")
            found[run][field] = Setting(**setting)
    return found


def history_of(
    connection: Connection, rights: Rights, course_key: str, before: tuple[UUID, str, str] | None = None
) -> tuple[list[AppliedChange], tuple[UUID, str, str] | None]:
    """Read a page of the changes of a course and its runs, newest first.

    Args:
        connection: to the catalog.
        rights: of the reader; changes by an ingestion that the reader may not see are left out.
        course_key: of the course.
        before: key of the last change of the previous page.

    Returns:
        The changes, and the `before` of the next page if there is one.
    """
    ingestion_id, table, row_key = before or (None, None, None)
    values = {
        "course": course_key,
        "readable": sorted(rights.readable),
        "before": ingestion_id,
        "table": table,
        "row_key": row_key,
        "page_limit": keyset.limit(),
    }
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(_HISTORY, values)
        changes = [AppliedChange(**{**row, "record": record_of(row["record"])}) for row in cursor]
    shown, last = keyset.page(changes)
    return shown, last.key if last else None


def earlier_schedule(run: Run, settings: Mapping[str, Setting]) -> tuple[datetime, datetime] | None:
    """Return a run's schedule before its last change; None if it never changed, or had no start or end.

    Args:
        run: the run as it is.
        settings: field -> the last change that set it.
    """
    ends = []
    for field, now in (("starts_at", run.starts_at), ("ends_at", run.ends_at)):
        setting = settings.get(field)
        before = datetime.fromisoformat(setting.before) if setting and setting.before else None
        ends.append(before or now)
    starts_at, ends_at = ends
    if starts_at is None or ends_at is None or (starts_at, ends_at) == (run.starts_at, run.ends_at):
        return None
    return (starts_at, ends_at) if starts_at < ends_at else None


def common_source(settings: Mapping[str, Setting]) -> Setting | None:
    """Return the setting that all of a run's dates come from; None where they come from several, or from none."""
    sources = {setting.source for setting in settings.values()}
    return next(iter(settings.values())) if len(sources) == 1 else None


def instants(runs: Iterable[Run], settings: Mapping[str, Mapping[str, Setting]]) -> list[datetime]:
    """Return every instant that a time line of the runs shows.

    Args:
        runs: runs of one course.
        settings: as `settings_of` returns them.
    """
    found: list[datetime | None] = []
    for run in runs:
        found += [run.starts_at, run.ends_at, run.enrollment_ends_at, *(earlier_schedule(run, settings[run.key]) or ())]
    return [instant for instant in found if instant is not None]

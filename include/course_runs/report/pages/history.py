"""Who set what of a course: every applied change of it and of its runs, and the one that set each date."""

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
"""Fields of a run for which the pages say who set them."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The change that gave a run's field its value.

    Attributes:
        ingestion: that made it.
        feed: of the ingestion.
        line: of the drop that asked for it.
        applied_at: when it was loaded.
        before: the earlier value of the field, as in JSON; None for one that had no value, and for a new run.
        still: whether the field is still what it set; if not, somebody else wrote to the catalog since.
    """

    ingestion: UUID
    feed: str
    line: int | None
    applied_at: datetime
    before: str | None
    still: bool

    @property
    def source(self) -> tuple[UUID, int | None, bool]:
        """What the page shows of it: two settings of the same source are shown once."""
        return self.ingestion, self.line, self.still


@dataclass(frozen=True, slots=True)
class AppliedChange:
    """A change of the course or of one of its runs."""

    ingestion: UUID
    feed: str
    file: str | None
    line: int | None
    applied_at: datetime
    record: ChangedRecord


_SETTINGS = """
SELECT run.key, field.name AS field, ingestion.id AS ingestion, ingestion.feed_id AS feed, change.line_number AS line,
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
SELECT ingestion.id AS ingestion, ingestion.feed_id AS feed, left(ingestion.file, 1000) AS file,
       change.line_number AS line, change.applied_at, {RECORD} AS record
FROM (
    SELECT 'course' AS table_name, %(course)s AS key
    UNION ALL SELECT 'additional_metadata', %(course)s
    UNION ALL SELECT 'course_run', key FROM catalog.course_run WHERE course_key = %(course)s
) AS part
JOIN ingest.applied_change AS change ON change.table_name = part.table_name AND change.row_key = part.key
JOIN ingest.ingestion ON ingestion.id = change.ingestion_id AND ingestion.dag_id = ANY(%(readable)s::text[])
ORDER BY change.applied_at DESC, ingestion.id, change.line_number NULLS LAST, change.table_name DESC, change.row_key
LIMIT %(limit)s OFFSET %(offset)s
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
    connection: Connection, rights: Rights, course_key: str, page: int = 0
) -> tuple[list[AppliedChange], bool]:
    """Return a page of what was done to a course and its runs, newest first.

    Args:
        connection: to read on.
        rights: of the reader: changes by other DAGs are left out.
        course_key: of the course.
        page: 0 is the newest.

    Returns:
        The changes, and whether there are older ones.
    """
    values = {
        "course": course_key,
        "readable": sorted(rights.readable),
        "limit": keyset.limit(),
        "offset": page * keyset.PAGE,
    }
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(_HISTORY, values)
        changes = [AppliedChange(**{**row, "record": record_of(row["record"])}) for row in cursor]
    shown, last = keyset.page(changes)
    return shown, last is not None


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

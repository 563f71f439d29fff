"""Courses and their runs in the catalog as it is now, and the search for a course by its key."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg2.extras import RealDictCursor

from course_runs.contract.feeds import Feed
from course_runs.database import keyset
from course_runs.database.session import Connection

MOST_RUNS = 200
"""Runs of a course that are shown: those that start last."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What a reader may see: ingestions by their DAG, courses by the feeds that carry them.

    Attributes:
        readable: ids of the DAGs with runs that the reader may see.
        feeds: every feed of feeds.yaml by its id.
    """

    readable: frozenset[str]
    feeds: Mapping[str, Feed]

    def values(self) -> dict[str, object]:
        """Return the parameters of the statements that ask for them."""
        carried = [feed for feed in self.feeds.values() if feed.dag_id in self.readable]
        return {
            "readable": sorted(self.readable),
            "types": [feed.product_type for feed in carried],
            "sources": [feed.product_source for feed in carried],
        }


@dataclass(frozen=True, slots=True)
class Course:
    """A course of the catalog."""

    key: str
    title: str
    course_type_slug: str
    product_source_slug: str | None
    organization_key: str
    slug: str
    product_status: str | None
    external_identifier: str | None
    runs: int


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a course; the columns of `catalog.course_run` have the same names."""

    key: str
    status: str
    variant_id: UUID | None
    starts_at: datetime | None
    ends_at: datetime | None
    enrollment_ends_at: datetime | None
    goes_live_on: date | None
    restriction_type: str | None

    def standing(self, now: datetime) -> str:
        """Return `ended`, `active` (enrollment is open) or `closed` (enrollment is over); `no end` without an end.

        Args:
            now: the moment to look at.
        """
        if self.ends_at is None or self.ends_at <= now:
            return "ended" if self.ends_at else "no end"
        return "active" if self.enrollment_ends_at is None or self.enrollment_ends_at > now else "closed"


# A reader may see a course when they may see its feed, or an ingestion that changed it.
_VISIBLE = """(
    EXISTS (SELECT FROM unnest(%(types)s::text[], %(sources)s::text[]) AS carried (type, source)
            WHERE carried.type = course.course_type_slug AND carried.source = course.product_source_slug)
    OR EXISTS (SELECT FROM ingest.applied_change AS change JOIN ingest.ingestion ON ingestion.id = change.ingestion_id
               WHERE change.table_name IN ('course', 'additional_metadata') AND change.row_key = course.key
                 AND ingestion.dag_id = ANY(%(readable)s::text[])))"""

_COURSE = """
SELECT course.key, course.title, course.course_type_slug, course.product_source_slug, course.organization_key,
       course.slug, metadata.product_status, metadata.external_identifier,
       (SELECT count(*) FROM catalog.course_run AS run WHERE run.course_key = course.key) AS runs
FROM catalog.course LEFT JOIN catalog.additional_metadata AS metadata ON metadata.course_key = course.key
"""
_ONE = f"{_COURSE} WHERE course.key = %(key)s AND {_VISIBLE}"

# Each way to find a course reads the first matches of an index; an "or" between them would read all.
_SEARCH = f"""{_COURSE} WHERE course.key IN (
    (SELECT key FROM catalog.course WHERE lower(key) COLLATE "C" LIKE %(prefix)s AND {_VISIBLE}
     ORDER BY lower(key) COLLATE "C" LIMIT %(limit)s)
    UNION
    (SELECT key FROM catalog.course WHERE lower(number) COLLATE "C" LIKE %(prefix)s AND {_VISIBLE}
     ORDER BY lower(number) COLLATE "C" LIMIT %(limit)s)
    UNION
    (SELECT course.key FROM catalog.course JOIN catalog.course_run AS run ON run.course_key = course.key
     WHERE (run.key = %(asked)s OR run.variant_id = %(variant)s) AND {_VISIBLE})
)
ORDER BY lower(course.key) <> %(folded)s, course.key LIMIT %(limit)s
"""  # noqa: S608 - constants of this module

_RUNS = """
SELECT key, status, variant_id, starts_at, ends_at, enrollment_ends_at, goes_live_on, restriction_type
FROM catalog.course_run WHERE course_key = %(course)s ORDER BY starts_at DESC NULLS LAST, key DESC LIMIT %(limit)s
"""

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def find_course(connection: Connection, rights: Rights, key: str) -> Course | None:
    """Return a course; None if it does not exist or the reader may not see it.

    Args:
        connection: to read on.
        rights: the reader's.
        key: the course key, `ORG+NUMBER`.
    """
    found = _read(connection, _ONE, {**rights.values(), "key": key})
    return Course(**found[0]) if found else None


def search_courses(connection: Connection, rights: Rights, asked: str) -> tuple[list[Course], bool]:
    """Find courses.

    Args:
        connection: to read on.
        rights: of the reader.
        asked: the start of a course key or of its number, in upper or lower case, or a whole run key or variant.

    Returns:
        The first courses by key, an exact hit before all others, and whether there are more.
    """
    folded = asked.lower()
    values = {
        **rights.values(),
        "asked": asked,
        "folded": folded,
        "prefix": re.sub(r"([\\%_])", r"\\\1", folded) + "%",
        "variant": asked if _UUID.fullmatch(asked) else None,
        "limit": keyset.limit(),
    }
    found = [Course(**row) for row in _read(connection, _SEARCH, values)]
    shown, last = keyset.page(found)
    return shown, last is not None


def runs_of(connection: Connection, course_key: str) -> list[Run]:
    """Return a course's runs in the order of their starts, those without one first."""
    return [Run(**row) for row in _read(connection, _RUNS, {"course": course_key, "limit": MOST_RUNS})][::-1]


def _read(connection: Connection, statement: str, values: Mapping[str, object]) -> list[Any]:
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()

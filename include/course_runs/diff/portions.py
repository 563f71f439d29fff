"""Portions: the courses of a file, some at a time, so that what is held does not grow with the file.

Courses are decided on independently of each other, but for one thing: rows that name the same variant clash, whatever
their course. Courses that share a variant so make one portion, the others are counted off in the order of their keys.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from course_runs.database.session import Connection

SIZE = 100_000
"""Rows that are held at once; a course is never divided."""

Record = tuple[Any, ...]

_PORTIONS = """
DROP TABLE IF EXISTS portion;
CREATE TEMPORARY TABLE portion ON COMMIT DROP AS
WITH shared AS (
    SELECT variant_id FROM claim WHERE NOT is_foreign AND variant_id IS NOT NULL
    GROUP BY variant_id HAVING min(course_key) <> max(course_key)
), entangled AS (
    SELECT DISTINCT course_key FROM claim JOIN shared USING (variant_id) WHERE NOT is_foreign
), weighed AS (
    SELECT course_key, count(*) AS rows FROM claim WHERE NOT is_foreign GROUP BY course_key
), numbered AS (
    SELECT course_key, CASE WHEN entangled.course_key IS NOT NULL THEN 0
        ELSE 1 + div(sum(rows) OVER (ORDER BY course_key), {size})::integer END AS number
    FROM weighed LEFT JOIN entangled USING (course_key)
)
SELECT number, line_number, course_key, course_exists, variant_id, starts_at, ends_at, restriction_type
FROM claim JOIN numbered USING (course_key) WHERE NOT is_foreign;
ANALYZE portion;
"""

_ROWS = """
SELECT number, line_number, course_key, course_exists, variant_id::text, starts_at, ends_at, restriction_type
FROM portion ORDER BY number, line_number
"""

# Of the runs of a course only those of a schedule or with a variant that a row names: a course may have had many.
_RUN = """
SELECT number, key, run.course_key, run.variant_id::text, run.starts_at, run.ends_at, enrollment_ends_at,
    run.restriction_type, status
FROM portion JOIN catalog.course_run AS run ON
"""
_RUNS = f"""
{_RUN} run.course_key = portion.course_key AND run.starts_at = portion.starts_at AND run.ends_at = portion.ends_at
UNION {_RUN} run.variant_id = portion.variant_id
ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Portion:
    """Some courses of a file.

    Attributes:
        rows: their claims in file order; line, course, whether the course exists, variant, start, end, restriction.
        runs: those that these may be about; key, course, variant, start, end, end of registration, restriction,
            status.
    """

    rows: list[Record]
    runs: list[Record]


def portions(connection: Connection) -> Iterator[Portion]:
    """Yield the claims on courses of the feed with the catalog's runs, a portion at a time.

    Args:
        connection: with the temporary table `claim`; its transaction is used.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PORTIONS.format(size=SIZE))
    # Named cursors stay on the server: only a block of theirs comes over.
    with connection.cursor("portion_rows") as rows, connection.cursor("portion_runs") as runs:
        rows.execute(_ROWS)
        runs.execute(_RUNS)
        runs_of = _numbered(runs)
        number, its_runs = next(runs_of, (None, []))
        for wanted, claims in _numbered(rows):
            if number == wanted:
                yield Portion(claims, its_runs)
                number, its_runs = next(runs_of, (None, []))
            else:
                yield Portion(claims, [])


def _numbered(records: Iterable[Record]) -> Iterator[tuple[int, list[Record]]]:
    """Gather records that begin with the same number, without it."""
    for number, group in groupby(records, itemgetter(0)):
        yield number, [record[1:] for record in group]

"""Matching: a portion of accepted rows and runs at a time handed to the decision, and its answer handed to the plan."""

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from course_runs.contract.codes import Code
from course_runs.contract.columns import B2B_ENTERPRISE, COLUMNS
from course_runs.contract.kinds import Ignored
from course_runs.database.copy import copy_line, copy_rows
from course_runs.database.session import Connection
from course_runs.diff.decision import ROWS, RUNS, Disposition, frame, match
from course_runs.diff.new_courses import name_new_courses
from course_runs.diff.portions import Portion, portions
from course_runs.diff.proposals import cell_expression
from course_runs.diff.run_keys import assign_run_keys, plain_run_key
from course_runs.ledger.ingestions import Ingestion, Stage
from course_runs.rows.findings import Finding, add_findings

REVIEWS = ("review_by_legal", "review_by_internal")

# Rows are compared whole only where all that they claim is the same: nobody else can be a duplicate.
_CLAIMED = ["course_key", "variant_id", "starts_at", "ends_at", "restriction_type"]
_DIGESTS = """
SELECT row.line_number, md5(ROW({cells})::text)
FROM ingest.accepted_row AS row JOIN ingest.staged_row AS staged USING (ingestion_id, line_number)
WHERE row.ingestion_id = %s AND row.line_number = ANY(%s)
"""

# What a new run is copied from.
_LATEST = """
SELECT DISTINCT ON (course_key) course_key, key FROM catalog.course_run WHERE course_key = ANY(%s)
ORDER BY course_key, starts_at DESC NULLS LAST, key COLLATE "C" DESC
"""
# The keys that new ones could clash with, so that few are found to be taken one by one.
_TAKEN = """
SELECT run.key FROM unnest(%s::text[], %s::text[]) AS fresh (course_key, key)
JOIN catalog.course_run AS run USING (course_key)
WHERE starts_with(run.key, fresh.key)
"""

_MATCHED = """
DROP TABLE IF EXISTS matched;
CREATE TEMPORARY TABLE matched (
    line_number     integer PRIMARY KEY,
    disposition     text NOT NULL,
    course_key      text NOT NULL,
    run_key         text NOT NULL UNIQUE,  -- one row a run: an update must not have two sources
    base_key        text,                  -- the run itself, or the one that a new run is copied from
    is_new          boolean NOT NULL,
    in_review       boolean NOT NULL,
    is_course_source boolean NOT NULL,
    price_line      integer,               -- the row that sets the price of the course
    slug            text                   -- of a new course; given when all rows are matched
) ON COMMIT DROP
"""


def match_rows(connection: Connection, ingestion: Ingestion) -> None:
    """Decide which run each accepted row is about.

    Writes the temporary table `matched`, the decisions of duplicates and of the rows that are rejected here, and the
    findings of the latter.

    Args:
        connection: with the temporary table `claim`.
        ingestion: the ingestion of the rows; its feed has the policy.
    """
    with connection.cursor() as cursor:
        cursor.execute(_MATCHED)
    for portion in portions(connection):
        _match_portion(connection, ingestion, portion)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE matched")
    name_new_courses(connection, ingestion)


def _match_portion(connection: Connection, ingestion: Ingestion, portion: Portion) -> None:
    rows, runs = _frame_of_rows(connection, ingestion, portion), frame(portion.runs, {**RUNS, "status": "object"})
    policy = ingestion.feed.same_schedule_other_variant
    decided = rows.drop(columns="line_number").join(match(rows, runs, policy, ingestion.as_of))
    add_findings(connection, ingestion.id, Stage.DIFF, _rejections(decided))
    _store_without_run(connection, ingestion, decided)
    live = decided[~decided["disposition"].isin([Disposition.DUPLICATE, Disposition.REJECTED])]
    _store_matched(connection, _with_keys(connection, _complete(connection, live, runs)))


def _frame_of_rows(connection: Connection, ingestion: Ingestion, portion: Portion) -> pd.DataFrame:
    rows = frame([(*claim, claim[0]) for claim in portion.rows], ROWS)
    crowded = rows.duplicated(_CLAIMED, keep=False)
    header = ingestion.header
    cells = [cell_expression(c, header) for c in COLUMNS if c.name in header and not isinstance(c.kind, Ignored)]
    with connection.cursor() as cursor:
        cursor.execute(
            _DIGESTS.format(cells=", ".join(cells)), (ingestion.id, rows.loc[crowded, "line_number"].tolist())
        )
        digests = dict(cursor.fetchall())
    rows.loc[crowded, "digest"] = rows.loc[crowded, "line_number"].map(digests)
    return rows


def _complete(connection: Connection, live: pd.DataFrame, runs: pd.DataFrame) -> pd.DataFrame:
    """Add what a new run is copied from, and whether the row is the source row of its course."""
    is_new = live["disposition"] != Disposition.MATCHED
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, (live.loc[is_new, "course_key"].tolist(),))
        latest = dict(cursor.fetchall())
    in_review = runs.loc[runs["status"].isin(REVIEWS), "key"]
    priced = live[live["restriction_type"] != B2B_ENTERPRISE].groupby("course_key")["line_number"].last()
    return live.assign(
        is_new=is_new,
        base_key=live["run_key"].where(~is_new, live["course_key"].map(latest)),
        in_review=live["run_key"].isin(in_review),
        is_course_source=~live.duplicated("course_key"),
        price_line=live["course_key"].map(priced),
    )


def _with_keys(connection: Connection, live: pd.DataFrame) -> pd.DataFrame:
    """Name the new runs; a key can also be that of a run which belongs to another course by now."""
    fresh = live[live["is_new"]]
    courses = fresh["course_key"].tolist()
    plain = list(map(plain_run_key, courses, fresh["starts_at"]))
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN, (courses, plain))
        taken = {key for (key,) in cursor}
        elsewhere = True
        while elsewhere:
            keys = assign_run_keys(plain, taken)
            cursor.execute("SELECT key FROM catalog.course_run WHERE key = ANY(%s)", (keys,))
            elsewhere = bool(cursor.rowcount)
            taken.update(key for (key,) in cursor)
    live.loc[fresh.index, "run_key"] = pd.Series(keys, index=fresh.index, dtype=object)
    return live


def _store_matched(connection: Connection, live: pd.DataFrame) -> None:
    columns = ["line_number", "disposition", "course_key", "run_key", "base_key", "is_new", "in_review"]
    columns += ["is_course_source", "price_line"]
    known = live[columns].astype(object)
    rows = known.where(known.notna(), None).itertuples(index=False, name=None)
    copy_rows(connection, "matched", columns, map(copy_line, rows))


def _store_without_run(connection: Connection, ingestion: Ingestion, decided: pd.DataFrame) -> None:
    columns = ("ingestion_id", "line_number", "decision", "course_key")
    ended = decided[decided["disposition"].isin([Disposition.DUPLICATE, Disposition.REJECTED])]
    rows = zip(ended["line_number"], ended["disposition"], ended["course_key"], strict=True)
    copy_rows(connection, "ingest.row_decision", columns, (copy_line((ingestion.id, *row)) for row in rows))


def _rejections(decided: pd.DataFrame) -> Iterator[Finding]:
    rejected: Iterable[Any] = decided[decided["disposition"] == Disposition.REJECTED].itertuples()
    for row in rejected:
        column, message = _explain(row.code, row.variant_id, ", ".join(map(str, row.related)))
        yield Finding(row.code, message, row.line_number, column, row.variant_id, row.course_key)


def _explain(code: Code, variant: str | None, related: str) -> tuple[str, str]:
    match code:
        case Code.VARIANT_TAKEN:
            return (
                "variant_id",
                f"Variant {variant} belongs to {related}, a run of another course. Correct the variant.",
            )
        case Code.AMBIGUOUS_RUN:
            return (
                "start_date",
                f"Several runs have this schedule: {related}. Name the variant of the one that is meant.",
            )
    if variant:
        return "variant_id", f"The rows on lines {related} name variant {variant} too and differ. Keep the right one."
    return "start_date", (
        f"The rows on lines {related} have the same course, schedule and restriction type and differ. "
        "Keep one, or name a variant in each."
    )

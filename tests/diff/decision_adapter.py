"""The project's own decision, spoken to in the reference's words."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd
from decision_reference import (
    IN_REVIEW,
    Outcome,
    Outcomes,
    Policy,
    Row,
    World,
    course_changes,
    dates_change,
    other_fields_change,
)
from decision_strategies import AS_OF

from course_runs.diff.decision import Decision, Disposition, classify, match
from course_runs.diff.run_keys import assign_run_keys
from course_runs.feeds import SameScheduleOtherVariant

MADE = {Disposition.NEW_PRODUCT, Disposition.NEW_RUN}
NOT_ACCEPTED = {Disposition.REJECTED, Disposition.DUPLICATE}


def decide_with_code(worlds: Sequence[World], policy: Policy) -> Outcomes:
    """Decide several worlds at once; they share no line, course, variant or key."""
    rows = {row.line_number: (row, world) for world in worlds for row in world.rows}
    matches = match(row_frame(worlds), run_frame(worlds), SameScheduleOtherVariant(policy), AS_OF)
    matches = matches.set_index("line_number", drop=False)
    decisions = classify(matches.join(changes(matches, worlds)))
    keys = new_run_keys([rows[line][0] for line in matches.index[matches["disposition"].isin(MADE)]], worlds)
    return {
        line: Outcome(
            decision=str(Decision(decision)),
            course_run_key=keys.get(line, run_key if disposition == Disposition.MATCHED else None),
            codes=frozenset({str(code)}) if disposition == Disposition.REJECTED else frozenset(),
            related=frozenset(related) if disposition == Disposition.REJECTED else frozenset(),
        )
        for line, disposition, run_key, code, related, decision in zip(
            *(matches[column] for column in ("line_number", "disposition", "run_key", "code", "related")),
            decisions,
            strict=True,
        )
    }


def row_frame(worlds: Sequence[World]) -> pd.DataFrame:
    """Lay the files out as `match` takes them."""
    rows = [(row, row.course_key in world.courses) for world in worlds for row in world.rows]
    return pd.DataFrame(
        {
            "line_number": [row.line_number for row, _ in rows],
            "course_key": texts([row.course_key for row, _ in rows]),
            "course_exists": [exists for _, exists in rows],
            "variant_id": texts([row.variant_id for row, _ in rows]),
            "starts_at": instants([row.starts_at for row, _ in rows]),
            "ends_at": instants([row.ends_at for row, _ in rows]),
            "restriction_type": texts([row.restriction_type for row, _ in rows]),
            "digest": texts([repr(row.values) for row, _ in rows]),
        }
    )


def run_frame(worlds: Sequence[World]) -> pd.DataFrame:
    """Lay the catalogs out as `match` takes them."""
    runs = [run for world in worlds for run in world.runs]
    return pd.DataFrame(
        {
            "key": texts([run.key for run in runs]),
            "course_key": texts([run.course_key for run in runs]),
            "variant_id": texts([run.variant_id for run in runs]),
            "starts_at": instants([run.starts_at for run in runs]),
            "ends_at": instants([run.ends_at for run in runs]),
            "enrollment_end": instants([run.enrollment_end for run in runs]),
            "restriction_type": texts([run.restriction_type for run in runs]),
            "status": texts([run.status for run in runs]),
        }
    )


def texts(values: list[str] | list[str | None]) -> pd.Series:
    """Make a column of texts or nulls, typed by its values as a query's result is; empty ones are objects."""
    return pd.Series(values, dtype=None if values else object)


def instants(values: list[datetime] | list[datetime | None]) -> pd.Series:
    """Make a column of instants, typed even if all are null."""
    return pd.Series(pd.DatetimeIndex(values, dtype="datetime64[us, UTC]"))


def changes(matches: pd.DataFrame, worlds: Sequence[World]) -> pd.DataFrame:
    """Say what each row changes, as `classify` takes it: by the reference, for the columns are opaque here."""
    rows = {row.line_number: (row, world) for world in worlds for row in world.rows}
    runs = {run.key: run for world in worlds for run in world.runs}
    suppliers = matches[~matches["disposition"].isin(NOT_ACCEPTED)]
    first = {row.course_key: row.line_number for row, _ in reversed([rows[line] for line in suppliers.index])}
    said = []
    for line, key in zip(matches.index, matches["run_key"], strict=True):
        row, world = rows[line]
        run = runs.get(key)
        dates = run is not None and dates_change(row, run)
        said.append(
            (
                dates,
                dates or (run is not None and other_fields_change(row, run)),
                first.get(row.course_key) == line and row.course_key in world.courses and course_changes(row, world),
                run is not None and run.status in IN_REVIEW,
            )
        )
    columns = ["schedule_changes", "run_changes", "course_changes", "in_review"]
    return pd.DataFrame(said, columns=columns, index=matches.index, dtype=bool)


def new_run_keys(rows: Sequence[Row], worlds: Sequence[World]) -> dict[int, str]:
    """Name the new runs."""
    taken = [run.key for world in worlds for run in world.runs]
    keys = assign_run_keys([(row.course_key, row.starts_at) for row in rows], taken)
    return dict(zip((row.line_number for row in rows), keys, strict=True))

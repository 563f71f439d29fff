"""The project's own decision, spoken to in the reference's words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

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

from course_runs.contract.codes import Code
from course_runs.contract.feeds import SameScheduleOtherVariant
from course_runs.diff.decision import MAX_RELATED_LINES, ROWS, RUNS, Disposition, classify, frame, match
from course_runs.diff.new_names import assign_run_keys, plain_run_key
from course_runs.rows.decisions import Decision

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
            course_run_key=keys.get(line, run_key),
            codes=frozenset({str(code)} if code else ()),
            related=frozenset(related or ()),
        )
        for line, run_key, code, related, decision in zip(
            *(matches[column] for column in ("line_number", "run_key", "code", "related")),
            decisions,
            strict=True,
        )
    }


def as_reported(reference: Outcomes) -> Outcomes:
    """Cut the reference's outcomes where the code does: a rejection names the first lines only."""
    return {
        line: replace(outcome, related=frozenset(sorted(outcome.related, key=int)[:MAX_RELATED_LINES]))
        if outcome.codes == {Code.CONFLICTING_ROWS}
        else outcome
        for line, outcome in reference.items()
    }


def row_frame(worlds: Sequence[World]) -> pd.DataFrame:
    """Lay the files out as `match` takes them."""
    rows = [(row, row.course_key in world.courses) for world in worlds for row in world.rows]
    return frame(
        [
            (row.line_number, row.course_key, exists, row.variant_id, *row.schedule, row.restriction_type, digest(row))
            for row, exists in rows
        ],
        ROWS,
    )


def digest(row: Row) -> str:
    """Return a text that is equal for rows of one course that are equal in every column."""
    return repr([cell.astimezone(UTC) if isinstance(cell, datetime) else cell for cell in row.cells[1:]])


def run_frame(worlds: Sequence[World]) -> pd.DataFrame:
    """Lay the catalogs out as `match` takes them."""
    return frame([[getattr(run, column) for column in RUNS] for world in worlds for run in world.runs], RUNS)


def changes(matches: pd.DataFrame, worlds: Sequence[World]) -> pd.DataFrame:
    """Return what each row changes, as `classify` takes it: by the reference, because the columns are opaque here."""
    rows = {row.line_number: (row, world) for world in worlds for row in world.rows}
    runs = {run.key: run for world in worlds for run in world.runs}
    suppliers = matches[~matches["disposition"].isin(NOT_ACCEPTED)]
    first = {row.course_key: row.line_number for row, _ in reversed([rows[line] for line in suppliers.index])}
    flags = []
    for line, key in zip(matches.index, matches["run_key"], strict=True):
        row, world = rows[line]
        run = runs.get(key)
        dates = run is not None and dates_change(row, run)
        flags.append(
            (
                dates,
                dates or (run is not None and other_fields_change(row, run)),
                first.get(row.course_key) == line and row.course_key in world.courses and course_changes(row, world),
                run is not None and run.status in IN_REVIEW,
            )
        )
    columns = ["schedule_changes", "run_changes", "course_changes", "in_review"]
    return pd.DataFrame(flags, columns=columns, index=matches.index, dtype=bool)


def new_run_keys(rows: Sequence[Row], worlds: Sequence[World]) -> dict[int, str]:
    """Name the new runs."""
    taken = [run.key for world in worlds for run in world.runs]
    keys = assign_run_keys([plain_run_key(row.course_key, row.starts_at.astimezone(UTC)) for row in rows], taken)
    return dict(zip((row.line_number for row in rows), keys, strict=True))

"""The decision: which run a row is about, and what it does to it. Pure functions over frames: no database, no clock.

The source is docs/reference/domain.md, section 2; comments cite its numbers. Courses, variants and schedules
are compared by joins, so that a file costs the same however many of its rows conflict.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

import pandas as pd

from course_runs.contract.codes import Code
from course_runs.contract.feeds import SameScheduleOtherVariant
from course_runs.rows.decisions import Decision


class Disposition(StrEnum):
    """What a row is about, before it is known what it changes."""

    MATCHED = "matched"
    NEW_PRODUCT = "new_product"
    NEW_RUN = "new_run"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


SCHEDULE = ["course_key", "starts_at", "ends_at", "restriction_type"]
"""The columns that make a schedule of a course."""

MAX_RELATED_LINES = 10
"""Lines that a rejection names of the rows with the same claim."""

INSTANT = "datetime64[us, UTC]"
ROWS = {
    "line_number": "int64",
    "course_key": "object",
    "course_exists": "bool",
    "variant_id": "object",
    "starts_at": INSTANT,
    "ends_at": INSTANT,
    "restriction_type": "object",
    "digest": "object",
}
"""Columns and types of the rows to decide on."""
RUNS = {
    "key": "object",
    "course_key": "object",
    "variant_id": "object",
    "starts_at": INSTANT,
    "ends_at": INSTANT,
    "enrollment_ends_at": INSTANT,
    "restriction_type": "object",
}
"""Columns and types of the existing runs."""
RESULT_COLUMNS = ("disposition", "run_key", "code", "related")
"""What `match` returns of a row besides its line; null as long as it is not decided."""


def frame(records: Sequence[Sequence[object]], columns: Mapping[str, str]) -> pd.DataFrame:
    """Return a frame of records as a database returns them.

    Args:
        records: tuples in the order of the columns; None is null.
        columns: names and types, such as `ROWS`.
    """
    return pd.DataFrame(list(records), columns=list(columns), dtype="object").astype(dict(columns))


def match(rows: pd.DataFrame, runs: pd.DataFrame, policy: SameScheduleOtherVariant, as_of: datetime) -> pd.DataFrame:
    """Find the run that each accepted row is about.

    Args:
        rows: columns as in `ROWS`, in file order; the digest is equal for rows of one course that are equal in every
            column.
        runs: columns as in `RUNS`: every run of a row's course and schedule, and every run with a variant that a row
            names; others change nothing.
        policy: whether a run of the same schedule may take on another variant.
        as_of: the one business time of the ingestion.

    Returns:
        DataFrame in the order of `rows`: line_number, disposition, run_key (of a matched run), code (of a rejection)
        and related (tuple of the lines or run keys that the rejection names).
    """
    rows = rows.reset_index(drop=True)
    decided = pd.DataFrame({"line_number": rows["line_number"], **dict.fromkeys(RESULT_COLUMNS)})

    decided.loc[rows.duplicated(["course_key", "digest"]), "disposition"] = Disposition.DUPLICATE  # domain.md 2.1
    _reject(decided, Code.CONFLICTING_ROWS, _conflicts(_open(rows, decided)))  # domain.md 2.1
    holders = _variant_holders(_open(rows, decided), runs)
    _reject(decided, Code.VARIANT_TAKEN, _taken(holders))  # domain.md 2.3 b
    own = holders[holders["course_key"] == holders["course_key_run"]]
    _assign(decided, own.set_index("row")["key"])  # domain.md 2.3 a

    unmatched = runs[~runs["key"].isin(decided["run_key"])]
    by_schedule = _by_schedule(_open(rows, decided), unmatched, policy, as_of)  # domain.md 2.4
    _assign(decided, by_schedule.loc[~by_schedule["ambiguous"], "keys"].map(lambda keys: keys[0]))
    _reject(decided, Code.AMBIGUOUS_RUN, by_schedule.loc[by_schedule["ambiguous"], "keys"])

    remaining = _open(rows, decided)
    decided.loc[remaining.index, "disposition"] = Disposition.NEW_RUN
    first = remaining[~remaining["course_exists"] & ~remaining.duplicated("course_key")]
    decided.loc[first.index, "disposition"] = Disposition.NEW_PRODUCT  # domain.md 2.2
    return decided.astype(object).where(decided.notna(), None)


def classify(matches: pd.DataFrame) -> pd.Series:
    """Decide what becomes of each row, once it is known what it changes: domain.md 2.5.

    Args:
        matches: disposition; schedule_changes (start, end, enrollment_ends_at or variant of the run), run_changes (any
            field of the run), course_changes (any course-level value that this row supplies) and in_review (whether
            the run is held for its reviewer).

    Returns:
        Series of `Decision` values.
    """
    decisions = matches["disposition"].map(str)
    matched = matches["disposition"] == Disposition.MATCHED
    decisions[matched] = Decision.UNCHANGED.value
    decisions[matched & (matches["run_changes"] | matches["course_changes"])] = Decision.UPDATE.value
    decisions[matched & matches["schedule_changes"]] = Decision.BACKPOPULATE.value
    decisions[matched & matches["in_review"] & matches["run_changes"]] = Decision.HELD.value
    return decisions


def _open(rows: pd.DataFrame, decided: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that are not decided yet."""
    return rows[decided["disposition"].isna()]


def _assign(decided: pd.DataFrame, keys: pd.Series) -> None:
    decided.loc[keys.index, "run_key"] = keys
    decided.loc[keys.index, "disposition"] = Disposition.MATCHED


def _reject(decided: pd.DataFrame, code: Code, related: pd.Series) -> None:
    decided.loc[related.index, "disposition"] = Disposition.REJECTED
    decided.loc[related.index, "code"] = code
    decided.loc[related.index, "related"] = related


def _conflicts(rows: pd.DataFrame) -> pd.Series:
    """Find rows that claim the same thing and differ; return the lines of the rows with which each conflicts.

    Rows that name a variant claim it. Rows that name none claim their schedule, against all rows that have it.
    """
    named = rows[rows["variant_id"].notna()]
    named = named[named.duplicated("variant_id", keep=False)]
    keyed = _keyed(rows)
    contested = keyed[keyed.duplicated(SCHEDULE, keep=False)]
    nameless = contested[contested["variant_id"].isna()]
    by_variant, by_schedule = (
        _related_lines(named, named, ["variant_id"]),
        _related_lines(nameless, contested, SCHEDULE),
    )
    related: pd.Series = pd.concat([by_variant, by_schedule])
    return related


def _related_lines(rows: pd.DataFrame, claimants: pd.DataFrame, on: list[str]) -> pd.Series:
    """List for each row the lines of the other claimants with the same key, the first `MAX_RELATED_LINES` of them."""
    lines = claimants.groupby(on)["line_number"].agg(lambda group: list(group[: MAX_RELATED_LINES + 1])).rename("lines")
    claims = rows.merge(lines, left_on=on, right_index=True)
    related = [
        tuple(line for line in lines if line != own)[:MAX_RELATED_LINES]
        for own, lines in zip(claims["line_number"], claims["lines"], strict=True)
    ]
    return pd.Series(related, index=claims.index, dtype=object)


def _keyed(rows: pd.DataFrame) -> pd.DataFrame:
    """Make schedules comparable by joins: having no restriction type is a value like any other."""
    return rows.assign(restriction_type=rows["restriction_type"].fillna(""))


def _variant_holders(rows: pd.DataFrame, runs: pd.DataFrame) -> pd.DataFrame:
    """Join each row that names a variant with the run that has it."""
    named = rows.loc[rows["variant_id"].notna(), ["course_key", "variant_id"]].assign(row=lambda frame: frame.index)
    return named.merge(runs[["key", "course_key", "variant_id"]], on="variant_id", suffixes=("", "_run"))


def _taken(holders: pd.DataFrame) -> pd.Series:
    """List for each row that names the variant of a run of another course the key of that run."""
    foreign = holders[holders["course_key"] != holders["course_key_run"]]
    return pd.Series([(key,) for key in foreign["key"]], index=foreign["row"], dtype=object)


def _by_schedule(
    rows: pd.DataFrame, runs: pd.DataFrame, policy: SameScheduleOtherVariant, as_of: datetime
) -> pd.DataFrame:
    """Assign to rows, in file order, the runs of their schedule, best rank first.

    The rows of one schedule take its ranks one after the other. A rank of one run goes to the next row; a rank of
    several runs stops that row and all rows after it.

    Returns:
        DataFrame indexed by row: keys (list) and ambiguous (bool); rows without a candidate are left out.
    """
    places = _keyed(rows)[SCHEDULE].assign(row=rows.index, named=rows["variant_id"].notna())
    places["place"] = places.groupby([*SCHEDULE, "named"]).cumcount()
    # Ranking is slow, so runs of schedules that no open row has are left out before it.
    candidates = _candidates(runs, policy, as_of).merge(places[SCHEDULE].drop_duplicates(), on=SCHEDULE)
    ranks = candidates.groupby([*SCHEDULE, "named", "rank"])["key"].agg(sorted).reset_index()
    ranks["ambiguous"] = ranks["key"].map(len) > 1
    schedule = ranks.groupby([*SCHEDULE, "named"])
    ranks["place"] = schedule.cumcount()
    stopped = schedule["ambiguous"].cumsum() - ranks["ambiguous"]
    ranks = ranks[stopped == 0].rename(columns={"key": "keys"})
    last = ranks[ranks["ambiguous"]].set_index([*SCHEDULE, "named"])["place"].rename("stop")
    places = places.merge(last, how="left", left_on=[*SCHEDULE, "named"], right_index=True)
    places["place"] = places[["place", "stop"]].min(axis=1).astype("int64")
    matched = places.merge(ranks, on=[*SCHEDULE, "named", "place"])
    return matched.set_index("row")[["keys", "ambiguous"]]


def _candidates(runs: pd.DataFrame, policy: SameScheduleOtherVariant, as_of: datetime) -> pd.DataFrame:
    """List the runs with a schedule, ranked, once for rows that name a variant and once for those that do not."""
    dated = _keyed(runs[runs["starts_at"].notna() & runs["ends_at"].notna()])
    open_for = dated["enrollment_ends_at"].isna() | (dated["enrollment_ends_at"] > as_of)
    ended = ~((dated["ends_at"] > as_of) & open_for)
    other_variant = dated["variant_id"].notna()
    nameless = dated.assign(named=False, rank=ended.astype(int))
    named = dated.assign(named=True, rank=ended * 2 + other_variant)
    if policy is SameScheduleOtherVariant.NEW_RUN:
        named = named[~other_variant]
    return pd.concat([nameless, named])

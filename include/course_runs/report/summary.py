"""What a report says, read from the database once, the lists cut: what all its forms are made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic
from uuid import UUID

from course_runs.contract.feeds import Feed
from course_runs.database.session import Connection
from course_runs.report import lists
from course_runs.report.lists import REPORT_LISTS, Item, ReportList
from course_runs.report.outcome import Failure, LedgerLine, Outcome, StageTime, outcome_of, read_line, read_stages

DECISIONS = ("new_product", "new_run", "backpopulate", "update", "unchanged", "held", "duplicate", "rejected")
"""What a row can end in, in the order in which reports count it."""


class Audience(StrEnum):
    """Who reads a report. A partner's copy has only what is theirs, see `partner_copy`."""

    OPERATORS = "operators"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Listing(Generic[Item]):
    """The first rows of a list, and how many there are in all."""

    kind: ReportList[Item]
    rows: tuple[Item, ...]
    total: int

    @property
    def left_out(self) -> int:
        """How many rows are not here."""
        return self.total - len(self.rows)

    def cut(self, limit: int) -> "Listing[Item]":
        """Return the list with at most `limit` rows."""
        return Listing(self.kind, self.rows[:limit], self.total)


@dataclass(frozen=True, slots=True)
class Summary:
    """An ingestion as it is reported.

    Attributes:
        line: its ledger line.
        feed: the feed.
        outcome: how it ended.
        failure: where it stopped, if it failed.
        counts: decision -> rows, every decision there.
        undecided: rows that no stage came to decide.
        stages: how long each stage took.
        lists: by name, in the order of the report; empty ones too.
        audience: for whom it is.
    """

    line: LedgerLine
    feed: Feed
    outcome: Outcome
    failure: Failure | None
    counts: Mapping[str, int]
    undecided: int
    stages: tuple[StageTime, ...]
    lists: Mapping[str, Listing[Any]]
    audience: Audience = Audience.OPERATORS

    @property
    def internal(self) -> bool:
        """Whether it may show stages, runs of DAGs, paths, and link to the publisher."""
        return self.audience is Audience.OPERATORS

    @property
    def decided(self) -> int:
        """Sum of the decisions and of the rows without one."""
        return sum(self.counts.values()) + self.undecided

    @property
    def is_balanced(self) -> bool:
        """Whether every row that was read is accounted for."""
        return self.decided == (self.line.rows_read or 0)

    def heading(self, listing: Listing[Any]) -> str:
        """Return the heading of a list, with what its number counts where that is not rows."""
        if listing.kind is not lists.NEW_PRODUCTS:
            return f"{listing.kind.title} ({listing.total:,})"
        return f"{listing.kind.title} ({self.counts['new_product']:,}, with {listing.total:,} runs)"

    @property
    def has_changes(self) -> bool:
        """Whether there are changes to list."""
        return self.outcome.has_plan and self.line.changed

    @property
    def has_rejected(self) -> bool:
        """Whether there are rejected rows to hand back."""
        return bool(self.lists[lists.REJECTED.name].total and self.line.header)

    @property
    def archived(self) -> int:
        """Products that are archived."""
        return self.lists[lists.ARCHIVED.name].total

    @property
    def corrected(self) -> int:
        """Rows that earlier ingestions rejected and this one loaded."""
        return self.lists[lists.CORRECTED.name].total


def read_summary(connection: Connection, ingestion_id: UUID, feed: Feed, limit: int = 500) -> Summary:
    """Read what there is to report of an ingestion, at whatever point it is.

    Args:
        connection: its transaction is used.
        ingestion_id: id of the ingestion.
        feed: its feed.
        limit: rows of each list that are read.

    Returns:
        The summary.

    Raises:
        NoIngestion: there is none of that id.
    """
    line = read_line(connection, ingestion_id)
    stages = read_stages(connection, ingestion_id)
    outcome, failure = outcome_of(line, stages)
    counts, undecided = _counts(connection, ingestion_id, outcome)
    return Summary(
        line=line,
        feed=feed,
        outcome=outcome,
        failure=failure,
        counts={decision: counts.get(decision, 0) for decision in DECISIONS},
        undecided=undecided,
        stages=stages,
        lists={kind.name: _listing(connection, line, outcome, kind, limit) for kind in REPORT_LISTS},
    )


def _listing(
    connection: Connection, line: LedgerLine, outcome: Outcome, kind: ReportList[Any], limit: int
) -> Listing[Any]:
    if kind.of_plan and not outcome.has_plan:  # a plan that was not carried out is not shown
        return Listing(kind, (), 0)
    rows = lists.first(connection, line, kind, limit)
    total = len(rows) if len(rows) < limit else lists.count(connection, line, kind)
    return Listing(kind, rows, total)


def _counts(connection: Connection, ingestion_id: UUID, outcome: Outcome) -> tuple[Mapping[str, int], int]:
    """Count the rows by decision, and those without one: of a plan that was not carried out only rejections hold."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT decision, count(*) FROM ingest.outcome WHERE ingestion_id = %s GROUP BY decision", (ingestion_id,)
        )
        found: dict[str | None, int] = dict(cursor.fetchall())
    counts = {name: number for name, number in found.items() if name and (outcome.has_plan or name == "rejected")}
    return counts, sum(found.values()) - sum(counts.values())

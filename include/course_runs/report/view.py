"""The read model of an ingestion: documents, mail and pages are made from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Generic
from uuid import UUID

from course_runs.contract.errors import NoIngestion
from course_runs.contract.feeds import Feed
from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Stage
from course_runs.report import lists, wording
from course_runs.report.ledger_records import LedgerRecord, StageTime, read_records, read_stages
from course_runs.report.list_rows import Item
from course_runs.report.lists import REPORT_LISTS, ReportList
from course_runs.report.outcome import Failure, Outcome, outcome_of
from course_runs.rows.decisions import UNDECIDED, Decision, in_words

RUNNING = "running"


class Audience(StrEnum):
    """Who reads a report. A partner's copy is cut to what concerns them, see `partner_copy`."""

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
        """Rows of the list that are not shown."""
        return self.total - len(self.rows)

    def cut(self, limit: int) -> "Listing[Item]":
        """Return the list with at most so many rows."""
        return Listing(self.kind, self.rows[:limit], self.total)


@dataclass(frozen=True, slots=True)
class IngestionView:
    """An ingestion as reports and pages show it.

    Attributes:
        record: its ledger record.
        feed: the feed.
        outcome: how it ended.
        failure: where it stopped, if it failed.
        counts: decision -> rows, every decision there.
        undecided: rows without a decision.
        stages: how long each stage took.
        lists: by name, in the order of the report; empty ones too.
        audience: the readers that it is for.
        is_running: whether its DAG run is still at work and nothing is loaded yet, so that no outcome is shown.
    """

    record: LedgerRecord
    feed: Feed
    outcome: Outcome
    failure: Failure | None
    counts: Mapping[str, int]
    undecided: int
    stages: tuple[StageTime, ...]
    lists: Mapping[str, Listing[Any]]
    audience: Audience = Audience.OPERATORS
    is_running: bool = False

    @property
    def is_internal(self) -> bool:
        """Whether it may show stages, runs of DAGs, paths, and link to the publisher."""
        return self.audience is Audience.OPERATORS

    @property
    def decided(self) -> int:
        """Sum of the decisions and of the rows without one."""
        return sum(self.counts.values()) + self.undecided

    @property
    def is_balanced(self) -> bool:
        """Whether every row that was read is accounted for."""
        return self.decided == (self.record.rows_read or 0)

    def heading(self, listing: Listing[Any]) -> str:
        """Return a list's heading with its count; new products are counted as products and as runs."""
        if listing.kind is not lists.NEW_PRODUCTS:
            return f"{listing.kind.title} ({listing.total:,})"
        return f"{listing.kind.title} ({self.counts['new_product']:,}, with {listing.total:,} runs)"

    @property
    def has_changes(self) -> bool:
        """Whether there are changes to list."""
        return self.outcome.has_plan and self.record.changed

    @property
    def has_rejected(self) -> bool:
        """Whether there are rejected rows to hand back."""
        return bool(self.lists[lists.REJECTED.name].total and self.record.header)

    @property
    def archived(self) -> int:
        """Products that are archived."""
        return self.lists[lists.ARCHIVED.name].total

    @property
    def corrected(self) -> int:
        """Rows that earlier ingestions rejected and this one loaded."""
        return self.lists[lists.CORRECTED.name].total

    @property
    def name(self) -> str:
        """The outcome in one or two words."""
        return "Running" if self.is_running else wording.OUTCOME_NAMES[self.outcome]

    @property
    def css_class(self) -> str:
        """The outcome as a class of the style sheet."""
        return RUNNING if self.is_running else self.outcome.value

    @property
    def bar_marker(self) -> str | None:
        """The marker of a chart's column where nothing was loaded, or of a dry run; None: no marker."""
        return self.css_class if self.css_class in {RUNNING, Outcome.REFUSED, Outcome.FAILED, Outcome.PLANNED} else None

    @property
    def sentence(self) -> str:
        """What happened, in a sentence."""
        if not self.is_running:
            return wording.headline(self)
        done = [stage.stage for stage in self.stages if stage.finished]
        return f"At work. Done so far: {', '.join(done)}." if done else f"At work: {Stage.EXTRACT}."

    @property
    def short_summary(self) -> str:
        """What happened, for a list: the decisions or the fault, without what the name already shows."""
        if self.is_running or self.outcome is Outcome.FAILED:
            return self.sentence.removeprefix("Failed. ")
        if self.outcome is Outcome.REFUSED:
            return f"{self.record.refusal_code}: {wording.shown(self.record.message)}"
        words = [in_words(self.all_counts)]
        if self.record.withheld:
            words.append(f"archiving of {self.record.withheld:,} withheld")
        elif self.archived:
            words.append(f"{self.archived:,} archived")
        return ", ".join(words)

    @property
    def all_counts(self) -> Mapping[str, int]:
        """Rows by decision, those without one too where there are any."""
        return dict(self.counts) | ({UNDECIDED: self.undecided} if self.undecided else {})


def read_view(connection: Connection, ingestion_id: UUID, feed: Feed, limit: int = 500) -> IngestionView:
    """Read the view of an ingestion with the rows of its lists, whatever stage it has reached.

    Args:
        connection: its transaction is used.
        ingestion_id: the ingestion.
        feed: its feed.
        limit: rows of each list that are read.

    Raises:
        NoIngestion: there is no such ingestion.
    """
    records = read_records(connection, [ingestion_id])
    if not records:
        raise NoIngestion(f"There is no ingestion {ingestion_id}.")
    (record,) = records
    stages = read_stages(connection, [ingestion_id])[ingestion_id]
    outcome, failure = outcome_of(record, stages)
    counts, undecided = _counts(connection, ingestion_id, outcome)
    return IngestionView(
        record=record,
        feed=feed,
        outcome=outcome,
        failure=failure,
        counts={decision.value: counts.get(decision, 0) for decision in Decision},
        undecided=undecided,
        stages=stages,
        lists={kind.name: _listing(connection, record, outcome, kind, limit) for kind in REPORT_LISTS},
    )


def view_without_rows(record: LedgerRecord, stages: tuple[StageTime, ...], feed: Feed | None) -> IngestionView:
    """Make a view from the ledger alone: the counts are there, the rows of the lists are not.

    Args:
        record: of the ingestion.
        stages: the last attempt at each stage before the report.
        feed: its feed; None: feeds.yaml no longer has it, and its id serves as a title.
    """
    outcome, failure = outcome_of(record, stages)
    counts = {decision.value: record.counts.get(decision, 0) if outcome.has_plan else 0 for decision in Decision}
    totals = {lists.ARCHIVED.name: record.archived}
    return IngestionView(
        record=record,
        feed=feed or Feed.model_construct(id=record.feed_id, title=record.feed_id),
        outcome=outcome,
        failure=failure,
        counts=counts,
        undecided=max((record.rows_read or 0) - sum(counts.values()), 0),
        stages=stages,
        lists={kind.name: Listing(kind, (), totals.get(kind.name, 0)) for kind in REPORT_LISTS},
    )


def with_totals(view: IngestionView, totals: Mapping[str, int]) -> IngestionView:
    """Return a view without rows, with the totals of some of its lists by name."""
    known = {name: Listing(view.lists[name].kind, (), total) for name, total in totals.items()}
    return replace(view, lists={**view.lists, **known})


def _listing(
    connection: Connection, record: LedgerRecord, outcome: Outcome, kind: ReportList[Any], limit: int
) -> Listing[Any]:
    if kind.of_plan and not outcome.has_plan:  # there is no plan to show
        return Listing(kind, (), 0)
    rows = lists.first(connection, record, kind, limit)
    total = len(rows) if len(rows) < limit else lists.count(connection, record, kind)
    return Listing(kind, rows, total)


def _counts(connection: Connection, ingestion_id: UUID, outcome: Outcome) -> tuple[Mapping[str, int], int]:
    """Count the rows by decision, and those without one; without a plan to show, only rejections count."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT decision, count(*) FROM ingest.outcome WHERE ingestion_id = %s GROUP BY decision", (ingestion_id,)
        )
        found: dict[str | None, int] = dict(cursor.fetchall())
    counts = {name: number for name, number in found.items() if name and (outcome.has_plan or name == "rejected")}
    return counts, sum(found.values()) - sum(counts.values())

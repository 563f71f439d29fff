"""What can go wrong, by what to do about it.

    IngestionError
    |-- FileRefused      the drop is at fault: never retried, nothing is loaded, reported to the partner
    |   `-- NoDrop       there is no drop where the feed expects one
    |-- NoIngestion      the run has not started an ingestion: run its extract stage first
    |-- StagedRowsGone   the ingestion's staged rows have been purged: run its extract stage again
    |-- InvalidFeeds     feeds.yaml is wrong: fix it
    |-- UnknownFeed      feeds.yaml has no such feed: name another one, or add it
    `-- InvariantBroken  the pipeline is at fault: the load rolls back, report it to the developers

A row that is at fault is data, not an exception: see `course_runs.rows.findings`. Everything else that a stage raises
(the database is down, the disk is full) may pass, and Airflow retries it.
"""

from collections.abc import Iterable
from enum import StrEnum


class RefusalCode(StrEnum):
    """Why a whole file is refused."""

    FILE_NOT_FOUND = "FILE_NOT_FOUND"
    EMPTY_FILE = "EMPTY_FILE"
    BAD_ENCODING = "BAD_ENCODING"
    BAD_HEADER = "BAD_HEADER"
    MALFORMED_CSV = "MALFORMED_CSV"
    TOO_LARGE = "TOO_LARGE"
    STALE_FILE = "STALE_FILE"
    REJECTION_BUDGET = "REJECTION_BUDGET"


class IngestionError(Exception):
    """Base of the pipeline's own errors."""


class FileRefused(IngestionError):
    """The drop as a whole cannot be loaded, and a retry would not change that.

    Attributes:
        code: why it is refused.
        message: what is wrong, where, and what to do, for the partner.
        line: physical line of the file at which it is wrong, where there is one.
        keeps_work: whether what the stage has written is kept, because it explains the refusal; by default it is not.
    """

    def __init__(self, code: RefusalCode, message: str, *, line: int | None = None, keeps_work: bool = False) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.line = line
        self.keeps_work = keeps_work


class NoDrop(FileRefused):
    """There is no file at the expected path."""

    def __init__(self, path: str) -> None:
        super().__init__(
            RefusalCode.FILE_NOT_FOUND,
            f"There is no file at {path}. Check the path, or wait until the partner has delivered the drop.",
        )


class NoIngestion(IngestionError):
    """There is no ingestion of a run, or none with an id."""


class StagedRowsGone(IngestionError):
    """Fewer rows are staged than were read: they were purged after the feed's next drop."""


class InvalidFeeds(IngestionError):
    """feeds.yaml does not describe valid feeds; the message names the feed and the field."""


class UnknownFeed(IngestionError):
    """There is no feed of an id.

    Args:
        feed_id: that was asked for.
        known: the ids that there are.
    """

    def __init__(self, feed_id: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no feed {feed_id!r} in feeds.yaml; there are {', '.join(sorted(known))}.")


class InvariantBroken(IngestionError):
    """Something that must always hold does not, such as rows read = sum of decisions."""

"""What can go wrong, by what to do about it.

    IngestionError
    |-- FileRefused      the drop is at fault: never retried, nothing is loaded, reported to the partner
    |   `-- NoDrop       there is no drop where the feed expects one
    |-- NoIngestion      the run has not started an ingestion: run its extract stage first
    |-- InvalidFeeds     feeds.yaml is at fault: mend it
    `-- InvariantBroken  the pipeline is at fault: the load rolls back, tell the developers

A row that is at fault is data, not an exception: see `course_runs.rows.findings`. Everything else that a stage raises
(the database away, the disk full) is taken as passing and is retried by Airflow.
"""

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
    """The drop as a whole is at fault; trying again cannot help.

    Attributes:
        code: which of the refusals it is.
        message: what is wrong, where, and what to do, for the partner.
        line: physical line of the fault, where there is one.
        keeps_work: whether what the stage wrote stays: findings that explain the refusal do.
    """

    def __init__(self, code: RefusalCode, message: str, *, line: int | None = None) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.line = line
        self.keeps_work = code is RefusalCode.REJECTION_BUDGET


class NoDrop(FileRefused):
    """No file lies where it should."""

    def __init__(self, path: str) -> None:
        super().__init__(
            RefusalCode.FILE_NOT_FOUND,
            f"There is no file at {path}. Check the path, or wait until the partner has delivered the drop.",
        )


class NoIngestion(IngestionError):
    """The ledger has no line for a run, or one whose feed no longer exists."""


class InvalidFeeds(IngestionError):
    """feeds.yaml does not describe valid feeds; the message names the feed and the field."""


class InvariantBroken(IngestionError):
    """Something that must always hold does not, such as rows read = sum of decisions."""

"""The codes of findings, and which of them reject a row."""

from enum import StrEnum
from typing import Self


class Severity(StrEnum):
    """A critical finding rejects its row; a warning is reported."""

    CRITICAL = "critical"
    WARNING = "warning"


class Code(StrEnum):
    """What a finding is about.

    Attributes:
        severity: whether a row with such a finding is rejected.
    """

    severity: Severity

    def __new__(cls, code: str, severity: Severity = Severity.CRITICAL) -> Self:
        """Make a member that is equal to its code."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.severity = severity
        return member

    MISSING_ORGANIZATION = "MISSING_ORGANIZATION"
    MISSING_COURSE_TYPE = "MISSING_COURSE_TYPE"
    MISSING_COURSE_RUN_TYPE = "MISSING_COURSE_RUN_TYPE"
    MISSING_REQUIRED_DATA = "MISSING_REQUIRED_DATA"
    INVALID_DATE = "INVALID_DATE"
    INVALID_SCHEDULE = "INVALID_SCHEDULE"
    INVALID_VARIANT_ID = "INVALID_VARIANT_ID"
    INVALID_PRICE = "INVALID_PRICE"
    INVALID_NUMBER = "INVALID_NUMBER"
    INVALID_URL = "INVALID_URL"
    INVALID_LANGUAGE = "INVALID_LANGUAGE"
    INVALID_SUBJECT = "INVALID_SUBJECT"
    INVALID_LEVEL = "INVALID_LEVEL"
    INVALID_PACING = "INVALID_PACING"
    INVALID_RESTRICTION_TYPE = "INVALID_RESTRICTION_TYPE"
    NOT_THIS_FEED = "NOT_THIS_FEED"
    RAGGED_ROW = "RAGGED_ROW"
    CONFLICTING_ROWS = "CONFLICTING_ROWS"
    VARIANT_TAKEN = "VARIANT_TAKEN"
    AMBIGUOUS_RUN = "AMBIGUOUS_RUN"
    HTML_SANITISED = "HTML_SANITISED", Severity.WARNING
    CONFLICTING_COURSE_DATA = "CONFLICTING_COURSE_DATA", Severity.WARNING
    REGISTRATION_AFTER_END = "REGISTRATION_AFTER_END", Severity.WARNING
    UNKNOWN_PROGRAM_TYPE = "UNKNOWN_PROGRAM_TYPE", Severity.WARNING
    UNKNOWN_MARKETING_TYPE = "UNKNOWN_MARKETING_TYPE", Severity.WARNING
    UNKNOWN_COLUMN = "UNKNOWN_COLUMN", Severity.WARNING

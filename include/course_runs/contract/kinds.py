"""The kinds of cells in a drop: plain data, judged by `validate.suite` and read by `validate.cell_readers`."""

from dataclasses import dataclass
from enum import StrEnum


class Reference(StrEnum):
    """The catalog's reference tables of which a cell may name a row."""

    ORGANIZATION = "organization"
    COURSE_TYPE = "course type"
    RUN_TYPE = "course-run type"
    LEVEL = "level"
    SUBJECT = "subject"
    LANGUAGE = "language"
    PROGRAM_TYPE = "program type"


@dataclass(frozen=True, slots=True)
class Kind:
    """How a cell is judged and read. Cells arrive trimmed; a blank one is null, whatever its kind."""


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """Plain text of at most `max_length` characters in which `pattern`, a regular expression, is found."""

    max_length: int | None = None
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Html(Kind):
    """HTML; sanitised when it is read."""


@dataclass(frozen=True, slots=True)
class Url(Kind):
    """An http or https URL of at most `max_length` characters."""

    max_length: int | None = None


@dataclass(frozen=True, slots=True)
class Uuid(Kind):
    """A UUID in its hyphenated form, in any case."""


@dataclass(frozen=True, slots=True)
class Money(Kind):
    """An exact decimal, at most ten digits, two of them after the point, not negative."""


@dataclass(frozen=True, slots=True)
class Integer(Kind):
    """A whole number from `low` to `high`."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class DateCell(Kind):
    """A calendar date in one of the feed's formats."""


@dataclass(frozen=True, slots=True)
class TimeCell(Kind):
    """A time of day in one of the feed's formats."""


@dataclass(frozen=True, slots=True)
class Flag(Kind):
    """True for yes, 1 and true in any case, otherwise false."""


@dataclass(frozen=True, slots=True)
class Choice(Kind):
    """One of `options` in any case; the words of `blank` count as no value."""

    options: tuple[str, ...]
    blank: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names(Kind):
    """Comma-separated names, trimmed and de-duplicated in order."""


@dataclass(frozen=True, slots=True)
class Lookup(Kind):
    """The name of a row of a reference table, in any case."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class LookupList(Kind):
    """Comma-separated names of rows of a reference table."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class Ignored(Kind):
    """Accepted and ignored."""

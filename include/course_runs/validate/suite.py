"""The suite: the contract as rules for Great Expectations, for one feed and the columns of one drop."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import singledispatch

import great_expectations.expectations as gxe
from great_expectations.expectations.expectation import Expectation

from course_runs.contract.codes import WARNINGS, Code, Severity
from course_runs.contract.columns import COLUMNS, TIMED, Column, Required
from course_runs.contract.feeds import Feed
from course_runs.contract.kinds import (
    Choice,
    DateCell,
    Html,
    Integer,
    Kind,
    Lookup,
    LookupList,
    Money,
    Text,
    TimeCell,
    Url,
    Uuid,
)
from course_runs.validate import expectations as own
from course_runs.validate.judged import (
    CARRIED,
    CELL_COUNT,
    PRESENT,
    as_dated,
    as_instant,
    as_local,
    as_number,
    as_removed,
    as_required,
)
from course_runs.validate.references import References

URL = (
    r"(?i)\Ahttps?://(?:[^\s/?#@<>\"\x00-\x1f\x7f\\]+@)?(?:[\w-]+(?:\.[\w-]+)*\.?|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?"
    r"(?:[/?#][^\s<>\"\x00-\x1f\x7f]*)?\Z"
)
UUID = r"(?i)\A[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z"
MONEY = r"\A[0-9]{1,8}(?:\.[0-9]{1,2})?\Z"
WHOLE_NUMBER = r"\A[0-9]+\Z"
NAMES_SHOWN = 12
"""Names that an advice lists; of more it says only that there are some."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One expectation and what it means when a row fails it.

    Attributes:
        code: of the finding.
        column: the finding's, as the contract names it; None: the row as a whole.
        advice: what is wrong and what to do; `{value}` stands for the cell, `{removed}` for what its HTML loses.
        expectation: what Great Expectations judges.
    """

    code: Code
    column: str | None
    advice: str
    expectation: Expectation

    @property
    def severity(self) -> Severity:
        """Whether a row that fails it is rejected."""
        return Severity.WARNING if self.code in WARNINGS else Severity.CRITICAL


def build_rules(feed: Feed, header: Sequence[str], references: References) -> list[Rule]:
    """Make the rules for a drop.

    Args:
        feed: its formats, zone and required columns.
        header: normalised names of the drop's columns; rules for other columns would only fail.
        references: the names that look-ups know.

    Returns:
        The rules; the frame of `judged.as_judged` has every column that they name.
    """
    width = gxe.ExpectColumnValuesToBeInSet(column=CELL_COUNT, value_set=[len(header)])
    advice = f"The row has {{value}} cells, the header {len(header)}: look for a missing comma, or for one too many."
    rules = [Rule(Code.RAGGED_ROW, None, advice, width)]
    for column in COLUMNS:
        if column.name in header:
            rules += [*_presence(column, feed), *_readability(column.kind, column, feed, references)]
    return [*rules, *_moments(feed, header), *_across(feed, header)]


def _presence(column: Column, feed: Feed) -> Iterator[Rule]:
    blank = "is blank, or nothing is left of its HTML" if isinstance(column.kind, Html) else "is blank"
    if column.required is Required.ALWAYS:
        expectation = gxe.ExpectColumnValuesToNotBeNull(column=column.name)
        yield Rule(column.code, column.name, f"{column.name} {blank}; every row needs it.", expectation)
    elif column.name in feed.required_columns:
        judged = as_required(column.name) if column.waived_for_sprint else column.name
        advice = f"{column.name} {blank}; this feed needs it in every row."
        yield Rule(Code.MISSING_REQUIRED_DATA, column.name, advice, gxe.ExpectColumnValuesToNotBeNull(column=judged))


@singledispatch
def _readability(kind: Kind, column: Column, feed: Feed, references: References) -> Iterator[Rule]:
    """Rules that every cell of a kind must pass if it is not blank; most kinds take whatever text there is."""
    del kind, column, feed, references
    yield from ()


@_readability.register
def _(kind: Text, column: Column, feed: Feed, references: References) -> Iterator[Rule]:
    del feed, references
    if kind.pattern:
        advice = f"may hold only letters, digits, `.`, `_` and `-`, at most {kind.max_length}."
        yield _matching(column, kind.pattern, advice)
    elif kind.max_length:
        yield _not_longer(column, kind.max_length)


@_readability.register
def _(kind: Html, column: Column, feed: Feed, references: References) -> Iterator[Rule]:
    del kind, feed, references
    nothing = gxe.ExpectColumnValuesToBeNull(column=as_removed(column.name))
    advice = f"{column.name} lost {{removed}}: the catalog does not show these."
    yield Rule(Code.HTML_SANITISED, column.name, advice, nothing)


@_readability.register
def _(kind: Url, column: Column, feed: Feed, references: References) -> Iterator[Rule]:
    del feed, references
    yield _matching(column, URL, "is no http or https URL; write it in full, such as https://example.org/page.")
    if kind.max_length:
        yield _not_longer(column, kind.max_length)


@_readability.register
def _(kind: Uuid, column: Column, feed: Feed, references: References) -> Iterator[Rule]:
    del kind, feed, references
    yield _matching(column, UUID, "is no UUID; write it as 8-4-4-4-12 hexadecimal digits, without braces.")


@_readability.register
def _(kind: Money, column: Column, feed: Feed, references: References) -> Iterator[Rule]:
    del kind, feed, references
    advice = "is no price; write at most 8 digits and at most two decimals, such as 1249.50."
    yield _matching(column, MONEY, advice)


@_readability.register
def _(kind: Integer, column: Column, feed: Feed, references: References) -> Iterator[Rule]:
    del feed, references
    yield _matching(column, WHOLE_NUMBER, "is no whole number; write digits only.")
    between = gxe.ExpectColumnValuesToBeBetween(column=as_number(column.name), min_value=kind.low, max_value=kind.high)
    yield _rule(column, f"is not from {kind.low} to {kind.high}; correct it.", between)


@_readability.register(DateCell)
@_readability.register(TimeCell)
def _(kind: DateCell | TimeCell, column: Column, feed: Feed, references: References) -> Iterator[Rule]:
    del references
    what, formats = ("date", feed.date_formats) if isinstance(kind, DateCell) else ("time", feed.time_formats)
    shown = " or ".join(map(legible, formats))
    expectation = own.ExpectMomentsByFormat(column=column.name, formats=list(formats))
    yield _rule(column, f"is no {what}; write it as {shown}.", expectation)


@_readability.register
def _(kind: Lookup, column: Column, feed: Feed, references: References) -> Iterator[Rule]:
    del feed
    known = own.ExpectKnownNames(column=column.name, names="\n".join(references[kind.reference]))
    advice = f"is no {kind.reference} that the catalog knows; {_listed(sorted(references[kind.reference]))}."
    yield _rule(column, advice, known)


@_readability.register
def _(kind: LookupList, column: Column, feed: Feed, references: References) -> Iterator[Rule]:
    del feed
    known = own.ExpectKnownNames(column=column.name, names="\n".join(references[kind.reference]), listed=True)
    yield _rule(column, f"holds a {kind.reference} that the catalog does not know; write those that it does.", known)


@_readability.register
def _(kind: Choice, column: Column, feed: Feed, references: References) -> Iterator[Rule]:
    del feed, references
    known = gxe.ExpectColumnValuesToBeInSet(column=column.name, value_set=list(kind.options))
    yield _rule(column, f"is unknown; {_listed(kind.options)}.", known)


def _listed(names: Sequence[str]) -> str:
    return f"write one of {', '.join(names)}" if len(names) <= NAMES_SHOWN else "write one of its names"


def _rule(column: Column, advice: str, expectation: Expectation) -> Rule:
    return Rule(column.code, column.name, f"{column.name} {{value}} {advice}", expectation)


def _matching(column: Column, pattern: str, advice: str) -> Rule:
    return _rule(column, advice, gxe.ExpectColumnValuesToMatchRegex(column=column.name, regex=pattern))


def _not_longer(column: Column, length: int) -> Rule:
    expectation = gxe.ExpectColumnValueLengthsToBeBetween(column=column.name, max_value=length)
    return _rule(column, f"is longer than {length} characters; shorten it.", expectation)


def _moments(feed: Feed, header: Sequence[str]) -> Iterator[Rule]:
    """Rules over a date and its time of day."""
    for field, (date, time) in TIMED.items():
        if time in header:
            dated = gxe.ExpectColumnValuesToBeInSet(column=as_dated(field), value_set=[PRESENT])
            advice = f"{time} {{value}} comes without a date; fill {date} in, or leave both blank."
            yield Rule(Code.INVALID_DATE, time, advice, dated)
        if date in header:
            exists = own.ExpectExistingLocalTimes(column=as_local(field), zone=feed.timezone)
            shown = time if time in header else date
            advice = f"{shown} {{value}} is a time that the clocks of {feed.timezone} never or twice show on that day."
            yield Rule(Code.INVALID_DATE, shown, f"{advice} Write another time.", exists)


def _across(feed: Feed, header: Sequence[str]) -> Iterator[Rule]:
    """Rules over more than one cell."""
    if "course_enrollment_track" in header:
        carried = gxe.ExpectColumnValuesToBeInSet(column=CARRIED, value_set=[feed.product_type])
        advice = f"course_enrollment_track {{value}} is not what this feed carries, {feed.product_type}. Take it out."
        yield Rule(Code.NOT_THIS_FEED, "course_enrollment_track", advice, carried)
    if {"minimum_effort", "maximum_effort"} <= set(header):
        efforts = _not_below(as_number("maximum_effort"), as_number("minimum_effort"))
        advice = "maximum_effort {value} is below minimum_effort; correct either."
        yield Rule(Code.INVALID_NUMBER, "maximum_effort", advice, efforts)
    schedule = gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A=as_instant("ends_at"), column_B=as_instant("starts_at"), ignore_row_if="either_value_is_missing"
    )
    advice = "The end, {value}, is not after the start; correct either."
    yield Rule(Code.INVALID_SCHEDULE, "end_date", advice, schedule)
    if "reg_close_date" in header:
        closes = _not_below(as_instant("ends_at"), as_instant("enrollment_ends_at"))
        advice = "Registration closes on {value}, after the end of the run."
        yield Rule(Code.REGISTRATION_AFTER_END, "reg_close_date", advice, closes)


def _not_below(larger: str, smaller: str) -> Expectation:
    return gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A=larger, column_B=smaller, or_equal=True, ignore_row_if="either_value_is_missing"
    )


def legible(form: str) -> str:
    """Return a strptime format as people write it: `%Y-%m-%d` as YYYY-MM-DD."""
    words = {"%Y": "YYYY", "%m": "MM", "%d": "DD", "%H": "HH", "%M": "MM", "%S": "SS", "%f": "ffffff"}
    return re.sub("%.", lambda directive: words.get(directive[0], directive[0]), form)

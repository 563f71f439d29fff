"""The suite: the contract as rules for Great Expectations, for a feed and the columns of a drop."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import great_expectations.expectations as gxe
from great_expectations.expectations.expectation import Expectation

from course_runs.contract.codes import Code
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
from course_runs.validate.gx_frame import (
    CELL_COUNT,
    COURSE_TYPE_SLUG,
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
"""The most names that an advice lists."""


@dataclass(frozen=True, slots=True)
class Rule:
    """An expectation, and the finding that a row has when it fails.

    Attributes:
        code: the finding's code; it decides whether the row is rejected.
        column: the finding's source column; None: the row as a whole.
        advice: what is wrong and what to do; `{value}` stands for the cell, `{removed}` for the HTML that is removed.
        expectation: what Great Expectations checks.
    """

    code: Code
    column: str | None
    advice: str
    expectation: Expectation


def build_rules(feed: Feed, header: Sequence[str], references: References) -> list[Rule]:
    """Make the rules for a drop.

    Args:
        feed: has the formats, the zone, the product type and the required columns.
        header: normalised names of the drop's columns; other columns have no rules.
        references: the catalog's look-ups.

    Returns:
        The rules. The frame of `gx_frame.gx_frame` has every column that they name.
    """
    width = gxe.ExpectColumnValuesToBeInSet(column=CELL_COUNT, value_set=[len(header)])
    advice = f"The row has {{value}} cells, the header {len(header)}: look for a missing or an extra comma."
    rules = [Rule(Code.RAGGED_ROW, None, advice, width)]
    for column in COLUMNS:
        if column.name in header:
            rules += _presence(column, feed)
            rules += _readability(column.kind, column, feed, references)
            rules += _length(column.kind, column)
    return [*rules, *_moments(feed, header), *_across(feed, header)]


def _presence(column: Column, feed: Feed) -> Iterator[Rule]:
    blank = "is blank, or has only HTML that is not allowed" if isinstance(column.kind, Html) else "is blank"
    if column.required is Required.ALWAYS:
        expectation = gxe.ExpectColumnValuesToNotBeNull(column=column.name)
        yield Rule(column.code, column.name, f"{column.name} {blank}; every row needs a value.", expectation)
    elif column.name in feed.required_columns:
        judged = as_required(column.name) if column.waived_for_sprint else column.name
        advice = f"{column.name} {blank}; every row of this feed needs a value."
        yield Rule(Code.MISSING_REQUIRED_DATA, column.name, advice, gxe.ExpectColumnValuesToNotBeNull(column=judged))


def _readability(kind: Kind, column: Column, feed: Feed, references: References) -> Iterator[Rule]:  # noqa: C901 - one case for each kind
    """Yield the rules for cells that are not blank; a kind of cell that may be any text has none."""
    match kind:
        case Text(pattern=str() as pattern):
            advice = f"is not valid; use at most {kind.max_length} letters, digits, `.`, `_` and `-`."
            yield _matching(column, pattern, advice)
        case Html():
            nothing = gxe.ExpectColumnValuesToBeNull(column=as_removed(column.name))
            advice = f"HTML was removed from {column.name}, because the catalog does not show it: {{removed}}."
            yield Rule(Code.HTML_SANITISED, column.name, advice, nothing)
        case Url():
            advice = "is not a valid http or https URL; write it in full, such as https://example.org/page."
            yield _matching(column, URL, advice)
        case Uuid():
            advice = "is not a valid UUID; write it as 8-4-4-4-12 hexadecimal digits, without braces."
            yield _matching(column, UUID, advice)
        case Money():
            advice = "is not a valid price; write at most 8 digits and at most two decimals, such as 1249.50."
            yield _matching(column, MONEY, advice)
        case Integer(low, high):
            yield _matching(column, WHOLE_NUMBER, "is not a whole number; write digits only.")
            number = as_number(column.name)
            between = gxe.ExpectColumnValuesToBeBetween(column=number, min_value=low, max_value=high)
            yield _rule(column, f"is not between {low} and {high}; correct it.", between)
        case DateCell():
            yield _written_as(column, "date", feed.date_formats)
        case TimeCell():
            yield _written_as(column, "time", feed.time_formats)
        case Lookup(reference):
            known = own.ExpectKnownNames(column=column.name, names="\n".join(references[reference]))
            advice = f"is not the name of a known {reference}; {_listed(sorted(references[reference]))}."
            yield _rule(column, advice, known)
        case LookupList(reference):
            known = own.ExpectKnownNames(column=column.name, names="\n".join(references[reference]), listed=True)
            yield _rule(column, f"has the name of an unknown {reference}; use the catalog's names.", known)
        case Choice(options):
            listed = gxe.ExpectColumnValuesToBeInSet(column=column.name, value_set=list(options))
            yield _rule(column, f"is not a valid value; {_listed(options)}.", listed)


def _length(kind: Kind, column: Column) -> Iterator[Rule]:
    if isinstance(kind, Text | Url) and kind.max_length and not (isinstance(kind, Text) and kind.pattern):
        lengths = gxe.ExpectColumnValueLengthsToBeBetween(column=column.name, max_value=kind.max_length)
        yield _rule(column, f"is longer than {kind.max_length} characters; shorten it.", lengths)


def _written_as(column: Column, what: str, formats: Sequence[str]) -> Rule:
    expectation = own.ExpectMomentsByFormat(column=column.name, formats=list(formats))
    return _rule(column, f"is not a valid {what}; write it as {' or '.join(map(legible, formats))}.", expectation)


def _listed(names: Sequence[str]) -> str:
    return f"write one of {', '.join(names)}" if 0 < len(names) <= NAMES_SHOWN else "use one of the catalog's names"


def _rule(column: Column, advice: str, expectation: Expectation) -> Rule:
    return Rule(column.code, column.name, f"{column.name} {{value}} {advice}", expectation)


def _matching(column: Column, pattern: str, advice: str) -> Rule:
    return _rule(column, advice, gxe.ExpectColumnValuesToMatchRegex(column=column.name, regex=pattern))


def _moments(feed: Feed, header: Sequence[str]) -> Iterator[Rule]:
    """Yield the rules for a date and its time of day."""
    for accepted_column, (date, time) in TIMED.items():
        if time in header:
            dated = gxe.ExpectColumnValuesToBeInSet(column=as_dated(accepted_column), value_set=[PRESENT])
            advice = f"{time} {{value}} is given without a date; fill in {date}, or leave both blank."
            yield Rule(Code.INVALID_DATE, time, advice, dated)
        if date in header:
            exists = own.ExpectExistingLocalTimes(column=as_local(accepted_column), zone=feed.timezone)
            shown = time if time in header else date
            advice = (
                f"{shown} {{value}} does not exist, or occurs twice, on that day in {feed.timezone} (clock change)."
            )
            yield Rule(Code.INVALID_DATE, shown, f"{advice} Write another time.", exists)


def _across(feed: Feed, header: Sequence[str]) -> Iterator[Rule]:
    """Yield the rules for several cells of a row."""
    if "course_enrollment_track" in header:
        carried = gxe.ExpectColumnValuesToBeInSet(column=COURSE_TYPE_SLUG, value_set=[feed.product_type])
        advice = f"course_enrollment_track {{value}} is not the type of this feed, {feed.product_type}; remove the row."
        yield Rule(Code.NOT_THIS_FEED, "course_enrollment_track", advice, carried)
    if {"minimum_effort", "maximum_effort"} <= set(header):
        efforts = _not_below(as_number("maximum_effort"), as_number("minimum_effort"))
        advice = "maximum_effort {value} is below minimum_effort; correct one of them."
        yield Rule(Code.INVALID_NUMBER, "maximum_effort", advice, efforts)
    schedule = gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A=as_instant("ends_at"), column_B=as_instant("starts_at"), ignore_row_if="either_value_is_missing"
    )
    advice = "The end, {value}, is not after the start; correct the dates or times."
    yield Rule(Code.INVALID_SCHEDULE, "end_date", advice, schedule)
    if "reg_close_date" in header:
        closes = _not_below(as_instant("ends_at"), as_instant("enrollment_ends_at"))
        advice = "Registration closes on {value}, after the end of the run; check both dates."
        yield Rule(Code.REGISTRATION_AFTER_END, "reg_close_date", advice, closes)


def _not_below(larger: str, smaller: str) -> Expectation:
    return gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A=larger, column_B=smaller, or_equal=True, ignore_row_if="either_value_is_missing"
    )


def legible(form: str) -> str:
    """Return a strptime format in letters, such as YYYY-MM-DD for `%Y-%m-%d`."""
    words = {"%Y": "YYYY", "%m": "MM", "%d": "DD", "%H": "HH", "%M": "MM", "%S": "SS", "%f": "ffffff"}
    return re.sub("%.", lambda directive: words.get(directive[0], directive[0]), form)

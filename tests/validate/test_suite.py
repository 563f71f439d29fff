"""The suite: made from the contract, with a rule for everything that the contract demands."""

import re
from collections import Counter

import pytest

from course_runs.contract.codes import Code, Severity
from course_runs.contract.columns import COLUMNS, Column, Required
from course_runs.contract.feeds import Feed, load_feeds
from course_runs.contract.kinds import Flag, Html, Ignored, Names, Text
from course_runs.database.session import Connection
from course_runs.validate.references import References, load_references
from course_runs.validate.suite import Rule, build_rules

HEADER = [column.name for column in COLUMNS]
BY_FEED = frozenset(column.name for column in COLUMNS if column.required is Required.BY_FEED)
OF_OTHER_STAGES = {
    Code.CONFLICTING_ROWS,
    Code.VARIANT_TAKEN,
    Code.AMBIGUOUS_RUN,
    Code.CONFLICTING_COURSE_DATA,
    Code.UNKNOWN_COLUMN,
}

SENTENCES = re.compile(r"(?:[A-Za-z].*[\w)`}]\.(?: (?=[A-Z])|$)){1,2}")
"""One or two sentences, each with a word or a closing mark before its full stop."""
INSTRUCTION = re.compile(r"[;:.] (?:[Ww]rite|use|look|shorten|correct|check|fill in|remove|every row .*needs)\b")
"""What a partner is to do, after what is wrong."""

WARNINGS = {code for code in Code if code.severity is Severity.WARNING}


@pytest.fixture
def feed() -> Feed:
    """A feed that requires every column that a feed may require."""
    return load_feeds()["2u-executive-education"].model_copy(update={"required_columns": BY_FEED})


@pytest.fixture
def references(empty_catalog: Connection, feed: Feed) -> References:
    """The look-ups of an empty catalog: no name is known."""
    return load_references(empty_catalog, feed)


@pytest.fixture
def rules(feed: Feed, references: References) -> list[Rule]:
    """The suite for a header with every column."""
    return build_rules(feed, HEADER, references)


def test_every_code_of_a_row_has_a_rule(rules: list[Rule]) -> None:
    """Except for those that need the whole file or the catalog's runs."""
    assert {rule.code for rule in rules} == set(Code) - OF_OTHER_STAGES


def test_great_expectations_knows_the_severities(rules: list[Rule], feed: Feed, references: References) -> None:
    """A rule that rejects is critical for it, a rule that only reports is a warning."""
    from course_runs.validate.judge import Judge  # noqa: PLC0415 - it starts a context

    Judge(rules)
    for rule in rules:
        assert rule.expectation.severity.value == rule.code.severity.value
    assert {rule.code for rule in rules if rule.expectation.severity == "warning"} == WARNINGS - OF_OTHER_STAGES
    del feed, references


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_every_column_is_judged(rules: list[Rule], column: Column) -> None:
    """A required column must have values; values are judged unless they may be any text."""
    own = [rule for rule in rules if rule.column == column.name]
    kinds = Counter(type(rule.expectation).__name__ for rule in own)
    assert kinds["ExpectColumnValuesToNotBeNull"] == (column.required is not Required.NO)
    any_text = isinstance(column.kind, Names | Flag | Ignored) or column.kind == Text()
    assert bool(kinds - Counter({"ExpectColumnValuesToNotBeNull": 1})) == (not any_text)
    if isinstance(column.kind, Html):
        assert kinds["ExpectColumnValuesToBeNull"] == 1


def test_only_columns_of_the_drop_are_judged(feed: Feed, references: References) -> None:
    """A rule for a column that is not there could only fail."""
    required = [column.name for column in COLUMNS if column.required is Required.ALWAYS]
    for header in (required, [*required, "reg_close_time"], [*required, "reg_close_date"]):
        columns = {rule.column for rule in build_rules(feed, header, references)}
        assert columns - {None} <= set(header)


def test_every_rule_advises_what_to_do(rules: list[Rule]) -> None:
    """In one or two sentences, with the name of the column where there is one."""
    for rule in rules:
        assert SENTENCES.fullmatch(rule.advice), rule.advice
        if rule.code is not Code.HTML_SANITISED:  # nothing is to be done
            assert INSTRUCTION.search(rule.advice), rule.advice
        if rule.column and rule.code not in {Code.INVALID_SCHEDULE, Code.REGISTRATION_AFTER_END}:
            assert rule.column in rule.advice

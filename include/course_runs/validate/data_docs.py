"""Data Docs: one page that shows for each rule how many rows Great Expectations checked, and how many fail.

Great Expectations' own pages load styles, scripts and a logo from elsewhere, and its renderers are private. This page
loads nothing, and shows neither a cell nor a line number of the drop.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import PurePath

import great_expectations as gx
from great_expectations.core import ExpectationValidationResult
from great_expectations.expectations.expectation import Expectation
from jinja2 import Environment, PackageLoader, StrictUndefined

from course_runs.contract.codes import Code
from course_runs.ledger.ingestions import Ingestion
from course_runs.validate.suite import Rule

_COUNTS = ("element_count", "missing_count", "unexpected_count")
_PLACEHOLDER = re.compile(r"\{\w+\}")
_SHOWN_SETTINGS = ("regex", "value_set", "min_value", "max_value", "column_B", "formats", "zone")


@dataclass(frozen=True, slots=True)
class RuleVerdict:
    """The counts of one rule.

    Attributes:
        check: Great Expectations' name of the check, with its settings.
        column: the column of the frame that was checked.
        rows: the number of rows.
        checked: the number of rows that have a value to check.
        failed: the number of rows that fail.
        code: of the finding that a failing row has.
        source_column: the finding's column, or "the row".
        advice: the finding's message without the values of the row.
    """

    check: str
    column: str
    rows: int
    checked: int
    failed: int
    code: Code
    source_column: str
    advice: str


class DataDocs:
    """Adds up the results of the chunks of a drop, and makes the page."""

    def __init__(self) -> None:
        self._counts: defaultdict[int, Counter[str]] = defaultdict(Counter)

    def add(self, number: int, result: ExpectationValidationResult) -> None:
        """Add the result of a rule for a chunk.

        Args:
            number: the position of the rule in the suite.
            result: has the counts.
        """
        self._counts[number].update({name: result.result.get(name) or 0 for name in _COUNTS})

    def page(self, rules: Sequence[Rule], ingestion: Ingestion) -> str:
        """Return the page as HTML.

        Args:
            rules: the suite.
            ingestion: the ingestion of which the rows were checked.
        """
        verdicts = [self._verdict(number, rule) for number, rule in enumerate(rules)]
        verdicts.sort(key=lambda verdict: not verdict.failed)  # the rules that rows fail come first
        loader = PackageLoader("course_runs.validate")
        templates = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
        return templates.get_template("data_docs.html.j2").render(
            ingestion=ingestion,
            file=PurePath(ingestion.file or ingestion.rows_from).name,
            verdicts=verdicts,
            held=sum(not verdict.failed for verdict in verdicts),
            version=gx.__version__,
            style=(files("course_runs.report.documents") / "templates" / "report.css").read_text("utf-8"),
        )

    def _verdict(self, number: int, rule: Rule) -> RuleVerdict:
        counts, settings = self._counts[number], rule.expectation.configuration.kwargs
        return RuleVerdict(
            check=_check(rule.expectation),
            column=settings.get("column") or settings["column_A"],
            rows=counts["element_count"],
            checked=counts["element_count"] - counts["missing_count"],
            failed=counts["unexpected_count"],
            code=rule.code,
            source_column=rule.column or "the row",
            advice=_PLACEHOLDER.sub("…", rule.advice),
        )


def _check(expectation: Expectation) -> str:
    settings = expectation.configuration.kwargs
    shown = (f"{name} {settings[name]}" for name in _SHOWN_SETTINGS if settings.get(name) is not None)
    return ", ".join([expectation.expectation_type.removeprefix("expect_").replace("_", " "), *shown])

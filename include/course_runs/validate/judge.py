"""Great Expectations as the judge: it is given a frame, and returns the rules that each row fails."""

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")  # read at import: no usage statistics are sent

import great_expectations as gx
import pandas as pd
from great_expectations.core import ExpectationValidationResult
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.metadata_types import FailureSeverity

from course_runs.contract.errors import FileRefused, RefusalCode
from course_runs.validate.data_docs import DataDocs
from course_runs.validate.gx_frame import LINE
from course_runs.validate.suite import Rule

_RESULT_FORMAT = {
    "result_format": "COMPLETE",
    "unexpected_index_column_names": [LINE],
    "exclude_unexpected_values": True,
    "return_unexpected_index_query": False,
}


class Judge:
    """Judges the rows of a drop, a chunk at a time.

    Args:
        rules: made by `suite.build_rules`.

    Attributes:
        rules: the same.
        data_docs: the results so far.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self.data_docs = DataDocs()
        self._context = gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
        self._suite = gx.ExpectationSuite(
            name="contract", expectations=[_numbered(rule, number) for number, rule in enumerate(rules)]
        )

    def judge(self, frame: pd.DataFrame) -> Mapping[int, list[Rule]]:
        """Check every row by every rule.

        Args:
            frame: made by `gx_frame.gx_frame`, not empty.

        Returns:
            The rules that each line fails; a line that fails none is not there.

        Raises:
            FileRefused: a rule could not be checked; a row is never accepted without being checked.
        """
        failed: dict[int, list[Rule]] = defaultdict(list)
        for result in sorted(self._results(frame), key=_rule_number):
            number = _rule_number(result)
            rule = self.rules[number]
            _require_verdict(result, rule, len(frame))
            self.data_docs.add(number, result)
            for line in _failed_lines(result):
                failed[line].append(rule)
        return failed

    def _results(self, frame: pd.DataFrame) -> Sequence[ExpectationValidationResult]:
        sources = self._context.data_sources
        rows = sources.add_pandas("drop").add_dataframe_asset("rows")
        batch = rows.add_batch_definition_whole_dataframe("chunk").get_batch({"dataframe": frame})
        results = batch.validate(self._suite, result_format=_RESULT_FORMAT).results
        sources.delete("drop")  # it would keep the frame in memory while the next rows are read
        return results


def _numbered(rule: Rule, number: int) -> Expectation:
    expectation = rule.expectation
    expectation.severity = FailureSeverity(rule.code.severity)
    expectation.meta = {"rule": number}  # comes back with the result; results are not in the order of the suite
    return expectation


def _rule_number(result: ExpectationValidationResult) -> int:
    config: Any = result.expectation_config
    return int(config.meta["rule"])


def _require_verdict(result: ExpectationValidationResult, rule: Rule, rows: int) -> None:
    """Refuse the file where a rule was not checked on every row: a check that failed names no failing rows either.

    Args:
        result: the rule's.
        rule: for the message.
        rows: how many rows were to be checked.

    Raises:
        FileRefused: the check raised an exception, left rows out, or does not name the rows that fail.
    """
    reason = _exception(result)
    if not reason and result.result.get("element_count") != rows:
        reason = f"it checked {result.result.get('element_count')} of {rows} rows"
    if not reason and result.success is not (not _failed_lines(result)):
        reason = "it does not name the rows that fail"
    if reason:
        raise FileRefused(
            RefusalCode.BAD_HEADER,
            f"The rule {rule.code} on {rule.column or 'the row'} could not be checked: {reason.rstrip('.')}. "
            "Nothing is loaded; contact the operators of the feed.",
        )


def _exception(result: ExpectationValidationResult) -> str:
    # One exception, or one for each metric: the shapes differ. A result without exceptions has False at the top.
    info = result.exception_info
    if info.get("raised_exception") is False:
        return ""
    raised = [info] if "raised_exception" in info else list(info.values())
    return "; ".join(str(each.get("exception_message")) for each in raised)


def _failed_lines(result: ExpectationValidationResult) -> list[int]:
    listed = result.result.get("unexpected_index_list") or []
    return [int(line) for entry in listed for line in entry[LINE]]

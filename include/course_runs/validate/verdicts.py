"""Findings made from the rules that rows fail."""

from collections.abc import Iterator, Mapping, Sequence

from course_runs.contract.codes import Code, Severity
from course_runs.rows.findings import VALUE_LIMIT, Finding
from course_runs.validate.accepted import course_keys
from course_runs.validate.chunk import Chunk
from course_runs.validate.references import References
from course_runs.validate.suite import Rule

Failures = Mapping[int, Sequence[Rule]]
"""The rules that each line fails."""


def rejected_lines(failed: Failures) -> set[int]:
    """Return the lines of the rows that fail a critical rule."""
    return {line for line, rules in failed.items() if any(rule.code.severity is Severity.CRITICAL for rule in rules)}


def findings(chunk: Chunk, failed: Failures, references: References) -> Iterator[Finding]:
    """Yield a finding for each rule that a row fails, in the order of the lines.

    A ragged row has no other findings, because it is not known which cell belongs to which column.

    Args:
        chunk: the rows.
        failed: the rules that each line fails.
        references: the catalog's look-ups, for the course keys.
    """
    keys = course_keys(chunk, references)
    for line in sorted(failed):
        row, rules = chunk.row_of(line), failed[line]
        ragged = [rule for rule in rules if rule.code is Code.RAGGED_ROW]
        for rule in ragged or rules:
            yield Finding(
                code=rule.code,
                message=_message(chunk, row, rule),
                line=line,
                column=rule.column,
                value=_value(chunk, row, rule),
                course_key=keys[row],
            )


def _value(chunk: Chunk, row: int, rule: Rule) -> str | None:
    if rule.column is None:
        return str(chunk.widths[row])
    if rule.column in chunk.html:
        html = chunk.html[rule.column][row]
        return html.original if html else None
    return chunk.columns[rule.column][row]


def _message(chunk: Chunk, row: int, rule: Rule) -> str:
    value = _value(chunk, row, rule)
    if rule.column is None or value is None:
        return rule.advice.replace("{value}", value or "")
    if rule.code is Code.HTML_SANITISED and (html := chunk.html[rule.column][row]):
        return rule.advice.replace("{removed}", ", ".join(html.removed))
    return rule.advice.replace("{value}", repr(value if len(value) <= VALUE_LIMIT else value[:VALUE_LIMIT] + "..."))

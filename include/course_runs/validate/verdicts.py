"""What the judge found, as findings in words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course_runs.findings import VALUE_LIMIT, WARNINGS, Code, Finding
from course_runs.validate.accepted import course_keys
from course_runs.validate.judged import Chunk
from course_runs.validate.references import References
from course_runs.validate.suite import Rule

Failures = Mapping[int, Sequence[Rule]]
"""The rules that each line fails."""


def rejected_lines(failed: Failures) -> set[int]:
    """Return the lines that fail a rule that rejects."""
    return {line for line, rules in failed.items() if any(rule.code not in WARNINGS for rule in rules)}


def findings(chunk: Chunk, failed: Failures, references: References) -> Iterator[Finding]:
    """Put failures into words, in the order of the lines.

    Of a ragged row nothing else is said: which cell belongs to which column cannot be told.
    """
    keys = course_keys(chunk.cells.loc[sorted(failed)], references)
    for line in sorted(failed):
        rules = failed[line]
        ragged = [rule for rule in rules if rule.code is Code.RAGGED_ROW]
        for rule in ragged or rules:
            value = _value(chunk, line, rule)
            yield Finding(
                code=rule.code,
                message=rule.advice.replace("{value}", _quoted(rule, value)),
                line=line,
                column=rule.column,
                value=value,
                course_key=keys[line],
            )


def _value(chunk: Chunk, line: int, rule: Rule) -> str | None:
    cell: Any = chunk.cell_counts.at[line] if rule.column is None else chunk.cells.at[line, rule.column]
    return None if cell is None else str(cell)


def _quoted(rule: Rule, value: str | None) -> str:
    text = value or ""
    return text if rule.column is None else repr(text if len(text) <= VALUE_LIMIT else text[:VALUE_LIMIT] + "...")

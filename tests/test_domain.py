"""The domain stands in docs/reference: what code and tests cite of it is there, and the contract agrees with it."""

import csv
import re
from pathlib import Path

from course_runs.contract.columns import BY_NAME, COLUMNS, Column, OnBlank, Required
from course_runs.contract.kinds import Flag, Html, Ignored, Names, Text
from test_words import project_files

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
DOMAIN = (REFERENCE / "domain.md").read_text(encoding="utf-8")
HEADINGS = re.findall(r"^#{2,3} (\d+(?:\.\d+)?) ", DOMAIN, re.MULTILINE)
ROWS = list(csv.DictReader((REFERENCE / "columns.csv").read_text(encoding="utf-8").splitlines()))


def cannot_be_wrong(column: Column) -> bool:
    """Return whether no cell of a column is ever rejected: free text in a column that nobody requires."""
    free = isinstance(column.kind, (Html, Names, Flag, Ignored)) or column.kind == Text()
    return free and column.required is Required.NO


def test_sections_are_numbered_without_gaps() -> None:
    """1, 2, 2.1, 2.2, ..., 3."""
    expected, chapter, section = [], 0, 0
    for heading in HEADINGS:
        chapter, section = (chapter, section + 1) if "." in heading else (chapter + 1, 0)
        expected.append(f"{chapter}.{section}" if "." in heading else str(chapter))
    assert expected == HEADINGS


def test_every_cited_section_exists() -> None:
    """As `domain.md 2.4` or `domain.md 2.3 c`, in any file of the project."""
    missing = []
    for name in project_files(everywhere=True):
        for number, letter in re.findall(
            r"domain\.md\W{0,3}(\d+(?:\.\d+)?)( [a-z]\b)?", (ROOT / name).read_text(encoding="utf-8", errors="replace")
        ):
            section = DOMAIN.split(f"# {number} ", 1)[-1].split("\n#", 1)[0]
            if number not in HEADINGS or (letter and f"\n-{letter}. " not in section):
                missing.append(f"{name}: {number}{letter}")
    assert not missing


def test_what_is_not_yet_so_is_listed() -> None:
    """Section 13 names each section that has a rule marked **Not yet**, and no other."""
    body, listed = DOMAIN.split("## 13 ")
    marked, heading = [], ""
    for line in body.splitlines():
        heading = match[1] if (match := re.match(r"#{2,3} (\d+(?:\.\d+)?) ", line)) else heading
        if heading and "**Not yet**" in line:
            marked.append(heading)
    assert set(marked) == set(
        re.findall(r"\d+(?:\.\d+)?", " ".join(re.findall(r"^\| ([\d., ]+) \|", listed, re.MULTILINE)))
    )


def test_columns_and_contract_agree() -> None:
    """Column by column, in the same order: catalog columns, requirement, blank cells and code."""
    assert [row["source_column"] for row in ROWS] == [column.name for column in COLUMNS]
    differences = []
    for row in ROWS:
        column = BY_NAME[row["source_column"]]
        contract = {
            "catalog_columns": " ".join(column.catalog_columns),
            "required": column.required,
            "on_blank": "" if isinstance(column.kind, Ignored) else OnBlank(column.on_blank),
            "code": "" if cannot_be_wrong(column) else column.code,
        }
        differences += [
            f"{column.name}, {key}: {row[key]!r}, contract {value!r}"
            for key, value in contract.items()
            if row[key] != value
        ]
    assert not differences

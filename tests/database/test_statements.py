"""Statements in `.sql` files: how they are read."""

import sys
from pathlib import Path

import pytest

from course_runs.database.statements import load_statements

FILE = """-- About the file.

-- name: first
-- A reason.
SELECT 1;

-- name: second
SELECT %(value)s
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a package that can be imported by the folder's own name."""
    folder = tmp_path / f"statements_of_{tmp_path.name}"
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    return folder


def test_a_statement_is_found_by_its_name(package: Path) -> None:
    """With its comments, without those of the file."""
    (package / "some.sql").write_text(FILE, encoding="utf-8")
    statements = load_statements(package.name, "some.sql")
    assert dict(statements) == {"first": "-- A reason.\nSELECT 1", "second": "SELECT %(value)s"}


@pytest.mark.parametrize("text", ["SELECT 1", "-- name: a\nSELECT 1;\n-- name: a\nSELECT 2"])
def test_each_statement_has_a_name_of_its_own(package: Path, text: str) -> None:
    """A file without a name, or with one name twice, is a mistake that the first use reports."""
    (package / "wrong.sql").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"wrong\.sql .* has to name each statement once"):
        load_statements(package.name, "wrong.sql")

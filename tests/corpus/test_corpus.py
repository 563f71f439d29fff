"""The corpus: every nasty drop through the real stages, and what expected.csv says must become of it.

A new case is a file in `drops`, or a recipe, and its line in the table. The expectation comes from the specification,
not from what the stages do with the file.
"""

import csv
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from corpus.recipes import RECIPES
from course_runs.contract.codes import Code
from course_runs.contract.errors import RefusalCode
from course_runs.contract.feeds import load_feeds
from course_runs.settings import FEEDS_VARIABLE
from devtools.postgres import LocalPostgres

HERE = Path(__file__).parent
DROPS = HERE / "drops"
OLDER, NEWER = datetime(2031, 1, 1, tzinfo=UTC), datetime(2031, 1, 2, tzinfo=UTC)

Lines = dict[str, set[str]]
"""Codes by line; `file` stands for the file as a whole."""


@dataclass(frozen=True)
class Case:
    """A line of expected.csv.

    Attributes:
        file: in `drops`, or made by a recipe.
        feed: the feed of the drop.
        outcome: `loads` or `refused`.
        code: of the refusal.
        line: of the refusal, where it has one.
        rows: that a file which loads has, rejected ones included.
        rejected: codes that reject, by line, as `3:INVALID_DATE 7:INVALID_PRICE+INVALID_URL`.
        warnings: codes that do not, in the same form.
        decided: decisions by line where they are not a new product or a new run.
        why: a sentence.
    """

    file: str
    feed: str
    outcome: str
    code: str
    line: str
    rows: str
    rejected: str
    warnings: str
    decided: str
    why: str

    def path(self, folder: Path) -> Path:
        """Return where the drop lies; make it if it is made by a recipe."""
        return RECIPES[self.file](folder) if self.file in RECIPES else DROPS / self.file


def _cases() -> list[Case]:
    with (HERE / "expected.csv").open(encoding="utf-8", newline="") as file:
        return [Case(**row) for row in csv.DictReader(file)]


def _by_line(text: str) -> Lines:
    return {line: set(codes.split("+")) for line, codes in (entry.split(":") for entry in text.split())}


CASES = _cases()
REFUSED = [case for case in CASES if case.outcome == "refused"]
LOADED = [case for case in CASES if case.outcome == "loads"]


def _name(case: Case) -> str:
    return case.file.removesuffix(".csv")


@pytest.fixture(scope="module")
def uri(templates: LocalPostgres) -> Iterator[str]:
    """URI of one sample catalog for all the drops: no two of them have the same new course."""
    name = f"corpus_{os.getpid()}"
    with closing(psycopg2.connect(templates.uri())) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(1)")  # two copies of a template at once refuse each other
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE template_sample")
            cursor.execute("SELECT pg_advisory_unlock(1)")
            yield templates.uri(name)
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(autouse=True)
def _feeds(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The project's feeds, and the corpus's own."""
    own = (HERE / "feeds.yaml").read_text(encoding="utf-8")
    project = (HERE.parents[1] / "include" / "feeds.yaml").read_text(encoding="utf-8")
    path = tmp_path_factory.getbasetemp() / "feeds.yaml"
    path.write_text(f"{project}\n{own}", encoding="utf-8")
    monkeypatch.setenv(FEEDS_VARIABLE, str(path))


def _size(uri: str) -> Any:  # noqa: ANN401 - a row of figures
    with closing(psycopg2.connect(uri)) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM catalog.course), (SELECT count(*) FROM catalog.course_run), "
            "(SELECT count(*) FROM catalog.additional_metadata), (SELECT count(*) FROM ingest.applied_change)"
        )
        return cursor.fetchone()


@pytest.mark.parametrize("case", REFUSED, ids=_name)
def test_refused(case: Case, uri: str, ingest: Any, tmp_path: Path) -> None:  # noqa: ANN401 - a callable of conftest
    """The file is refused with its code and line, and nothing is loaded."""
    path = case.path(tmp_path)
    asked: dict[str, Any] = {"feed": case.feed}
    if case.code == RefusalCode.STALE_FILE:
        assert ingest(uri, path, drop_at=NEWER, **asked).refusal is None
        asked["drop_at"] = OLDER
    before = _size(uri)
    done = ingest(uri, path, **asked)
    assert done.refusal is not None, f"loaded: {done.codes}"
    assert (done.refusal.code, str(done.refusal.line or "")) == (case.code, case.line), done.refusal.message
    ledger = done.query("SELECT status, refusal_code, loaded_at FROM ingest.ingestion WHERE id = %(id)s")
    assert ledger == [("refused", case.code, None)]
    assert _size(uri) == before


def test_refusal_names_the_nearest_column(uri: str, ingest: Any) -> None:  # noqa: ANN401 - a callable of conftest
    """A heading that is misspelt is refused beside the name that was probably meant."""
    (case,) = [case for case in REFUSED if "misspelt" in case.file]
    refusal = ingest(uri, DROPS / case.file).refusal
    assert "'title'" in refusal.message
    assert "'titel'" in refusal.message


@pytest.mark.parametrize("case", LOADED, ids=_name)
def test_loads(case: Case, uri: str, ingest: Any, tmp_path: Path) -> None:  # noqa: ANN401 - a callable of conftest
    """Exactly the rejected lines are rejected, with exactly their codes, and every other row is in the catalog."""
    done = ingest(uri, case.path(tmp_path), feed=case.feed)
    assert done.refusal is None, done.refusal
    found = done.query(
        "SELECT coalesce(line_number::text, 'file'), severity, code FROM ingest.finding WHERE ingestion_id = %(id)s"
    )
    assert _codes(found, "critical") == _by_line(case.rejected)
    assert _codes(found, "warning") == _by_line(case.warnings)
    _check_decisions(case, done)


def _codes(found: list[tuple[str, str, str]], wanted: str) -> Lines:
    lines: Lines = {}
    for line, severity, code in found:
        if severity == wanted:
            lines.setdefault(line, set()).add(code)
    return lines


def _check_decisions(case: Case, done: Any) -> None:  # noqa: ANN401 - conftest's
    outcomes = done.query(
        "SELECT line_number::text, decision, run.key IS NOT NULL FROM ingest.outcome "
        "LEFT JOIN catalog.course_run AS run ON run.key = course_run_key WHERE ingestion_id = %(id)s"
    )
    assert len(outcomes) == int(case.rows) == sum(done.decisions.values())
    special = {line: {"rejected"} for line in _by_line(case.rejected)} | _by_line(case.decided)
    assert special.keys() <= {line for line, _, _ in outcomes}
    for line, decision, is_loaded in outcomes:
        assert decision in special.get(line, {"new_product", "new_run"}), f"line {line}"
        assert is_loaded or decision in {"rejected", "duplicate"}, f"line {line}"


def test_table_lists_the_drops() -> None:
    """The table has one line for each file of the folder and each recipe, in order."""
    files = [case.file for case in CASES]
    assert files == sorted({path.name for path in DROPS.iterdir()} | RECIPES.keys())
    assert all(case.why.endswith(".") for case in CASES)


def test_table_names_known_feeds_and_outcomes() -> None:
    """A misspelt cell of the table would test nothing."""
    assert {case.feed for case in CASES} <= load_feeds().keys()
    assert {case.outcome for case in CASES} == {"loads", "refused"}
    assert all(bool(case.code) == (case.outcome == "refused") == (not case.rows) for case in CASES)


def test_every_code_occurs() -> None:
    """Every refusal, every rejection and every warning has a drop that raises it."""
    assert {case.code for case in REFUSED} == set(RefusalCode)
    marked = [codes for case in LOADED for text in (case.rejected, case.warnings) for codes in _by_line(text).values()]
    assert set[str]().union(*marked) == set(Code)

"""A memo of Great Expectations, which takes longer over a small drop than all stages together.

Half of the drops of the tests are ones that were judged before. What was judged lies in the session's folder under a
digest of all that was looked at. The workers of a session share the folder. The tests of `validate` go without.
"""

import os
import pickle
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
import pytest


@pytest.fixture
def judgements(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Judge a frame by rules, and make Data Docs of the same counts, once a session; return the memo's folder.

    Data Docs made before name the ingestion of then.
    """
    from course_runs.validate.data_docs import DataDocs  # noqa: PLC0415 - it imports Great Expectations, for seconds
    from course_runs.validate.judge import Judge  # noqa: PLC0415 - the same

    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "judgements"
    folder.mkdir(exist_ok=True)
    judge, page = Judge._results, DataDocs.page

    def judge_once(self: Judge, frame: pd.DataFrame) -> Any:  # noqa: ANN401 - Great Expectations' results
        key = [*map(_words_of_rule, self.rules), *_words_of_frame(frame)]
        return _once(folder, key, lambda: judge(self, frame))

    def page_once(self: DataDocs, rules: Any, ingestion: Any) -> str:  # noqa: ANN401 - as they are given on
        key = ["page", *map(_words_of_rule, rules), repr(sorted(self._counts.items()))]
        return str(_once(folder, key, lambda: page(self, rules, ingestion)))

    monkeypatch.setattr(Judge, "_results", judge_once)
    monkeypatch.setattr(DataDocs, "page", page_once)
    return folder


def _once(folder: Path, key: list[str], make: Callable[[], Any]) -> Any:  # noqa: ANN401 - what is made
    memo = folder / sha256("\n".join(key).encode("utf-8", "backslashreplace")).hexdigest()
    if not memo.exists():
        unfinished = memo.with_suffix(f".{os.getpid()}")
        unfinished.write_bytes(pickle.dumps(make()))
        unfinished.rename(memo)
    return pickle.loads(memo.read_bytes())  # noqa: S301 - written by this session


def _words_of_rule(rule: Any) -> str:  # noqa: ANN401 - importing Rule imports Great Expectations
    expectation = rule.expectation
    return f"{rule.code} {rule.column} {rule.advice} {type(expectation).__qualname__} {expectation.json()}"


def _words_of_frame(frame: pd.DataFrame) -> list[str]:
    """Return names, types, categories and values of the columns, whole."""
    return [f"{name} {column.dtype.name} {_categories(column)!r} {column.tolist()!r}" for name, column in frame.items()]


def _categories(column: Any) -> list[Any]:  # noqa: ANN401 - a Series of any type
    return list(column.cat.categories) if isinstance(column.dtype, pd.CategoricalDtype) else []

"""Chunks: judged one after the other, and of the one before nothing is held."""

import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from course_runs.rows import staged_rows
from course_runs.validate import chunk
from course_runs.validate.gx_frame import gx_frame

Ingest = Callable[..., Any]
DROP = Path(__file__).parents[2] / "include" / "samples" / "drops" / "2u-executive-education.csv"


def test_nothing_of_a_chunk_is_held_while_the_next_is_read(
    sample_uri: str, ingest: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither its cells nor the frame that was judged: a large file peaks where a small one does."""
    monkeypatch.setattr(chunk, "BLOCK_ROWS", 20)
    monkeypatch.setattr(chunk, "CHUNK_ROWS", 40)
    made: list[weakref.ref[Any]] = []
    held: list[int] = []
    read = staged_rows.read

    def making(cells: chunk.Chunk, *references: Any) -> pd.DataFrame:  # noqa: ANN401 - passed on
        frame = gx_frame(cells, *references)
        made.extend(map(weakref.ref, (cells.lines, frame)))
        return frame

    def reading(*of: Any) -> list[staged_rows.Row]:  # noqa: ANN401 - passed on
        held.append(sum(each() is not None for each in made))
        return read(*of)

    monkeypatch.setattr("course_runs.validate.stage.gx_frame", making)
    monkeypatch.setattr(staged_rows, "read", reading)
    done = ingest(sample_uri, DROP, stages="extract validate")

    assert done.refusal is None
    assert len(made) > 2
    assert not any(held)

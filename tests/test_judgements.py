"""The memo of Great Expectations: nothing that it judges differently passes for judged before."""

from typing import Any

import great_expectations.expectations as gxe
import numpy as np
import pandas as pd
import pytest

from course_runs.contract.codes import Code
from course_runs.validate.judge import Judge
from course_runs.validate.suite import Rule

FRAME = pd.DataFrame({"line_number": [2, 3], "cell": pd.Categorical(["a", None])})
FRAMES = {
    "another value": FRAME.assign(cell=pd.Categorical(["b", None])),
    "another order": FRAME.assign(cell=pd.Categorical([None, "a"])),
    "another category": FRAME.assign(cell=pd.Categorical(["a", None], categories=["a", "b"])),
    "text and no category": FRAME.assign(cell=np.array(["a", None], dtype=object)),
    "numbers of another type": FRAME.assign(line_number=[2.0, 3.0]),
    "other lines": FRAME.assign(line_number=[2, 4]),
    "a column more": FRAME.assign(other=1.5),
    "another name": FRAME.rename(columns={"cell": "a cell"}),
    "a row less": FRAME.head(1),
}


def rule(**asked: Any) -> Rule:  # noqa: ANN401 - of the expectation's fields
    """Return a rule on the cells."""
    options = {"column": "cell", "regex": "[a-z]"} | asked
    return Rule(Code.INVALID_URL, "cell", "{value} is wrong.", gxe.ExpectColumnValuesToMatchRegex(**options))


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> list[pd.DataFrame]:
    """The frames that Great Expectations itself was given."""
    frames: list[pd.DataFrame] = []
    judge = Judge._results

    def watched(self: Judge, frame: pd.DataFrame) -> Any:  # noqa: ANN401 - Great Expectations' results
        frames.append(frame)
        return judge(self, frame)

    monkeypatch.setattr(Judge, "_results", watched)
    request.getfixturevalue("judgements")  # now that it finds the watched one
    return frames


def test_the_same_is_judged_once(judged: list[pd.DataFrame]) -> None:
    """A copy of the frame and the rules has the same verdict."""
    first = Judge([rule(regex="b")]).judge(FRAME)
    again = Judge([rule(regex="b")]).judge(FRAME.copy())
    assert list(first) == list(again) == [2]
    assert len(judged) == 1


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_another_frame_is_judged(judged: list[pd.DataFrame], frame: pd.DataFrame) -> None:
    """Whatever it is in which it differs."""
    judge = Judge([rule()])
    judge._results(FRAME)
    judge._results(frame)
    assert judged[-1] is frame


@pytest.mark.parametrize("asked", [{"regex": "c"}, {"mostly": 0.5}], ids=str)
def test_another_rule_is_asked(judged: list[pd.DataFrame], asked: dict[str, Any]) -> None:
    """Even one of the same kind on the same column."""
    Judge([rule()])._results(FRAME)
    before = len(judged)
    Judge([rule(**asked)])._results(FRAME)
    assert len(judged) == before + 1

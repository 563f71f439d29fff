"""What a person sees while waiting: one line a step, with its seconds. Imports without any requirement."""

import sys
import time
from contextlib import ContextDecorator
from types import TracebackType
from typing import Self, TextIO

WIDTH = 34


class StepError(Exception):
    """A step failed; the message says what happened and what to do."""


class step(ContextDecorator):  # noqa: N801 - used as a function: `with step("...")`, or above one
    """Prints the name of a step, then how long the body took. Standard output stays free for results.

    Args:
        name: what the body does.
        stream: takes the line; None: standard error.

    Attributes:
        outcome: how it ended, where that is not plain success.
    """

    def __init__(self, name: str, stream: TextIO | None = None) -> None:
        self.outcome = ""
        self._name, self._stream = name, stream

    def __enter__(self) -> Self:
        self._begun = time.monotonic()
        print(f"  {self._name} ".ljust(WIDTH, "."), end=" ", file=self._stream or sys.stderr, flush=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        seconds, outcome = time.monotonic() - self._begun, "failed" if kind else self.outcome
        print(f"{seconds:5.1f} s  {outcome}".rstrip(), file=self._stream or sys.stderr, flush=True)


def print_error(error: object) -> int:
    """Print an error for a person to standard error, and return the exit status of a command that failed."""
    print(f"\n{error}", file=sys.stderr, flush=True)
    return 1

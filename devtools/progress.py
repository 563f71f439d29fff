"""What a person sees while waiting: one line a step, with its seconds. Imports without any requirement."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

WIDTH = 34


class StepError(Exception):
    """A step failed; the message says what happened and what to do."""


class Step:
    """A step that has begun. Its line goes to standard error: standard output is for results.

    Args:
        name: what is done.
        stream: takes the line instead of standard error.

    Attributes:
        outcome: how it ended, where that is not plain success.
    """

    def __init__(self, name: str, stream: TextIO | None = None) -> None:
        self.outcome = ""
        self._stream = stream or sys.stderr
        self._begun = time.monotonic()
        print(f"  {name} ".ljust(WIDTH, "."), end=" ", file=self._stream, flush=True)

    def end(self) -> None:
        """Print the seconds it took, and the outcome."""
        print(f"{time.monotonic() - self._begun:5.1f} s  {self.outcome}".rstrip(), file=self._stream, flush=True)


@contextmanager
def step(name: str) -> Iterator[Step]:
    """Print the name of a step, run the body, and print how long it took.

    Args:
        name: what the body does.

    Raises:
        Exception: whatever the body raises.
    """
    begun = Step(name)
    try:
        yield begun
    except BaseException:
        begun.outcome = "failed"
        raise
    finally:
        begun.end()


def print_error(error: object) -> int:
    """Print an error to standard error.

    Args:
        error: its text is for a person.

    Returns:
        The exit status of a command that failed.
    """
    print(f"\n{error}", file=sys.stderr, flush=True)
    return 1

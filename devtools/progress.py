"""What the launcher tells a waiting person: one line a step, with its seconds. Runs before anything is installed."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

WIDTH = 34
SIGN_OF_LIFE_SECONDS = 5.0


class StepError(Exception):
    """A step cannot be done; the message says what happened and what to do."""


class Step:
    """A step that has begun. What is told goes to standard error: standard output is for results.

    Args:
        name: says what is done.

    Attributes:
        outcome: how it ended, where that is not plain success.
    """

    def __init__(self, name: str) -> None:
        self.outcome = ""
        self._begun = time.monotonic()
        print(f"  {name} ".ljust(WIDTH, "."), end=" ", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Say how long it took."""
        print(f"{time.monotonic() - self._begun:5.1f} s  {self.outcome}".rstrip(), file=sys.stderr, flush=True)


@contextmanager
def step(name: str) -> Iterator[Step]:
    """Tell of the body: its name, then the seconds it took.

    Args:
        name: says what is done.

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


def keep_waiting(process: "subprocess.Popen[bytes]") -> int:
    """Wait for a process and give a sign of life now and then.

    Args:
        process: its output goes elsewhere.

    Returns:
        Its exit status.
    """
    while True:
        try:
            return process.wait(timeout=SIGN_OF_LIFE_SECONDS)
        except subprocess.TimeoutExpired:
            print(".", end="", file=sys.stderr, flush=True)
        except BaseException:
            process.terminate()
            process.wait()
            raise


def print_error(error: object) -> int:
    """Say what went wrong.

    Args:
        error: its text is for a person.

    Returns:
        The exit status of a command that failed.
    """
    print(f"\n{error}", file=sys.stderr, flush=True)
    return 1

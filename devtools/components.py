"""Airflow's processes: starts them together, ends them together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from devtools.progress import step

COMMANDS = {
    "api-server": ["api-server"],
    # Logs are read from the disk they lie on: no server for them, which would listen on every address.
    "scheduler": ["scheduler", "--skip-serve-logs"],
    "dag-processor": ["dag-processor"],
    "triggerer": ["triggerer", "--skip-serve-logs"],
}
AIRFLOW = Path(sys.executable).with_name("airflow")
STOP_SECONDS = 20.0
LOG_LINES = 15
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Component:
    """A process of Airflow that runs, with those that it starts.

    Attributes:
        name: of the component.
        process: the first one, which leads their group.
        log: what they print.
    """

    name: str
    process: "subprocess.Popen[bytes]"
    log: Path

    def exit_message(self) -> str:
        """Say that it ended, and what it said last."""
        last = "\n".join(self.log.read_text(errors="replace").splitlines()[-LOG_LINES:])
        return f"The {self.name} ended with status {self.process.returncode}. The end of {self.log}:\n{last}"


@contextmanager
def running(environment: dict[str, str], logs: Path) -> Iterator[list[Component]]:
    """Run all components while the body runs; afterwards none is left.

    Args:
        environment: of the processes.
        logs: folder for a log each.

    Yields:
        The components.
    """
    logs.mkdir(parents=True, exist_ok=True)
    components: list[Component] = []
    with ExitStack() as cleanup:
        cleanup.callback(_stop, components)
        for name, command in COMMANDS.items():
            components.append(_start(name, command, environment, logs / f"{name}.log"))
        yield components


def _start(name: str, command: list[str], environment: dict[str, str], log: Path) -> Component:
    with log.open("w") as output:
        process = subprocess.Popen(
            [AIRFLOW, *command],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is not for them: they are ended in order
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - this program has no threads
        )
    return Component(name, process, log)


def _end_with_parent() -> None:
    """Have the system end the process when this one is killed, where it can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@step("stopping Airflow")
def _stop(components: list[Component]) -> None:
    for how in (signal.SIGTERM, signal.SIGKILL):
        for component in components:
            with suppress(ProcessLookupError):
                os.killpg(component.process.pid, how)
        end = time.monotonic() + STOP_SECONDS
        for component in components:
            with suppress(subprocess.TimeoutExpired):
                component.process.wait(timeout=max(end - time.monotonic(), 0.1))

"""Airflow's processes: starts them, ends them with all that they started."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from devtools.progress import step

AIRFLOW = str(Path(sys.executable).with_name("airflow"))
COMMANDS = {
    "api-server": ["api-server"],
    # Logs are read from disk: a server for them would listen on every address.
    "scheduler": ["scheduler", "--skip-serve-logs"],
    "dag-processor": ["dag-processor"],
    "triggerer": ["triggerer", "--skip-serve-logs"],
}
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
        """Return a message that it ended, with the end of its log."""
        last = "\n".join(self.log.read_text(errors="replace").splitlines()[-LOG_LINES:])
        return f"The {self.name} ended with status {self.process.returncode}. The end of {self.log}:\n{last}"


def start(name: str, command: Sequence[str], environment: Mapping[str, str], log: Path) -> Component:
    """Start a component as the leader of a process group; it ends with this process, where the system can do that."""
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C does not reach them: they are ended in order
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - this program has no threads
        )
    return Component(name, process, log)


def _end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def stop(components: Iterable[Component]) -> None:
    """End components and all processes of their groups."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        for component in components:
            with suppress(ProcessLookupError):
                os.killpg(component.process.pid, how)
        end = time.monotonic() + STOP_SECONDS
        for component in components:
            with suppress(subprocess.TimeoutExpired):
                component.process.wait(timeout=max(end - time.monotonic(), 0.1))


@contextmanager
def running(environment: Mapping[str, str], logs: Path) -> Iterator[list[Component]]:
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
        cleanup.callback(step("stopping Airflow")(stop), components)
        for name, command in COMMANDS.items():
            components.append(start(name, [AIRFLOW, *command], environment, logs / f"{name}.log"))
        yield components

"""How much memory processes hold at most."""

import resource
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Self

import psutil  # type: ignore[import-untyped]

MB = 2**20
LOOK_EVERY = 0.05
"""Seconds."""


def peak_of_this_process() -> float:
    """Return the most MB that this process has held."""
    with suppress(OSError):
        # What getrusage says begins with the process that started this one.
        return _kilobytes(Path("/proc/self/status"), "VmHWM") * 1024 / MB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / MB


class ServerMemory:
    """Watches the processes of a PostgreSQL server while the body runs.

    What they share, above all the buffers, is left out: it is as large as it is set to be.

    Args:
        pid: of the server; None: there is nothing to watch.

    Attributes:
        peak: the most MB that one of them held for itself.
    """

    def __init__(self, pid: int | None) -> None:
        self.peak = 0.0
        self._pid = pid
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watch.join()

    def _look(self) -> None:
        while self._pid and not self._over.wait(LOOK_EVERY):
            with suppress(OSError, psutil.Error):
                for child in psutil.Process(self._pid).children():
                    with suppress(OSError):
                        own = _kilobytes(Path(f"/proc/{child.pid}/status"), "RssAnon")
                        self.peak = max(self.peak, own * 1024 / MB)


def _kilobytes(status: Path, field: str) -> int:
    lines = status.read_text(encoding="ascii", errors="replace").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{field}:")), 0)

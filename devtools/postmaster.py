"""The server's process, as its data directory knows it: is it alive, where does it listen, end it."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

STOP_SECONDS = 30.0
UNUSED_PID = 2**31 - 1
"""Higher than any system counts."""


class Postmaster:
    """The first process of a PostgreSQL server.

    PostgreSQL takes any process that has the number in `postmaster.pid` for the server, also a zombie and a stranger
    that got the number after a kill or a reboot. Here the process also has to be a postgres of this very directory.

    Args:
        data: the server's data directory.
    """

    def __init__(self, data: Path) -> None:
        self._data = data
        self._pid_file = data / "postmaster.pid"

    @property
    def pid(self) -> int | None:
        """The process number that the server wrote down, or None when there is no server."""
        return self._entry(0)

    @property
    def port(self) -> int | None:
        """The port on which the server reports that it listens."""
        return self._entry(3)

    def _entry(self, line: int) -> int | None:
        with suppress(OSError, IndexError, ValueError):
            return int(self._pid_file.read_text().splitlines()[line])
        return None

    def is_alive(self) -> bool:
        """Return whether the server runs, even if it is still starting or stopping."""
        return self.pid is not None and self._serves(_command_of(self.pid))

    def _serves(self, command: list[str]) -> bool:
        if not command or Path(command[0]).name != "postgres" or "-D" not in command[:-1]:
            return False
        try:
            return Path(command[command.index("-D") + 1]).samefile(self._data)
        except FileNotFoundError:
            return True  # moved while its server ran: rather taken for ours than a second server on the same data
        except OSError:
            return False  # out of our reach, so not ours

    def forget(self) -> None:
        """Let the next server start although this one's number is taken by a zombie or a stranger."""
        if self.pid is not None and not self.is_alive():
            # The rest of the file stays: by it PostgreSQL finds sessions that outlived their killed server.
            _, *rest = self._pid_file.read_text().splitlines(keepends=True)
            self._pid_file.write_text("".join([f"{UNUSED_PID}\n", *rest]))

    def stop(self) -> bool:
        """End the server: running transactions are rolled back, what was committed is on disk.

        Returns:
            Whether there was a server to end.
        """
        pid = self.pid
        if pid is None or not self.is_alive():
            return False
        for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):  # fast, immediate, and what always works
            with suppress(ProcessLookupError):
                os.kill(pid, how)
            if self._gone_within(STOP_SECONDS):
                break
        return True

    def _gone_within(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while self.is_alive():
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True


def _command_of(pid: int) -> list[str]:
    """Return the program and arguments of a process; empty for one that is no more and for a zombie."""
    if Path("/proc/self/cmdline").exists():
        with suppress(OSError):
            return os.fsdecode(Path(f"/proc/{pid}/cmdline").read_bytes()).split("\0")[:-1]
        return []
    ps = ["ps", "-ww", "-o", "args=", "-p", str(pid)]  # a zombie's answer is in brackets
    return subprocess.run(ps, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout.split()

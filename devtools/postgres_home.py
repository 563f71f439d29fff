"""Where the server's files lie.

Beside the checkout's other local files, unless root starts the server and the account it runs as cannot get there, as
below a home directory that is closed to others. Then data and programs have a folder of their own elsewhere, and a note
in the checkout says where.
"""

import hashlib
import os
import shutil
import stat
import tempfile
from importlib.metadata import version
from pathlib import Path

from devtools.postgres_programs import (
    INSTALLATION,
    WHEEL,
    Account,
    PostgresError,
    Programs,
    installation,
    run_as,
    server_account,
)

NOTE = "elsewhere"
"""Name of the file that holds the path of a home elsewhere."""


def home_of(directory: Path) -> Path:
    """Return where the files of the server of a directory lie, be there any or not."""
    note = directory / NOTE
    return Path(note.read_text()) if note.exists() else directory


def prepare(directory: Path) -> tuple[Path, Programs]:
    """Make a home that the server's account can reach, and programs that it can run.

    Args:
        directory: the server's directory in this checkout.

    Returns:
        The home and the programs.

    Raises:
        PostgresError: the programs are not installed, or the account cannot reach them anywhere.
    """
    home = home_of(directory)
    account = server_account(home / "data")
    if home != directory:
        return _first_that_serves([home], directory, account)
    programs = Programs(installation() / "bin", account)
    if not account:
        return home, programs
    directory.chmod(0o711)
    if (home / "data").exists() or _can_run(programs, home):
        return home, programs
    return _first_that_serves(candidates(directory), directory, account)


def candidates(directory: Path) -> list[Path]:
    """Return where the home may lie when it cannot be in the checkout; the first place outlives a reboot."""
    name = f"course-runs-{hashlib.sha256(os.fsencode(directory.resolve())).hexdigest()[:16]}"
    return [Path("/var/tmp") / name, Path(tempfile.gettempdir()) / name]  # noqa: S108 - see _is_own_folder


def remove(directory: Path) -> None:
    """Remove all files of a server that does not run.

    Args:
        directory: the server's directory in this checkout.
    """
    shutil.rmtree(home_of(directory), ignore_errors=True)
    shutil.rmtree(directory, ignore_errors=True)


def _first_that_serves(homes: list[Path], directory: Path, account: Account | None) -> tuple[Path, Programs]:
    for home in homes:
        programs = Programs(home / f"programs-{version(WHEEL)}" / WHEEL / INSTALLATION / "bin", account)
        if _is_own_folder(home) and _copy_programs(home) and _can_run(programs, home):
            (directory / NOTE).write_text(str(home))
            return home, programs
    places = " or ".join(str(home.parent) for home in homes)
    raise PostgresError(
        f"PostgreSQL does not run as root. User number {account.uid if account else os.geteuid()}, who is to run it, "
        f"cannot run the programs in {installation()}, nor a copy of them in {places}. "
        "Run this as an ordinary user, or move the checkout to where other users may read it."
    )


def _can_run(programs: Programs, home: Path) -> bool:
    status, _ = programs.run("postgres", "--version")
    return status == 0 and run_as(programs.account, "test", "-x", home)[0] == 0


def _is_own_folder(home: Path) -> bool:
    """Make the folder, or make sure that nobody else laid it where everybody may write."""
    try:
        home.mkdir(mode=0o711, exist_ok=True)
        found = home.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022


def _copy_programs(home: Path) -> bool:
    """Copy what the server needs of the wheel, readable to all, as the libraries are looked for from the programs."""
    source, target = installation(), home / f"programs-{version(WHEEL)}"
    if target.exists():
        return True
    unfinished = home / "programs.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        for part in ("bin", "lib", "share"):
            shutil.copytree(source / part, unfinished / WHEEL / INSTALLATION / part, symlinks=True)
        libraries = source.parent.with_name(f"{WHEEL}.libs")
        if libraries.exists():
            shutil.copytree(libraries, unfinished / libraries.name)
        for path in (home, unfinished, *unfinished.rglob("*")):
            path.chmod(0o711 if path == home else 0o755)
        unfinished.rename(target)
    except OSError:
        return False
    return True

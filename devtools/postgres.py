"""The embedded PostgreSQL of this checkout: starts it, finds it again, ends it.

    python -m devtools.postgres stop | remove

The server outlives the command that started it. It listens on 127.0.0.1 alone and asks for a password. Its files lie
in the checkout. When root starts it below a closed home directory, the account that it runs as cannot get there: then
data and a copy of the programs lie in a folder of /var/tmp, to which a link in the checkout leads.
"""

import fcntl
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from devtools import LOCAL
from devtools.ports import is_free
from devtools.postgres_programs import PostgresError, Programs, copied_programs, installation, server_account
from devtools.postmaster import Postmaster
from devtools.progress import print_error

DIRECTORY = LOCAL / "postgres"
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "client_connection_check_interval": "1000",
}
VOLATILE = {"fsync": "off", "full_page_writes": "off"}
PORTS = range(20000, 32000)  # below those that systems lend to outgoing connections
READY_SECONDS = 60.0
START_ATTEMPTS = 10
LOG_LINES = 15
UNFINISHED = "data.unfinished-"
OUTSIDE = "/var/tmp"  # noqa: S108 - outlives a reboot; the folder in it has a random name


class LocalPostgres:
    """A PostgreSQL server of one's own, without privileges or system packages.

    Args:
        directory: where it lives. The same directory is the same server, whoever started it.
        durable: off for tests: faster, but a crash of the machine may lose the data.
    """

    def __init__(self, directory: Path = DIRECTORY, *, durable: bool = True) -> None:
        self.directory = directory.absolute()
        self._settings = SETTINGS if durable else SETTINGS | VOLATILE

    @property
    def home(self) -> Path:
        """Where its data, password and log lie."""
        outside = self.directory / "outside"
        return outside.readlink() if outside.is_symlink() else self.directory

    @property
    def pid(self) -> int | None:
        """The server's process number, or None when it does not run."""
        return self._postmaster.pid if self._postmaster.is_alive() else None

    @property
    def _postmaster(self) -> Postmaster:
        return Postmaster(self.home / "data")

    def start(self) -> None:
        """Start the server unless it runs already, and wait until it accepts connections.

        Raises:
            PostgresError: it does not start.
        """
        with self._lock():
            programs = self._prepare()
            if self.pid:
                self._wait_until_ready(programs)
                return
            self._postmaster.forget()
            _initialise(self.home, programs)
            _launch(self.home, programs, self._settings)

    def stop(self) -> bool:
        """End the server.

        Returns:
            Whether there was one.
        """
        if not self.directory.exists():
            return False
        with self._lock():
            return self._postmaster.stop()

    def remove(self) -> None:
        """End the server and remove its data."""
        if self.directory.exists():
            with self._lock():
                self._postmaster.stop()
                shutil.rmtree(self.home, ignore_errors=True)
                shutil.rmtree(self.directory, ignore_errors=True)

    def uri(self, database: str = "postgres") -> str:
        """Return the libpq URI (`postgresql://...`) of a database of the server.

        Args:
            database: its name; see `ensure_database`.

        Raises:
            PostgresError: the server does not run.
        """
        port = self._postmaster.port
        if port is None:
            raise PostgresError("The embedded PostgreSQL does not run. Start it with: make catalog-uri")
        password = (self.home / "password").read_text()
        return f"postgresql://postgres:{password}@127.0.0.1:{port}/{quote(database, safe='')}"

    def ensure_database(self, name: str) -> str:
        """Create a database when there is none of that name.

        Args:
            name: of the database.

        Returns:
            Its URI.
        """
        # Here and not above: a server can be ended also where nothing is installed any more.
        import psycopg2.errors  # noqa: PLC0415
        from psycopg2 import sql  # noqa: PLC0415

        with closing(psycopg2.connect(self.uri(), connect_timeout=10)) as connection, connection.cursor() as cursor:
            connection.autocommit = True
            cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
            if not cursor.rowcount:
                with suppress(psycopg2.errors.DuplicateDatabase, psycopg2.errors.UniqueViolation):  # made by another
                    cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        return self.uri(name)

    def _prepare(self) -> Programs:
        """Choose programs that the server's account can run, and let the account reach the home."""
        account = server_account(self.home / "data")
        programs = Programs(installation() / "bin", account)
        if not account:
            return programs
        if self.home == self.directory:
            self.directory.chmod(0o711)
            if (self.home / "data").exists() or programs.can_run_in(self.home):
                return programs
        with suppress(OSError):
            self._move_outside()
            programs = Programs(copied_programs(self.home), account)
            if programs.can_run_in(self.home):
                return programs
        raise PostgresError(
            f"PostgreSQL does not run as root. User number {account[0]}, who is to run it, cannot run the programs in "
            f"{installation()}, nor a copy of them in {OUTSIDE}. "
            "Run this as an ordinary user, or move the checkout to where other users may read it."
        )

    def _move_outside(self) -> None:
        if not self.home.is_dir() or self.home == self.directory:
            outside = self.directory / "outside"
            outside.unlink(missing_ok=True)
            outside.symlink_to(tempfile.mkdtemp(prefix="course-runs-", dir=OUTSIDE))
        self.home.chmod(0o711)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Keep every other start and stop of this server waiting."""
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
            with (self.directory / "lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except PermissionError as error:
            raise PostgresError(
                f"{error.filename} belongs to another user, who ran this before. Go on as that user, "
                "or let that user run: make clean"
            ) from error

    def _wait_until_ready(self, programs: Programs) -> None:
        end = time.monotonic() + READY_SECONDS
        while programs.run("pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self._postmaster.port or 0))[0]:
            if not self.pid or time.monotonic() > end:
                raise PostgresError(
                    f"The embedded PostgreSQL (process {self._postmaster.pid}) was started but does not answer.\n"
                    f"{_last_lines(self.home)}\nEnd it with `make stop` and try again."
                )
            time.sleep(0.1)


def _initialise(home: Path, programs: Programs) -> None:
    """Make the data directory, whole or not at all."""
    data, password = home / "data", home / "password"
    if data.exists():
        return
    for cut_off in home.glob(f"{UNFINISHED}*"):
        shutil.rmtree(cut_off, ignore_errors=True)
    # A name of its own: an initdb may still be writing after its starter was killed.
    unfinished = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=home))
    password.unlink(missing_ok=True)
    password.touch(mode=0o600)
    password.write_text(secrets.token_urlsafe(24))
    for path in (unfinished, password):
        programs.hand_over(path)
    options = ("-U", "postgres", "--encoding=UTF8", "--locale=C", "--auth=scram-sha-256", f"--pwfile={password}")
    status, output = programs.run("initdb", "-D", unfinished, *options)
    if status:
        raise PostgresError(f"The embedded PostgreSQL could not make its data in {unfinished}:\n{output.strip()}")
    unfinished.rename(data)


def _launch(home: Path, programs: Programs, settings: dict[str, str]) -> None:
    data, output = home / "data", ""
    options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    for _ in range(START_ATTEMPTS):
        port = _choose_port(home)
        arguments = ("-D", data, "-w", "-l", data / "server.log", "-o", f"-p {port} {options}", "start")
        status, output = programs.run("pg_ctl", *arguments)
        if status == 0:
            return
        if "is still in use" in _last_lines(home):
            time.sleep(1)  # sessions of a server that was killed come to their end
        elif is_free(port):
            break
    raise PostgresError(f"The embedded PostgreSQL did not start: {output.strip()}\n{_last_lines(home)}")


def _choose_port(home: Path) -> int:
    """Return the port of last time, or another one when that is taken."""
    note = home / "port"
    with suppress(OSError, ValueError):
        port = int(note.read_text())
        if is_free(port):
            return port
    port = next(port for _ in PORTS if is_free(port := secrets.choice(PORTS)))
    note.write_text(str(port))
    return port


def _last_lines(home: Path) -> str:
    log = home / "data" / "server.log"
    try:
        lines = log.read_text(errors="replace").splitlines()[-LOG_LINES:]
    except OSError:
        return "It wrote no log."
    return "\n".join([f"The last lines of its log, {log}:", *lines])


def main() -> int:
    """End the server, or remove it with those that killed tests and benchmarks have left behind."""
    server, command = LocalPostgres(), sys.argv[1:]
    try:
        if command == ["stop"]:
            stopped = server.stop()
            print("The embedded PostgreSQL is stopped." if stopped else "The embedded PostgreSQL was not running.")
        elif command == ["remove"]:
            leftovers = ("test-postgres-*", "benchmarks/postgres", "benchmarks/pages/postgres")
            for directory in (server.directory, *(found for name in leftovers for found in LOCAL.glob(name))):
                LocalPostgres(directory).remove()
        else:
            sys.exit(__doc__)
    except PostgresError as error:
        return print_error(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())

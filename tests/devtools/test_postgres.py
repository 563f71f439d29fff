"""The embedded PostgreSQL: one server a directory, found again after whatever happened to it or to its starter."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from devtools.postgres import OUTSIDE, LocalPostgres
from devtools.postgres_programs import PostgresError

START = """
import pathlib, sys
from devtools.postgres import OUTSIDE, LocalPostgres
s = LocalPostgres(pathlib.Path(sys.argv[1]), durable=False)
s.start()
"""
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root drops privileges")


def ask(server: LocalPostgres, statement: str, database: str = "postgres") -> Any:  # noqa: ANN401 - any value
    """Return the one value of a query, or None of a command."""
    with closing(psycopg2.connect(server.uri(database))) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None  # type: ignore[index]


def start_elsewhere(server: LocalPostgres, then: str = "print(s.pid)") -> "subprocess.Popen[str]":
    """Start the server from another process."""
    checkout = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", f"{START}{then}", str(server.directory)]
    return subprocess.Popen(command, cwd=checkout, stdout=subprocess.PIPE, text=True)


def wait_for(condition: Callable[[], object]) -> None:
    """Wait until something has come about, ten seconds at most."""
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.01)


def kill(server: LocalPostgres) -> int:
    """Kill the server as a crash does, and return its number."""
    pid = server.pid
    assert pid
    os.kill(pid, signal.SIGKILL)
    wait_for(lambda: server.pid is None)
    return pid


def test_uses_utf8_in_utc_and_without_a_locale(running: LocalPostgres) -> None:
    """The catalog sorts and reads its times alike on every machine."""
    settings = {name: ask(running, f"SHOW {name}") for name in ("server_encoding", "timezone", "max_connections")}
    assert settings == {"server_encoding": "UTF8", "timezone": "UTC", "max_connections": "200"}
    assert ask(running, "SELECT datcollate FROM pg_database WHERE datname = 'postgres'") == "C"


def test_is_durable_by_default(place: Path) -> None:
    """Only the servers of tests trade safety for speed."""
    server = LocalPostgres(place / "durable")
    server.start()
    try:
        assert ask(server, "SHOW fsync") == "on"
    finally:
        server.remove()


def test_asks_for_a_password_that_only_its_user_can_read(running: LocalPostgres) -> None:
    """Another user of the machine reaches the port, but not the data."""
    password = running.home / "password"
    assert password.stat().st_mode & 0o777 == 0o600
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(running.uri().replace(password.read_text(), "guessed"))


def test_makes_a_database_once(running: LocalPostgres) -> None:
    """Its URI leads to it, also where its name needs quoting."""
    uri = running.ensure_database("a b/c")
    assert running.ensure_database("a b/c") == uri
    assert ask(running, "SELECT current_database()", "a b/c") == "a b/c"


def test_starting_twice_gives_one_server(running: LocalPostgres) -> None:
    """The second start finds the first one's server."""
    pid = running.pid
    running.start()
    assert running.pid == pid


def test_starting_at_once_gives_one_server(own_server: LocalPostgres) -> None:
    """Two demos begun together wait for each other instead of making two servers."""
    starters = [start_elsewhere(own_server) for _ in range(3)]
    assert {starter.communicate()[0].strip() for starter in starters} == {str(own_server.pid)}


def test_keeps_data_and_port_over_a_stop(own_server: LocalPostgres) -> None:
    """A URI written down yesterday works today."""
    own_server.start()
    uri = own_server.ensure_database("kept")
    ask(own_server, "CREATE TABLE kept AS SELECT 1", "kept")
    assert own_server.stop()
    assert not own_server.stop()
    own_server.start()
    assert own_server.uri("kept") == uri
    assert ask(own_server, "SELECT * FROM kept", "kept") == 1


def test_takes_another_port_when_its_own_is_taken(own_server: LocalPostgres) -> None:
    """Another program that sits on the port is left alone."""
    own_server.start()
    port = int(ask(own_server, "SHOW port"))
    own_server.stop()
    with closing(socket.create_server(("127.0.0.1", port))):
        own_server.start()
        assert int(ask(own_server, "SHOW port")) != port


def test_starts_again_after_the_server_was_killed(own_server: LocalPostgres) -> None:
    """What was committed is there, and the trace of the killed server does no harm."""
    own_server.start()
    ask(own_server, "CREATE TABLE kept AS SELECT 1")
    killed = kill(own_server)
    own_server.start()
    assert own_server.pid != killed
    assert ask(own_server, "SELECT * FROM kept") == 1


def test_is_not_fooled_by_a_stranger_with_the_old_number(own_server: LocalPostgres) -> None:
    """After a reboot the number of the killed server may be any program's."""
    own_server.start()
    owner = (own_server.home / "data").stat().st_uid
    kill(own_server)
    with subprocess.Popen(["sleep", "60"], user=owner) as stranger:
        note = own_server.home / "data" / "postmaster.pid"
        note.write_text("\n".join([str(stranger.pid), *note.read_text().splitlines()[1:]]) + "\n")
        assert not own_server.stop()
        own_server.start()
        assert ask(own_server, "SELECT 1") == 1
        assert stranger.poll() is None, "the stranger lives on"
        stranger.kill()


def test_is_found_again_after_its_starter_was_killed(own_server: LocalPostgres) -> None:
    """A killed demo leaves its server to the next one."""
    starter = start_elsewhere(own_server, "print(s.pid, flush=True); import time; time.sleep(60)")
    assert starter.stdout
    with starter, starter.stdout as output:
        pid = int(output.readline())
        starter.kill()
    own_server.start()
    assert own_server.pid == pid


def test_starts_after_a_start_that_was_cut_off(own_server: LocalPostgres) -> None:
    """A data directory is made whole or not at all."""
    with start_elsewhere(own_server) as starter:
        wait_for(lambda: list(own_server.home.glob("data.unfinished-*/*")))
        starter.kill()
    assert not (own_server.home / "data").exists()
    own_server.start()
    assert ask(own_server, "SELECT 1") == 1


def test_does_not_hand_its_lock_to_the_server(running: LocalPostgres) -> None:
    """A server that held the lock would keep everybody else from stopping it."""
    with (running.directory / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_says_why_it_does_not_start(own_server: LocalPostgres) -> None:
    """The error holds the end of the server's log."""
    own_server.start()
    own_server.stop()
    with (own_server.home / "data" / "postgresql.conf").open("a") as configuration:
        configuration.write("no_such_setting = 1\n")
    with pytest.raises(PostgresError, match=r"did not start(.|\n)*unrecognized configuration parameter"):
        own_server.start()


def test_leaves_nothing_behind(own_server: LocalPostgres) -> None:
    """Removing ends the server and takes its files; doing it twice is not an error."""
    own_server.start()
    own_server.remove()
    own_server.remove()
    assert not own_server.directory.exists()
    with pytest.raises(PostgresError, match="does not run"):
        own_server.uri()


@needs_root
def test_root_drops_privileges(running: LocalPostgres) -> None:
    """PostgreSQL does not run as root, and nothing else of the project has to run as another user."""
    assert Path(f"/proc/{running.pid}").stat().st_uid != 0


@needs_root
def test_root_moves_out_of_a_closed_folder(place: Path) -> None:
    """Below a home directory that is closed to others the server lives elsewhere, and the home stays closed."""
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    server = LocalPostgres(closed / "postgres", durable=False)
    server.start()
    home = server.home
    assert not home.is_relative_to(closed)
    assert ask(server, "SELECT 1") == 1
    assert closed.stat().st_mode & 0o777 == 0o700
    pid = server.pid
    server.start()
    assert server.pid == pid
    server.remove()
    assert not home.exists()


@needs_root
def test_root_does_not_trust_a_folder_that_others_may_write(place: Path) -> None:
    """Programs that root starts are not taken from where somebody else may have put them."""
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    server = LocalPostgres(closed / "postgres", durable=False)
    server.start()
    try:
        assert str(server.home.parent) == OUTSIDE
        for folder in (server.home, *server.home.glob("programs-*")):
            assert folder.stat().st_uid == 0
            assert not folder.stat().st_mode & 0o022
    finally:
        server.remove()


@needs_root
def test_root_gets_a_message_when_no_place_serves(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the account and what to do."""
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr("devtools.postgres.OUTSIDE", str(place / "missing"))
    with pytest.raises(PostgresError, match="PostgreSQL does not run as root"):
        LocalPostgres(closed / "postgres").start()

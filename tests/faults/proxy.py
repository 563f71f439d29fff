"""A proxy before PostgreSQL that cuts the line at a chosen statement, on either side of it.

Run as a process: `python -m faults.proxy PORT CUT_AT AFTER`. Prints the port that it listens on, and at its end how
many statements went through. CUT_AT 0 cuts nothing; with AFTER 1 the server does the statement and its answer is lost.
"""

import os
import selectors
import signal
import socket
import struct
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

HOST = "127.0.0.1"
HEADER = struct.Struct("!cI")


@dataclass
class Line:
    """One client's connection, both ways.

    Attributes:
        client: the stage's side.
        server: PostgreSQL's side.
        rest: of what each side sent, the beginning of a message that is not whole yet.
        started: the client's first message, which has no type, has gone through.
        doomed: the line is cut as soon as the server is ready again.
    """

    client: socket.socket
    server: socket.socket
    rest: dict[socket.socket, bytes] = field(default_factory=dict)
    started: bool = False
    doomed: bool = False

    def other(self, side: socket.socket) -> socket.socket:
        """Return the other side."""
        return self.server if side is self.client else self.client

    def messages(self, side: socket.socket, data: bytes) -> list[tuple[bytes, bytes]]:
        """Return the messages that are whole now, each with its type."""
        data = self.rest.get(side, b"") + data
        found = []
        if side is self.client and not self.started and len(data) >= 4:
            (length,) = struct.unpack_from("!I", data)
            if len(data) >= length:
                found.append((b"", data[:length]))
                data, self.started = data[length:], True
        while len(data) >= HEADER.size and (side is self.server or self.started):
            kind, length = HEADER.unpack_from(data)
            if len(data) < length + 1:
                break
            found.append((kind, data[: length + 1]))
            data = data[length + 1 :]
        self.rest[side] = data
        return found


class Cut(Exception):
    """The line is to be cut."""


class Proxy:
    """Passes everything on, counts statements over all lines, and cuts at one of them.

    Args:
        port: of PostgreSQL.
        cut_at: number of the statement, from 1; 0: none.
        after: cut when it is done instead of before it is asked for.
    """

    def __init__(self, port: int, cut_at: int, *, after: bool) -> None:
        self.statements = 0
        self._port, self._cut_at, self._after = port, cut_at, after
        self._selector = selectors.DefaultSelector()
        self._listener = socket.create_server((HOST, 0))
        self._lines: dict[socket.socket, Line] = {}
        self._selector.register(self._listener, selectors.EVENT_READ)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._listener.getsockname()[1])

    def serve(self) -> None:
        """Pass on until the line is cut; then nobody is served any more."""
        with suppress(Cut):
            while True:
                for key, _ in self._selector.select():
                    if key.fileobj is self._listener:
                        self._accept()
                    elif isinstance(key.fileobj, socket.socket):
                        self._pass_on(key.fileobj)
        self._listener.close()
        for side in self._lines:
            side.close()

    def _accept(self) -> None:
        client, _ = self._listener.accept()
        line = Line(client, socket.create_connection((HOST, self._port)))
        for side in (line.client, line.server):
            self._lines[side] = line
            self._selector.register(side, selectors.EVENT_READ)

    def _pass_on(self, side: socket.socket) -> None:
        line = self._lines.get(side)
        if line is None:
            return
        try:
            data = side.recv(65536)
            if not data:
                raise ConnectionResetError
            for kind, message in line.messages(side, data):
                self._judge(line, side, kind)
                line.other(side).sendall(message)
        except OSError:
            self._forget(line)

    def _judge(self, line: Line, side: socket.socket, kind: bytes) -> None:
        """Cut where it is time to.

        Raises:
            Cut: it is.
        """
        if side is line.client and kind == b"Q":
            self.statements += 1
            if self.statements == self._cut_at:
                line.doomed = True
                if not self._after:
                    raise Cut
        elif side is line.server and kind == b"Z" and line.doomed:
            raise Cut

    def _forget(self, line: Line) -> None:
        for side in (line.client, line.server):
            if self._lines.pop(side, None):
                self._selector.unregister(side)
                side.close()


def write_line(figure: int) -> None:
    """Write a line for whoever started the proxy."""
    sys.stdout.write(f"{figure}\n")
    sys.stdout.flush()


def main() -> None:
    """Serve until the cut, or until asked to end."""
    port, cut_at, after = map(int, sys.argv[1:])
    proxy = Proxy(port, cut_at, after=bool(after))

    def end(_signal: int, _frame: FrameType | None) -> None:
        write_line(proxy.statements)
        os._exit(0)

    signal.signal(signal.SIGTERM, end)
    write_line(proxy.port)
    proxy.serve()
    write_line(proxy.statements)


if __name__ == "__main__":
    main()

"""A drop as a file: where it may lie, and its lines, decoded, counted and limited in length."""

import codecs
import errno
import hashlib
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from course_runs import settings
from course_runs.contract.errors import FileRefused, NoDrop, RefusalCode
from course_runs.contract.feeds import Feed

ROW_LIMIT = 8 * 2**20
"""Bytes of the longest row that is read, because a row, and a physical line, must fit in memory as a whole."""

_UNREADABLE = {errno.EACCES, errno.EPERM, errno.ELOOP, errno.ENAMETOOLONG}
"""Errors of the system about a path where a retry would not help."""

_UTF16_OR_32 = "UTF-16 or UTF-32"
_BEGINNINGS = {
    codecs.BOM_UTF32_BE: _UTF16_OR_32,
    codecs.BOM_UTF16_LE: _UTF16_OR_32,
    codecs.BOM_UTF16_BE: _UTF16_OR_32,
    b"PK\x03\x04": "a ZIP archive or an Excel workbook",
    b"\xd0\xcf\x11\xe0": "an Excel workbook",
    b"\x1f\x8b": "a gzip archive",
    b"%PDF": "a PDF",
}
"""The first bytes of kinds of files that were delivered as a CSV by mistake."""


def locate(feed: Feed, file: str) -> Path:
    """Return the real path of a drop, checked against the feed's allowed folders and its limit of size.

    Args:
        feed: has the allowed folders and the limit.
        file: a path; a relative one starts at the project's folder.

    Returns:
        The file's real path, links and `..` resolved.

    Raises:
        FileRefused: it lies outside them, does not exist, may not be read, is not a regular file, or is larger than
            the feed allows.
    """
    with _refusing_unreadable(file):
        path = (settings.project_folder() / file).resolve()
        roots = feed.roots()
        if not any(path.is_relative_to(root) for root in roots):
            raise FileRefused(
                RefusalCode.FILE_NOT_FOUND,
                f"{file} is outside the folders that the feed {feed.id} may read ({', '.join(map(str, roots))}). "
                "Put the drop there, or add its folder to the feed's allowed_roots.",
            )
        facts = path.stat()
    if not stat.S_ISREG(facts.st_mode):
        raise FileRefused(RefusalCode.FILE_NOT_FOUND, f"{file} is not a regular file. Name the CSV itself.")
    if facts.st_size > feed.max_bytes:
        raise _too_large(f"It has {facts.st_size:,} bytes", feed)
    return path


def drop_sha256(feed: Feed, file: str | None) -> str | None:
    """Return the SHA-256 of a drop's bytes, in hexadecimal; None when there is no drop that may be read.

    Args:
        feed: the drop's.
        file: a path, as for `locate`; None: the ingestion has no drop.
    """
    if file is None:
        return None
    try:
        with locate(feed, file).open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except FileRefused:
        return None


@contextmanager
def open_drop(feed: Feed, file: str) -> Iterator["DropLines"]:
    """Open a drop, and close it at the end of the block.

    Args:
        feed: has the allowed folders, the encoding and the limit of size.
        file: a path, as for `locate`.

    Yields:
        The lines, which are read as they are asked for.

    Raises:
        FileRefused: for the reasons of `locate`.
    """
    path = locate(feed, file)
    with _refusing_unreadable(file):
        opened = path.open("rb")
    with opened:
        yield DropLines(opened, feed)


@contextmanager
def _refusing_unreadable(file: str) -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, NotADirectoryError):
        raise NoDrop(file) from None
    except ValueError:  # a NUL in the path
        raise FileRefused(RefusalCode.FILE_NOT_FOUND, f"{file!r} is not a valid path. Name the CSV itself.") from None
    except RuntimeError as error:  # Path.resolve raises it for links in a circle
        raise _unreadable(file, str(error)) from None
    except OSError as error:
        if error.errno in _UNREADABLE:
            raise _unreadable(file, str(error.strerror)) from None
        raise


def _unreadable(file: str, reason: str) -> FileRefused:
    return FileRefused(
        RefusalCode.FILE_NOT_FOUND,
        f"{file} cannot be read: {reason}. Allow the pipeline's account to read it, or name another path.",
    )


def _too_large(what: str, feed: Feed) -> FileRefused:
    return FileRefused(
        RefusalCode.TOO_LARGE,
        f"The file is too large. {what}; the feed {feed.id} accepts at most {feed.max_bytes:,}. "
        "Split the drop, or raise the feed's max_bytes.",
    )


class DropLines:
    """The decoded physical lines of a drop, each with its line end, read once from the first to the last.

    Attributes:
        size: bytes read so far.
        line_number: of the line read last; the first is 1.
    """

    def __init__(self, file: BinaryIO, feed: Feed) -> None:
        self.size = 0
        self.line_number = 0
        self._file = file
        self._feed = feed
        self._encoding = codecs.lookup(feed.encoding).name.removesuffix("-sig")
        self._row_start = 0
        self._row_line = 1
        self._digest = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes read so far, in hexadecimal."""
        return self._digest.hexdigest()

    def begin_row(self) -> None:
        """Count the bytes of the next row from the next line on."""
        self._row_start, self._row_line = self.size, self.line_number + 1

    def __iter__(self) -> Iterator[str]:
        """Yield the lines.

        Raises:
            FileRefused: the file or a row is too long, or a line holds a NUL byte or is not in the declared encoding.
        """
        while line := self._file.readline(ROW_LIMIT + 1):
            self._digest.update(line)
            start, self.size = self.size, self.size + len(line)
            self.line_number += 1
            self._require_bounds(line)
            if start == 0:
                line = self._strip_bom(line)
                start = self.size - len(line)
            yield self._decoded(line, start)

    def _require_bounds(self, line: bytes) -> None:
        if self.size > self._feed.max_bytes:
            raise _too_large(f"It grew beyond {self._feed.max_bytes:,} bytes while it was read", self._feed)
        if self.size - self._row_start <= ROW_LIMIT:
            return
        if len(line) > ROW_LIMIT and b"\r" in line:
            raise FileRefused(
                RefusalCode.MALFORMED_CSV,
                f"Line {self.line_number} ends in a lone CR: save the file with LF or CRLF line ends.",
                line=self.line_number,
            )
        raise FileRefused(
            RefusalCode.TOO_LARGE,
            f"The row that starts on line {self._row_line} is longer than {ROW_LIMIT:,} bytes. "
            "Look for a quote that is never closed, or for a cell that is far too long.",
            line=self._row_line,
        )

    def _strip_bom(self, line: bytes) -> bytes:
        for mark, what in _BEGINNINGS.items():
            if line.startswith(mark):
                raise self._bad_encoding(0, f"it looks like {what}")
        if line.count(0) * 3 > len(line):  # every other byte of plain text in UTF-16
            raise self._bad_encoding(line.index(0), f"it looks like {_UTF16_OR_32}")
        if not line.startswith(codecs.BOM_UTF8):
            return line
        if self._encoding != "utf-8":
            raise self._bad_encoding(0, "it begins with the byte order mark of UTF-8")
        return line.removeprefix(codecs.BOM_UTF8)

    def _decoded(self, line: bytes, start: int) -> str:
        if b"\0" in line:
            raise FileRefused(
                RefusalCode.MALFORMED_CSV,
                f"Line {self.line_number} holds a NUL byte at byte {start + line.index(0):,}. "
                "Export the file again as plain text.",
                line=self.line_number,
            )
        try:
            return line.decode(self._encoding)
        except UnicodeDecodeError as error:
            raise self._bad_encoding(start + error.start, f"byte 0x{line[error.start]:02x} is not valid") from None

    def _bad_encoding(self, offset: int, what: str) -> FileRefused:
        return FileRefused(
            RefusalCode.BAD_ENCODING,
            f"The file is not {self._encoding}: {what} (byte {offset:,}, line {self.line_number}). "
            f"Export it as CSV in {self._encoding} and deliver it again.",
            line=self.line_number,
        )

"""A drop as a file: where it may lie, and its lines, decoded, counted and bounded."""

import codecs
import hashlib
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from course_runs.errors import FileRefused, NoDrop, RefusalCode
from course_runs.feeds import FEEDS_FILE, Feed

LINE_LIMIT = 8 * 2**20
"""Bytes of the longest physical line that is read; a longer one would have to be held in memory as a whole."""

_WIDE_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def locate(feed: Feed, file: str) -> Path:
    """Find a drop within the feed's allowed folders.

    Args:
        feed: whose folders count.
        file: path; a relative one is the project's.

    Returns:
        The file's real path, links and `..` resolved.

    Raises:
        FileRefused: it lies outside, does not exist, is no regular file or is larger than the feed allows.
    """
    path = (FEEDS_FILE.parent.parent / file).resolve()
    roots = feed.roots()
    if not any(path.is_relative_to(root) for root in roots):
        raise FileRefused(
            RefusalCode.FILE_NOT_FOUND,
            f"{file} lies outside the folders that the feed {feed.id} may read ({', '.join(map(str, roots))}). "
            "Put the drop there, or add its folder to the feed's allowed_roots.",
        )
    try:
        facts = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise NoDrop(file) from None
    if not stat.S_ISREG(facts.st_mode):
        raise FileRefused(RefusalCode.FILE_NOT_FOUND, f"{file} is not a regular file. Name the CSV itself.")
    if facts.st_size > feed.max_bytes:
        raise FileRefused(
            RefusalCode.TOO_LARGE,
            f"{file} has {facts.st_size:,} bytes; the feed {feed.id} takes at most {feed.max_bytes:,}. "
            "Split the drop, or raise the feed's max_bytes.",
        )
    return path


class DropLines:
    """The decoded physical lines of a drop, each with its line end, read once and forwards.

    Attributes:
        size: bytes read so far.
        line_number: of the line read last; the first is 1.
    """

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self.size = 0
        self.line_number = 0
        self._file = file
        self._encoding = encoding
        self._digest = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of the bytes read so far."""
        return self._digest.hexdigest()

    def __iter__(self) -> Iterator[str]:
        """Yield the lines.

        Raises:
            FileRefused: a line is too long, holds a NUL byte or is not in the declared encoding.
        """
        while line := self._file.readline(LINE_LIMIT):
            self._digest.update(line)
            start, self.size = self.size, self.size + len(line)
            self.line_number += 1
            yield self._decoded(line, start)

    def _decoded(self, line: bytes, start: int) -> str:
        if len(line) == LINE_LIMIT and not line.endswith(b"\n"):
            raise FileRefused(
                RefusalCode.TOO_LARGE,
                f"Line {self.line_number} is longer than {LINE_LIMIT:,} bytes. Look for a runaway cell there.",
                line=self.line_number,
            )
        if start == 0:
            line = self._without_byte_order_mark(line)
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
            raise self._bad_encoding(start + error.start, f"byte 0x{line[error.start]:02x} does not belong") from None

    def _without_byte_order_mark(self, line: bytes) -> bytes:
        if line.startswith(_WIDE_MARKS):
            raise self._bad_encoding(0, "it begins like UTF-16 or UTF-32")
        if not line.startswith(codecs.BOM_UTF8):
            return line
        if codecs.lookup(self._encoding).name not in {"utf-8", "utf-8-sig"}:
            raise self._bad_encoding(0, "it begins with the mark of UTF-8")
        return line.removeprefix(codecs.BOM_UTF8)

    def _bad_encoding(self, offset: int, what: str) -> FileRefused:
        return FileRefused(
            RefusalCode.BAD_ENCODING,
            f"The file is not {self._encoding}: {what} (byte {offset:,}, line {max(self.line_number, 1)}). "
            f"Save it as {self._encoding} and drop it again.",
            line=max(self.line_number, 1),
        )

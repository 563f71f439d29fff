"""A drop as a file: what cannot be read is refused with a reason, and memory stays within its limits."""

import errno
import io
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from course_runs.contract.errors import FileRefused, NoDrop
from course_runs.contract.feeds import Feed, load_feeds
from course_runs.extract.csv_rows import read_rows
from course_runs.extract.drop import ROW_LIMIT, DropLines, locate, open_drop

FEED = load_feeds()["2u-executive-education"]
MEGABYTE = 2**20


def lines_of(content: bytes, feed: Feed = FEED) -> DropLines:
    """Return the lines of a drop in memory."""
    return DropLines(io.BytesIO(content), feed)


@pytest.mark.parametrize(
    ("file", "says"),
    [("a\0b.csv", "is not a valid path"), ("x" * 5000 + ".csv", "cannot be read: File name too long")],
    ids=["NUL in the path", "endless name"],
)
def test_a_path_that_is_not_valid_is_refused(tmp_path: Path, file: str, says: str) -> None:
    """The system would raise an error that is retried."""
    with pytest.raises(FileRefused, match=says) as refused:
        locate(FEED, str(tmp_path / file))
    assert refused.value.code == "FILE_NOT_FOUND"


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    """The path does not lead to a file."""
    (tmp_path / "a.csv").symlink_to(tmp_path / "b.csv")
    (tmp_path / "b.csv").symlink_to(tmp_path / "a.csv")
    with pytest.raises(FileRefused) as refused:
        locate(FEED, str(tmp_path / "a.csv"))
    assert refused.value.code == "FILE_NOT_FOUND"


@pytest.mark.parametrize("call", ["stat", "open"])
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """Rights are missing, and a retry would not change that."""
    path = tmp_path / "drop.csv"
    path.write_text("organization\n", encoding="utf-8")

    def refuse(*_: object, **__: object) -> Any:  # noqa: ANN401 - it stands in for two functions
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, call, refuse)
    with pytest.raises(FileRefused, match="cannot be read: Permission denied"), open_drop(FEED, str(path)):
        pass


def test_a_disk_that_fails_is_not_a_fault_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error is raised as it is, and Airflow retries the task."""

    def fail(*_: object, **__: object) -> Any:  # noqa: ANN401 - it stands in for Path.stat
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "stat", fail)
    with pytest.raises(OSError, match="Input/output error"):
        locate(FEED, str(tmp_path / "drop.csv"))


def test_a_file_that_is_deleted_before_it_is_opened_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused like a file that never existed."""
    path = tmp_path / "drop.csv"
    path.write_text("organization\n", encoding="utf-8")
    opened = Path.open

    def vanish(self: Path, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - passed on to Path.open
        path.unlink(missing_ok=True)
        return opened(self, *arguments, **named)

    monkeypatch.setattr(Path, "open", vanish)
    with pytest.raises(NoDrop), open_drop(FEED, str(path)):
        pass


def test_a_file_that_grows_while_it_is_read_is_refused_at_the_limit() -> None:
    """The feed's limit counts, whatever the size was when the file was found."""
    small = FEED.model_copy(update={"max_bytes": 10})
    assert list(lines_of(b"12345\n789\n", small)) == ["12345\n", "789\n"]
    with pytest.raises(FileRefused, match="grew beyond 10 bytes"):
        list(lines_of(b"12345\n789\n0", small))


@pytest.mark.parametrize("line_end", [b"", b"\n"], ids=["on one line", "on many lines"])
def test_a_cell_of_100_megabytes_needs_no_more_memory_than_the_longest_row(tmp_path: Path, line_end: bytes) -> None:
    """It is refused as soon as its row is too long."""
    path = tmp_path / "drop.csv"
    with path.open("wb") as file:
        file.write(b'a,b\n1,"')
        for _ in range(100):
            file.write((b"x" * 1023 + (line_end or b"x")) * 1024)
    tracemalloc.start()
    try:
        with pytest.raises(FileRefused, match="starts on line 2 is longer"), path.open("rb") as file:
            list(read_rows(DropLines(file, FEED)))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 6 * ROW_LIMIT


def test_the_longest_row_that_is_allowed_is_read() -> None:
    """The limit is inclusive, and counts from the beginning of each row."""
    row = b"x" * (ROW_LIMIT - 3) + b",y\n"
    assert [len(cells) for _, cells in read_rows(lines_of(row * 3))] == [2, 2, 2]
    with pytest.raises(FileRefused, match="line 2 is longer"):
        list(read_rows(lines_of(row + b"x" + row)))


def test_the_offset_of_a_bad_byte_counts_the_byte_order_mark() -> None:
    """A hex editor shows the byte at this offset."""
    with pytest.raises(FileRefused, match=r"byte 0xe9 is not valid \(byte 5, line 1\)"):
        list(lines_of(b"\xef\xbb\xbfca\xe9\n"))


def test_a_declared_byte_order_mark_is_removed_once() -> None:
    """`utf-8-sig` means UTF-8. A mark at the beginning of a later line is a character."""
    feed = FEED.model_copy(update={"encoding": "utf-8-sig"})
    assert list(lines_of("\ufeffa\n\ufeffb\n".encode(), feed)) == ["a\n", "\ufeffb\n"]

"""The files of an ingestion that can be opened or downloaded: its report, and the Data Docs of its validation."""

import mimetypes
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from course_runs.report.documents.folder import DATA_DOCS, report_folder

_REPORT = {
    "report.html": "the whole report, to read and to share",
    "report.txt": "the same as plain text",
    "report.json": "the same for programs, complete",
    "changes.csv": "every field that is set or changed, old and new",
    "rejected.csv": "the rejected rows, ready to be corrected",
}
_SHOWN = {".html", ".txt", ".json", ".css", ".png", ".svg", ".jpg", ".jpeg", ".gif"}


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file that exists.

    Attributes:
        path: under the address of the ingestion's files.
        name: for people.
        about: what is in it.
        download: the browser saves it instead of showing it.
    """

    path: str
    name: str
    about: str
    download: bool


def files_of(ingestion_id: UUID) -> list[ReportFile]:
    """Return the files of an ingestion that exist."""
    folder = report_folder(ingestion_id)
    found = [
        ReportFile(name, name, about, download=name.endswith(".csv"))
        for name, about in _REPORT.items()
        if (folder / name).is_file()
    ]
    if (folder / DATA_DOCS / "index.html").is_file():
        about = "what the validation judged, rule by rule"
        found.append(ReportFile(f"{DATA_DOCS}/index.html", "Data Docs", about, download=False))
    return found


def find_file(ingestion_id: UUID, path: str) -> Path | None:
    """Return one of an ingestion's files; None for every other path.

    Args:
        ingestion_id: id of the ingestion.
        path: as it came from a browser.
    """
    folder = report_folder(ingestion_id)
    parts = path.split("/")
    if parts[0] not in _REPORT and parts[0] != DATA_DOCS:
        return None
    try:
        file = (folder / path).resolve()
        inside = file.is_relative_to(folder.resolve()) and not any(part.startswith(".") for part in parts)
        return file if inside and file.is_file() else None
    except (OSError, ValueError):  # not a valid file name
        return None


def media_type(file: Path) -> str:
    """Return the media type under which a file is served: only types known to be harmless are shown in the browser.

    Args:
        file: the file; its ending decides.
    """
    known = mimetypes.guess_type(file.name)[0] if file.suffix in _SHOWN else None
    return known or ("text/csv" if file.suffix == ".csv" else "application/octet-stream")

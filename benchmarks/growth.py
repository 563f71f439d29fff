"""How time and memory grow with the drop, with the catalog, and with the runs that a course has."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from benchmarks import databases
from benchmarks.dataset import Drop
from benchmarks.experiments import Experiment, Take
from benchmarks.samples import Sample
from benchmarks.scale import Scale
from benchmarks.stages import ingest


def of_rows(rows: int) -> str:
    """Name the measurement of a drop of so many rows."""
    return f"{rows:,} rows"


def of_courses(courses: int) -> str:
    """Name the measurement of a catalog of so many courses."""
    return f"catalog of {courses * 3 // 2:,} runs"


def of_runs(runs: int) -> str:
    """Name the measurement of courses that have so many runs."""
    return f"{runs} runs a course"


def plan_rows(scale: Scale) -> Mapping[str, int]:
    """Return the drops that are measured, all over the catalog that the largest one needs, with their samples."""
    return {of_rows(rows): times for rows, times in scale.growth.items()}


@contextmanager
def prepared_rows(scale: Scale) -> Iterator[Take]:
    """Make the large catalog and the drops."""
    template = databases.catalog(scale.catalogs[1])
    files = {of_rows(rows): databases.drop(Drop.MIXED, rows) for rows in scale.growth}
    yield lambda measurement: ingest(databases.restored(template), files[measurement])


def plan_catalogs(scale: Scale) -> Mapping[str, int]:
    """Return the catalogs and courses that are measured, with the number of samples of each."""
    names = [*map(of_courses, scale.catalogs), *map(of_runs, scale.runs_a_course)]
    return dict.fromkeys(names, scale.rounds)


@contextmanager
def prepared_catalogs(scale: Scale) -> Iterator[Take]:
    """Make a small and a large catalog, and two of courses with few and with many runs; a drop for each two."""
    templates = {of_courses(courses): databases.catalog(courses) for courses in scale.catalogs}
    files = dict.fromkeys(templates, databases.drop(Drop.MIXED, scale.catalog_rows))
    for runs in scale.runs_a_course:
        templates[of_runs(runs)] = databases.catalog(scale.course_rows, runs)
        # A partner sends what is on offer: one run of each course, however many there have been.
        files[of_runs(runs)] = databases.drop(Drop.MIXED, scale.course_rows, runs_a_course=1)

    def take(measurement: str) -> Sample:
        return ingest(databases.restored(templates[measurement]), files[measurement])

    yield take


ROWS = Experiment("rows", plan_rows, prepared_rows)
CATALOGS = Experiment("catalogs", plan_catalogs, prepared_catalogs)

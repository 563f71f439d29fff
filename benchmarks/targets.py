"""The eight targets: what each promises, the experiments it needs, and whether their samples hold it."""

import math
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from benchmarks import growth, ingestion, pages, parsing, peer, small_feeds
from benchmarks.samples import Samples
from benchmarks.scale import Scale

Found = Mapping[str, Samples]
"""The samples of each experiment."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a target.

    Attributes:
        figures: what was measured.
        ratio: what is compared with the promise.
        held: whether it is.
    """

    figures: str
    ratio: str
    held: bool


@dataclass(frozen=True, slots=True)
class Target:
    """What the project promises.

    Attributes:
        promise: in words.
        experiments: by name.
        judge: compares what they found.
    """

    promise: str
    experiments: tuple[str, ...]
    judge: Callable[[Scale, Found], Verdict]


def floor(_: Scale, found: Found) -> Verdict:
    """Compare the pipeline with COPY."""
    samples = found["ingestion"]
    ours, least = samples.median(ingestion.MIXED), samples.median(ingestion.FLOOR)
    stages = ", ".join(f"{name} {samples.median(ingestion.MIXED, name):.1f}" for name in _STAGES)
    start = samples.median(ingestion.MIXED, "start")
    figures = f"{ours:.1f} s ({stages}), COPY {least:.1f} s; besides {start:.1f} s for four processes and imports"
    return Verdict(figures, f"{ours / least:.2f}x", ours <= 2 * least)


def against_dlt(scale: Scale, found: Found) -> Verdict:
    """Compare the pipeline with dlt's two ways."""
    ours = found["ingestion"].median(ingestion.MIXED)
    dicts, arrow = (found["peer"].median(way) for way in peer.WAYS)
    rates = [f"{scale.rows / seconds:,.0f}" for seconds in (ours, dicts, arrow)]
    figures = f"{rates[0]} rows/s; dlt {rates[1]} by dicts ({dicts:.0f} s), {rates[2]} by Arrow ({arrow:.0f} s)"
    return Verdict(figures, f"{dicts / ours:.1f}x, {arrow / ours:.1f}x", dicts >= 5 * ours and arrow >= 2.5 * ours)


def small(_: Scale, found: Found) -> Verdict:
    """Compare a small drop's run with a run of empty tasks."""
    samples = found["small_feeds"]
    ours, empty = samples.median(small_feeds.SMALL), samples.median(small_feeds.EMPTY)
    return Verdict(f"{ours:.1f} s, empty tasks {empty:.1f} s", f"{ours / empty:.2f}x", ours <= 1.5 * empty)


def memory(scale: Scale, found: Found) -> Verdict:
    """Look at the peaks of workers and of PostgreSQL's processes."""
    samples = found["rows"]
    before, last = sorted(scale.growth)[-2:]

    def peak(rows: int, process: str) -> float:
        return samples.worst(growth.of_rows(rows), process)

    most = max(peak(last, "peak"), peak(last, "server"))
    grown = most / max(peak(before, "peak"), peak(before, "server"))
    figures = "; ".join(
        f"{rows:,} rows: worker {peak(rows, 'peak'):.0f} MB, PostgreSQL {peak(rows, 'server'):.0f} MB"
        for rows in (before, last)
    )
    return Verdict(figures, f"{grown:.2f}x", most <= 600 and grown <= _FLAT)


def grows(scale: Scale, found: Found) -> Verdict:
    """Look at how time grows with rows, with the catalog and with a course's runs."""
    times = {rows: found["rows"].median(growth.of_rows(rows)) for rows in sorted(scale.growth)}
    exponent = statistics.linear_regression([*map(math.log, times)], [*map(math.log, times.values())]).slope
    steepest = max(
        math.log(later / earlier) / math.log(more / fewer)
        for (fewer, earlier), (more, later) in pairwise(times.items())
    )
    samples = found["catalogs"]
    catalogs = [samples.median(growth.of_courses(courses)) for courses in scale.catalogs]
    runs = [samples.median(growth.of_runs(number)) for number in scale.runs_a_course]
    figures = (
        ", ".join(f"{rows:,} rows {seconds:.1f} s" for rows, seconds in times.items())
        + f"; {growth.of_courses(scale.catalogs[0])} {catalogs[0]:.1f} s, {scale.catalogs[1] * 3 // 2:,} "
        f"{catalogs[1]:.1f} s; {scale.runs_a_course[0]} run a course {runs[0]:.1f} s, {scale.runs_a_course[1]} "
        f"{runs[1]:.1f} s"
    )
    by_catalog, by_runs = catalogs[1] / catalogs[0], runs[1] / runs[0]
    ratio = f"exponent {exponent:.2f} (steepest {steepest:.2f}); {by_catalog:.2f}x; {by_runs:.2f}x"
    # What every drop costs flattens the whole: the steepest step shows more.
    return Verdict(figures, ratio, steepest <= 1.05 and by_catalog <= 1.2 and by_runs <= 1.5)


def unchanged(_: Scale, found: Found) -> Verdict:
    """Compare the unchanged with the mixed drop, and look at what PostgreSQL counted."""
    samples = found["ingestion"]
    same, mixed = samples.median(ingestion.UNCHANGED), samples.median(ingestion.MIXED)
    written, usual = (samples.worst(drop, "rows written") for drop in (ingestion.UNCHANGED, ingestion.MIXED))
    figures = f"{same:.1f} s, mixed {mixed:.1f} s; rows written {written:,.0f}, mixed {usual:,.0f}"
    return Verdict(figures, f"{same / mixed:.2f}x", same <= 0.6 * mixed and written == 0 < usual)


def parses(scale: Scale, found: Found) -> Verdict:
    """Compare the DAG file with one that has one empty DAG, and with one that has as many as there are feeds."""
    samples = found["parsing"]
    few, many = scale.feeds
    nothing, empty = samples.median(parsing.NOTHING), samples.median(parsing.of_empty_dags(many))
    over = {feeds: samples.median(parsing.of_feeds(feeds)) - nothing for feeds in (few, many)}
    beyond = samples.median(parsing.of_feeds(many)) - empty
    figures = (
        f"{few} feeds {over[few]:.2f} s over an empty DAG file, {many} feeds {over[many]:.2f} s; {many} DAGs of "
        f"as many empty tasks {empty - nothing:.2f} s"
    )
    return Verdict(figures, f"{over[many]:.2f} s; {beyond:.2f} s over as many empty DAGs", over[many] <= _PARSE)


def answers(_: Scale, found: Found) -> Verdict:
    """Look for the slowest page."""
    medians = {page: 1000 * found["pages"].median(page) for page in pages.PAGES}
    slowest = max(medians, key=lambda page: medians[page])
    figures = f"{len(medians)} pages, median {statistics.median(medians.values()):.0f} ms; slowest: {slowest}"
    return Verdict(figures, f"{medians[slowest]:.0f} ms", medians[slowest] <= 300)


_STAGES = ("extract", "validate", "diff", "load")
_FLAT = 1.1
"""What still counts as flat: one peak over another."""
_PARSE = 0.5
"""Seconds."""
TARGETS = {
    1: Target(
        "extract, validate, diff and load of 100,000 rows: at most 2x COPY of the same bytes", ("ingestion",), floor
    ),
    2: Target("at least 5x the rows a second of dlt by dicts, 2.5x by Arrow", ("ingestion", "peer"), against_dlt),
    3: Target("a DAG run of 1,000 rows: at most 1.5x a DAG of empty tasks", ("small_feeds",), small),
    4: Target("at most 600 MB in any process at 1,000,000 rows, flat from 100,000", ("rows",), memory),
    5: Target(
        "exponent at most 1.05; 10,000 to 1,000,000 runs at most 1.2x; 1 to 50 runs a course at most 1.5x",
        ("rows", "catalogs"),
        grows,
    ),
    6: Target("an unchanged drop: at most 0.6x the mixed one, 0 rows written", ("ingestion",), unchanged),
    7: Target("200 feeds parse in at most 0.5 s over bare Airflow", ("parsing",), parses),
    8: Target("the slowest page: 300 ms with 1,000 ingestions and 1,000,000 changes", ("pages",), answers),
}

"""The documentation is true: its links lead somewhere, its commands and names exist, its examples work."""

import re
import shlex
from pathlib import Path
from uuid import UUID

import pytest
import yaml

from course_runs.contract.feeds import load_feeds
from course_runs.database.session import Connection

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("include/**/*.md"), *ROOT.glob("benchmarks/*.md")]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link is a file of the project."""
    for link in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
        assert link.startswith("http") or (page.parent / link).exists(), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_make_targets_exist(page: Path) -> None:
    """Every `make` that a page names."""
    named = re.findall(r"(?:^    |`|\$\()make (?:-s )?([a-z][a-z-]*)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) <= TARGETS


def test_the_folders_of_the_layout_exist() -> None:
    """As the README draws them."""
    layout = README.split("## How it is laid out")[1]
    for name in re.findall(r"^    ([a-z_]+/[a-z_./]*)", layout, re.MULTILINE):
        assert (ROOT / name).exists(), name
    for name in re.findall(r"^      ([a-z_]+(?:/|\.py))", layout, re.MULTILINE):
        assert (ROOT / "include" / "course_runs" / name).exists(), name


def test_dags_and_samples_that_it_names_exist() -> None:
    """The trigger examples work as they stand."""
    assert set(re.findall(r"course_runs_2u_\w+", README)) <= {feed.dag_id for feed in load_feeds().values()}
    for name in re.findall(r"include/samples/[\w./-]+\.csv", README):
        assert (ROOT / name).exists(), name


def test_the_example_feed_is_valid(tmp_path: Path) -> None:
    """Copied from the README into a feeds.yaml."""
    (example,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    (tmp_path / "feeds.yaml").write_text(example, encoding="utf-8")
    assert load_feeds(tmp_path / "feeds.yaml").keys() == {entry["id"] for entry in yaml.safe_load(example)}


def test_tables_that_it_names_exist(catalog: Connection) -> None:
    """With their schema."""
    with catalog.cursor() as cursor:
        for name in set(re.findall(r"\bingest\.\w+", README)):
            cursor.execute("SELECT to_regclass(%s)", (name,))
            assert cursor.fetchone() != (None,), name


def test_the_quarantine_takes_what_it_says() -> None:
    """The commands of the README and of `make quarantine`, with names and figures put in."""
    from course_runs.rows.quarantine import _parser  # noqa: PLC0415 - beside its one use

    (discarding,) = re.findall(r"-m course_runs\.quarantine (discard .+)", README)
    words = discarding.replace('"$(make -s catalog-uri)"', "URI").replace("INGESTION", str(UUID(int=1)))
    asked = _parser().parse_args(shlex.split(words.replace("LINE", "12")))
    assert (asked.command, asked.lines, asked.reason) == ("discard", [12], "withdrawn")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert '-m course_runs.quarantine list "$$($(RUN) -m devtools.catalog_uri)" $$FEED' in makefile
    assert _parser().parse_args(["list", "URI"]).feed is None


def test_variables_that_it_names_are_read() -> None:
    """By some module of the project."""
    sources = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("include", "devtools", "dags")
        for path in (ROOT / folder).rglob("*.py")
    )
    for variable in re.findall(r"`((?:COURSE_RUNS|AIRFLOW_CONN)_\w+)`", README):
        assert variable in sources, variable


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_has_its_parts(page: Path) -> None:
    """Context, decision, consequence, and what violates it; and the index lists it."""
    text = page.read_text(encoding="utf-8")
    for part in ("## Context", "## Decision", "## Consequence", "violates this when"):
        assert part in text
    assert f"({page.name})" in (page.parent / "README.md").read_text(encoding="utf-8")

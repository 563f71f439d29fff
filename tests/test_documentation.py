"""The documentation is true: its links lead somewhere, its commands and names exist, its examples work."""

import re
import shlex
from pathlib import Path
from uuid import UUID

import yaml

from course_runs import settings
from course_runs.cli import parser
from course_runs.contract.feeds import load_feeds
from course_runs.database.session import Connection
from devtools import cli_reference
from test_words import project_files

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
LAYOUT = README.split("## How it is laid out")[1]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("include/**/*.md"), *ROOT.glob("benchmarks/*.md")]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_links_lead_somewhere() -> None:
    """Every relative link is a file of the project."""
    broken = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in PAGES
        for link in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
        if not link.startswith("http") and not (page.parent / link).exists()
    ]
    assert not broken


def test_make_targets_exist() -> None:
    """Every `make` that a page names."""
    command = re.compile(r"(?:^    |`|\$\()make (?:-s )?([a-z][a-z-]*)", re.MULTILINE)
    named = {
        (str(page.relative_to(ROOT)), target)
        for page in PAGES
        for target in command.findall(page.read_text(encoding="utf-8"))
    }
    assert not {(page, target) for page, target in named if target not in TARGETS}


def test_files_and_folders_that_pages_name_exist() -> None:
    """Paths from the root of the project, wherever a page names one; in CONTRIBUTING bare file names too."""
    path = re.compile(r"(?<![\w/.])(?:include|tests|dags|plugins|devtools|docs|benchmarks)/[\w./-]*\w")
    missing = [
        f"{page.relative_to(ROOT)}: {name}"
        for page in PAGES
        for name in path.findall(page.read_text(encoding="utf-8"))
        if not (ROOT / name).exists()
    ]
    files = {name.rpartition("/")[2] for name in project_files(everywhere=True)}
    missing += [name for name in re.findall(r"`(\w+\.(?:py|md|yaml|csv|in|txt))`", CONTRIBUTING) if name not in files]
    assert not missing


def test_every_folder_is_named() -> None:
    """In the README or in CONTRIBUTING: each folder at the top, and each folder of code under `include/`."""
    named = {name.strip("`/") for name in re.findall(r"[\w./-]+/", CONTRIBUTING + LAYOUT)}
    folders = {Path(name).parent for name in project_files(everywhere=True) if "/" in name}
    expected = {folder.parts[0] for folder in folders if not folder.parts[0].startswith(".")} | {
        str(folder)
        for folder in folders
        if folder.parts[0] == "include" and any((ROOT / folder).glob("*.py")) and folder.name != "versions"
    }
    assert expected <= named


def test_the_folders_of_the_layout_exist() -> None:
    """As the README draws them."""
    for name in re.findall(r"^    ([a-z_]+/[a-z_./]*)", LAYOUT, re.MULTILINE):
        assert (ROOT / name).exists(), name
    for line in re.findall(r"^      ([a-z_/. ]+?)(?:  |$)", LAYOUT, re.MULTILINE):
        for name in line.split():
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


def test_tables_that_it_names_exist(empty_catalog: Connection) -> None:
    """With their schema."""
    with empty_catalog.cursor() as cursor:
        for name in set(re.findall(r"\bingest\.\w+", README)):
            cursor.execute("SELECT to_regclass(%s)", (name,))
            assert cursor.fetchone() != (None,), name


def test_the_command_line_takes_what_it_says() -> None:
    """The commands of the README, with names and figures put in, and those of the Makefile."""
    named = re.findall(r"^    (?:\.venv/bin/)?course-runs (.+)", README, re.MULTILINE)
    assert {words.split()[0] for words in named} >= {"migrate", "ingest", "report", "quarantine"}
    for words in named:
        filled = words.partition("#")[0].replace("INGESTION", str(UUID(int=1))).replace("LINE", "12")
        assert parser().parse_args(shlex.split(filled)).run
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    called = re.findall(r"^\t@\$\(CLI\) (.+)", makefile, re.MULTILINE)
    assert len(called) == 3
    for words in called:
        assert parser().parse_args(shlex.split(words.replace("$$INGESTION", str(UUID(int=1))))).run


def test_the_help_of_the_command_line_is_in_the_reference() -> None:
    """docs/reference/cli.md has the help of every command as the command prints it."""
    assert cli_reference.PAGE.read_text(encoding="utf-8") == cli_reference.page()


def test_its_variables_are_those_of_the_settings() -> None:
    """The README lists every variable that `settings.py` reads, and no other; the connection is Airflow's."""
    known = {value for name, value in vars(settings).items() if name.endswith("_VARIABLE")}
    assert set(re.findall(r"^\| `(COURSE_RUNS_\w+)`", README, re.MULTILINE)) == known


def test_every_decision_has_its_parts() -> None:
    """Context, decision, consequence, and what violates it; its number is that of its file, and there are no gaps."""
    faults = []
    assert [int(page.name[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    for page in DECISIONS:
        text = page.read_text(encoding="utf-8")
        parts = (f"# {int(page.name[:4])}. ", "\n## Context\n", "\n## Decision\n", "\n## Consequence\n")
        faults += [f"{page.name}: {part}" for part in (*parts, "violates this when") if part not in text]
    assert not faults


def test_the_index_of_the_reference_is_complete() -> None:
    """It links every file of docs/reference."""
    index = (ROOT / "docs" / "reference" / "README.md").read_text(encoding="utf-8")
    files = {path.name for path in (ROOT / "docs" / "reference").glob("*.*")} - {"README.md"}
    assert not {name for name in files if f"]({name})" not in index}


def test_the_index_lists_every_decision() -> None:
    """With its number and its title, in order."""
    index = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    titles = {page.name: page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ") for page in DECISIONS}
    listed = re.findall(r"^\| (\d+) \| \[(.+)\]\((.+)\) \|$", index, re.MULTILINE)
    assert [(name, f"{number}. {title}") for number, title, name in listed] == list(titles.items())

"""feeds.yaml: what it may contain, and the message when something is wrong."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from course_runs.contract.errors import InvalidFeeds
from course_runs.contract.feeds import SameScheduleOtherVariant, UnknownColumns, load_feeds
from course_runs.settings import DROPS_VARIABLE, FEEDS_VARIABLE

VALID: dict[str, Any] = {
    "id": "a-feed",
    "title": "A feed",
    "product_type": "executive-education-2u",
    "product_source": "2u",
    "path": "{{ drops }}/a-feed/{{ ds }}.csv",
    "schedule": "0 5 * * *",
    "start_date": date(2026, 1, 1),
    "owner": "operations",
}


def written(folder: Path, *feeds: object) -> Path:
    """Write a feeds.yaml."""
    path = folder / "feeds.yaml"
    path.write_text(yaml.safe_dump(list(feeds)), encoding="utf-8")
    return path


def test_the_shipped_feeds_are_valid() -> None:
    """Both have a DAG id of their own."""
    feeds = load_feeds()
    assert [feed.dag_id for feed in feeds.values()] == [
        "course_runs_2u_executive_education",
        "course_runs_2u_bootcamps",
    ]


def test_the_feeds_may_be_in_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For deployments that keep them apart from the code."""
    monkeypatch.setenv(FEEDS_VARIABLE, str(written(tmp_path, VALID)))
    assert list(load_feeds()) == ["a-feed"]


def test_defaults_are_those_of_the_domain(tmp_path: Path) -> None:
    """A feed with only the fields that must be there has the defaults of the domain."""
    feed = load_feeds(written(tmp_path, VALID))["a-feed"]
    assert feed.date_formats == ("%Y-%m-%d", "%m/%d/%Y")
    assert feed.time_formats == ("%H:%M", "%H:%M:%S")
    assert (feed.timezone, feed.encoding) == ("UTC", "utf-8")
    assert feed.same_schedule_other_variant is SameScheduleOtherVariant.BACKPOPULATE
    assert feed.unknown_columns is UnknownColumns.IGNORE
    assert (feed.rejection_budget.share, feed.rejection_budget.rows) == (Decimal("0.5"), None)
    assert (feed.archive_guard.products, feed.archive_guard.share) == (10, Decimal("0.1"))


def test_the_path_of_a_drop_follows_the_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the folder of drops, by day or by another part of the logical date."""
    monkeypatch.setenv(DROPS_VARIABLE, "/drops")
    feed = load_feeds(written(tmp_path, VALID))["a-feed"]
    moment = datetime(2026, 11, 23, 17, tzinfo=UTC)
    assert feed.drop_path(moment) == Path("/drops/a-feed/2026-11-23.csv")
    hourly = feed.model_copy(update={"path": "{{ drops }}/{{ logical_date.strftime('%Y/%m/%d-%H') }}.csv"})
    assert hourly.drop_path(moment) == Path("/drops/2026/11/23-17.csv")


def test_the_limit_of_arrival_is_a_duration(tmp_path: Path) -> None:
    """A feed does not wait by default, and never more than a week."""
    assert load_feeds(written(tmp_path, VALID))["a-feed"].arrival_limit == timedelta()
    assert load_feeds(written(tmp_path, {**VALID, "arrival_limit": "PT6H"}))["a-feed"].arrival_limit == timedelta(
        hours=6
    )
    with pytest.raises(InvalidFeeds, match="arrival_limit"):
        load_feeds(written(tmp_path, {**VALID, "arrival_limit": "P8D"}))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "A Feed"}, "id: String should match pattern"),
        ({"timezone": "Mars/Olympus"}, "timezone: 'Mars/Olympus' is not a time zone"),
        ({"encoding": "klingon"}, "encoding: 'klingon' is not an encoding"),
        ({"required_columns": ["titel"]}, "'titel' cannot be required by a feed"),
        ({"required_columns": ["title"]}, "'title' cannot be required by a feed"),
        ({"date_formats": ["%d.%m"]}, "'%d.%m' is not a valid format: it must have each of %Y %m %d once"),
        ({"rejection_budget": {"share": 2}}, "rejection_budget.share: Input should be less than or equal to 1"),
        ({"archive_guard": {"products": -1}}, "archive_guard.products"),
        ({"path": "{{ dropz }}/x.csv"}, "path: 'dropz' is undefined"),
        ({"path": "{{ drops }}/{{ ds | weekly }}.csv"}, "path: No filter named 'weekly'"),
        ({"path": "{{ drops }}/{{ ds }.csv"}, "path: unexpected '}'"),
        ({"recipients": ["ops@example.org\nBcc: x@example.org"]}, "recipients.0: 'ops@example.org\\nBcc: "),
        ({"partner_recipients": ["Ops <ops@example.org>"]}, "is not a mail address, such as"),
        ({"recipients": ["opérations@example.org"]}, "is not a mail address, such as"),
        ({"colour": "blue"}, "colour: Extra inputs are not permitted"),
        ({"schedule": None}, "schedule: Input should be a valid string"),
    ],
)
def test_a_wrong_feed_is_named_with_its_field(tmp_path: Path, change: dict[str, object], message: str) -> None:
    """The message names the feed, the field and what is possible."""
    with pytest.raises(InvalidFeeds) as refused:
        load_feeds(written(tmp_path, {**VALID, **change}))
    assert message in str(refused.value)
    assert "feeds.yaml, feed" in str(refused.value)


def test_two_feeds_of_one_name_are_refused(tmp_path: Path) -> None:
    """Their DAGs would replace each other."""
    with pytest.raises(InvalidFeeds, match="same id"):
        load_feeds(written(tmp_path, VALID, VALID))


@pytest.mark.parametrize("content", ["", "- [", "a: 1", "- 7"])
def test_what_is_not_a_list_of_feeds_is_refused(tmp_path: Path, content: str) -> None:
    """It is empty, not YAML, not a list, or not a list of feeds."""
    path = tmp_path / "feeds.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidFeeds, match=r"feeds\.yaml"):
        load_feeds(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """The message names it."""
    with pytest.raises(InvalidFeeds, match=r"feeds\.yaml cannot be read"):
        load_feeds(tmp_path / "feeds.yaml")

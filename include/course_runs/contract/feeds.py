"""The feeds: the settings of each partner's stream of drops, read from feeds.yaml and checked."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

import yaml
from jinja2 import Environment, StrictUndefined, TemplateError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from course_runs import settings
from course_runs.contract.columns import BY_NAME, Required
from course_runs.contract.errors import InvalidFeeds, UnknownFeed

try:
    from yaml import CSafeLoader as _Loader  # eight times as fast, which counts because every task reads the feeds
except ImportError:  # PyYAML was built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

DAG_ID_PREFIX = "course_runs_"
"""The beginning of the id of each feed's DAG."""

_PLAIN_NAME = re.compile(r"\{\{ *(?:drops|ds|feed) *\}\}")
"""Names that can be rendered for any day. Jinja needs 0.06 s to compile 200 paths, at each parsing of the DAG file."""
_ENVIRONMENT = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701 - a path, not HTML


class UnknownColumns(StrEnum):
    """What happens to a file with columns that the contract does not have."""

    IGNORE = "ignore"
    REFUSE = "refuse"


class SameScheduleOtherVariant(StrEnum):
    """What a row with a variant does when a run of its schedule has another variant."""

    BACKPOPULATE = "backpopulate"
    NEW_RUN = "new_run"


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"{name!r} is not a time zone of the IANA database, such as UTC or America/New_York") from None
    return name


def _known_encoding(name: str) -> str:
    ascii_text = bytes(range(128)) + rb"\u0041"  # lines, commas and quotes are found as bytes of ASCII
    try:
        compatible = ascii_text.decode(name) == ascii_text.decode("ascii")
    except LookupError:
        raise ValueError(f"{name!r} is not an encoding that Python knows, such as utf-8 or cp1252") from None
    except ValueError:
        compatible = False
    if not compatible:
        raise ValueError(f"{name!r} does not write ASCII characters as ASCII; utf-8, cp1252 and shift_jis do")
    return name


def _feed_may_require(name: str) -> str:
    if name not in BY_NAME or BY_NAME[name].required is not Required.BY_FEED:
        possible = ", ".join(n for n, column in BY_NAME.items() if column.required is Required.BY_FEED)
        raise ValueError(f"{name!r} cannot be required by a feed; a feed can require {possible}")
    return name


def _mail_address(value: str) -> str:
    # ASCII alone, which every mail server accepts; with a line break, no report could be mailed.
    if not re.fullmatch(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", value, re.ASCII):
        raise ValueError(f"{value!r} is not a mail address, such as catalog@example.org")
    return value


def _strptime_format(*allowed: str) -> AfterValidator:
    def check(value: str) -> str:
        if sorted(re.findall("%.", value)) not in [sorted(directives.split()) for directives in allowed]:
            raise ValueError(f"{value!r} is not a valid format: it must have each of {' or of '.join(allowed)} once")
        return value

    return AfterValidator(check)


Zone = Annotated[str, AfterValidator(_known_zone)]
Encoding = Annotated[str, AfterValidator(_known_encoding)]
MailAddress = Annotated[str, AfterValidator(_mail_address)]
FeedColumn = Annotated[str, AfterValidator(_feed_may_require)]
DateFormat = Annotated[str, _strptime_format("%Y %m %d")]
TimeFormat = Annotated[str, _strptime_format("%H %M", "%H %M %S")]
Share = Annotated[Decimal, Field(ge=0, le=1)]  # exact: 0.29 of 100 rows are 29


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RejectionBudget(_Strict):
    """A file is refused when more than `share` of its rows are rejected, or more than `rows`.

    Attributes:
        share: from 0 to 1.
        rows: a number of rows; None: only the share counts.
    """

    share: Share = Decimal("0.5")
    rows: int | None = Field(default=None, ge=0)


class ArchiveGuard(_Strict):
    """A load archives nothing when more than `products` and more than `share` of the published products would go.

    Attributes:
        products: a number of products.
        share: of the products that the feed has published, from 0 to 1.
    """

    products: int = Field(default=10, ge=0)
    share: Share = Decimal("0.1")


class Feed(_Strict):
    """One partner's stream of drops.

    Attributes:
        id: the name of the feed in the ids of its DAG and in the path of its drops.
        title: the name that people read.
        product_type: slug of the course type of the feed's products.
        product_source: slug of the source of the courses that the feed may change.
        path: Jinja template of a drop's path with `drops`, `ds` (`YYYY-MM-DD`), `logical_date` (a datetime) and `feed`.
        allowed_roots: folders from which a `file` given by hand may be read, relative to the project's folder.
        schedule: cron expression in UTC.
        start_date: first day of the schedule.
        arrival_limit: how long after its scheduled time a drop may arrive, as an ISO 8601 duration such as PT6H.
        owner: the owner of the DAG.
        required_columns: source columns that this feed requires besides those that are always required.
        date_formats: strptime formats of dates, tried in this order.
        time_formats: strptime formats of times of day, tried in this order.
        timezone: zone of the dates and times, a name in the IANA database.
        encoding: of the file; a UTF-8 file may have a byte order mark.
        max_bytes: a larger file is refused.
        unknown_columns: whether a file with columns beyond the contract is refused.
        same_schedule_other_variant: what a row with a variant does when a run of its schedule has another one.
        rejection_budget: how many rows may be rejected before the file is refused.
        archive_guard: how many products a load may archive.
        recipients: mail addresses of the catalog's operators.
        partner_recipients: mail addresses at the partner, which get a copy without the catalog's own values.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str
    product_type: str
    product_source: str
    path: str
    allowed_roots: tuple[str, ...] = ("{{ drops }}",)
    schedule: str
    start_date: date
    arrival_limit: timedelta = Field(default=timedelta(), ge=timedelta(), le=timedelta(days=7))
    owner: str
    required_columns: frozenset[FeedColumn] = frozenset()
    date_formats: tuple[DateFormat, ...] = ("%Y-%m-%d", "%m/%d/%Y")
    time_formats: tuple[TimeFormat, ...] = ("%H:%M", "%H:%M:%S")
    timezone: Zone = "UTC"
    encoding: Encoding = "utf-8"
    max_bytes: int = Field(default=4 * 2**30, gt=0)
    unknown_columns: UnknownColumns = UnknownColumns.IGNORE
    same_schedule_other_variant: SameScheduleOtherVariant = SameScheduleOtherVariant.BACKPOPULATE
    rejection_budget: RejectionBudget = RejectionBudget()
    archive_guard: ArchiveGuard = ArchiveGuard()
    recipients: tuple[MailAddress, ...] = ()
    partner_recipients: tuple[MailAddress, ...] = ()

    @model_validator(mode="after")
    def _path_renders(self) -> Self:
        if "{" not in _PLAIN_NAME.sub("", self.path):
            return self
        try:
            self.drop_path(datetime(2000, 1, 1, tzinfo=UTC))
        except TemplateError as error:
            raise ValueError(f"path: {error}") from None
        return self

    @property
    def dag_id(self) -> str:
        """The id of the feed's DAG."""
        return f"{DAG_ID_PREFIX}{self.id.replace('-', '_')}"

    def drop_path(self, logical_date: datetime) -> Path:
        """Return the path of the drop of a scheduled run.

        Args:
            logical_date: the moment of the schedule.
        """
        known = {
            "drops": settings.drops_folder(),
            "ds": f"{logical_date:%Y-%m-%d}",
            "logical_date": logical_date,
            "feed": self.id,
        }
        return Path(_ENVIRONMENT.from_string(self.path).render(known))

    def roots(self) -> list[Path]:
        """Return the folders from which a file given by hand may be read, with links resolved."""
        configured = [
            _ENVIRONMENT.from_string(root).render(drops=settings.drops_folder()) for root in self.allowed_roots
        ]
        return [(settings.project_folder() / root).resolve() for root in configured + settings.allowed_roots()]


def load_feeds(path: Path | None = None) -> dict[str, Feed]:
    """Read and check the feeds.

    Args:
        path: a YAML file with a list of feeds; None: the file that the settings name.

    Returns:
        The feeds by id, in the order of the file.

    Raises:
        InvalidFeeds: the file is missing or not YAML, or a feed is wrong; the message names feed and field.
    """
    path = path or settings.feeds_file()
    try:
        entries = yaml.load(path.read_text(encoding="utf-8"), _Loader)
    except (OSError, yaml.YAMLError) as error:
        raise InvalidFeeds(f"{path.name} cannot be read: {error}") from error
    if not isinstance(entries, list) or not entries:
        raise InvalidFeeds(f"{path.name} must be a list of feeds, each with at least an id")
    feeds = [_read_feed(path, position, entry) for position, entry in enumerate(entries, start=1)]
    by_id = {feed.id: feed for feed in feeds}
    if len(by_id) < len(feeds):
        raise InvalidFeeds(f"{path.name}: two feeds have the same id; ids name DAGs and must differ")
    return by_id


def load_feed(feed_id: str) -> Feed:
    """Read one feed of the file that the settings name.

    Args:
        feed_id: the feed's.

    Raises:
        InvalidFeeds: for the reasons of `load_feeds`.
        UnknownFeed: there is no feed with that id.
    """
    feeds = load_feeds()
    if feed_id not in feeds:
        raise UnknownFeed(feed_id, feeds)
    return feeds[feed_id]


def _read_feed(path: Path, position: int, entry: Any) -> Feed:  # noqa: ANN401 - any value of YAML
    try:
        return Feed.model_validate(entry)
    except ValidationError as error:
        name = entry.get("id", f"number {position}") if isinstance(entry, dict) else f"number {position}"
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc'])) or 'entry'}: {fault['msg'].removeprefix('Value error, ')}"
            for fault in error.errors()
        )
        raise InvalidFeeds(f"{path.name}, feed {name}: {faults}") from error

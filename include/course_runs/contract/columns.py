"""The contract with the partners: one line for each source column of a drop.

A line holds everything that a stage needs to know of the column: how its cells are read (`kind`), which columns of the
catalog it sets (`catalog_columns`), whether it must be there (`required`), what a blank cell does (`on_blank`) and
which code rejects a bad one (`code`). A test holds the lines equal to docs/reference/columns.csv. A new column is one
line in each and, if it is stored, one migration.
"""

from dataclasses import dataclass
from enum import StrEnum

from course_runs.contract.codes import Code
from course_runs.contract.kinds import (
    Choice,
    DateCell,
    Flag,
    Html,
    Ignored,
    Integer,
    Kind,
    Lookup,
    LookupList,
    Money,
    Names,
    Reference,
    Text,
    TimeCell,
    Url,
    Uuid,
)

CONTRACT_VERSION = "1"
"""Raise it with every change of what a cell means; the ledger keeps it for each ingestion."""

ERRORS_COLUMN = "errors"
"""The source column that a report adds to the rejected rows; it may come back with the corrected file."""

B2B_ENTERPRISE = "custom-b2b-enterprise"
SPRINT = "sprint"
NUMBER = r"\A[A-Za-z0-9._-]{1,50}\Z"
"""Regular expression of a course's number, which makes the course key with the organization's key."""


class Required(StrEnum):
    """Whether a drop must have the column, and each of its rows a value there."""

    ALWAYS = "always"
    BY_FEED = "by feed"
    NO = "no"


class OnBlank(StrEnum):
    """What a blank cell does to a stored value."""

    REJECT = "reject"
    CLEAR = "clear"
    KEEP = "keep"
    FALSE = "false"


@dataclass(frozen=True, slots=True)
class Column:
    """One source column.

    Attributes:
        name: its header, normalised.
        kind: how its cells are judged and read.
        catalog_columns: the columns of the catalog that it sets, as `table.column`, `table.column.key` (of JSON) or
            `table.column[position]` (of a list).
        required: whether a drop must have it, and each row a value there.
        on_blank: what a blank cell does to a stored value.
        code: of the finding for a cell that cannot be read, and for a blank one where the column is always required.
        accepted_column: the column of `ingest.accepted_row` that holds its values; a date and its time share one.
        waived_for_sprint: whether rows of the marketing type `sprint` may leave it blank although the feed requires it.
    """

    name: str
    kind: Kind
    catalog_columns: tuple[str, ...] = ()
    required: Required = Required.NO
    on_blank: OnBlank = OnBlank.CLEAR
    code: Code = Code.MISSING_REQUIRED_DATA
    accepted_column: str = ""
    waived_for_sprint: bool = False

    def __post_init__(self) -> None:
        """Name the accepted column after the source column unless another name is given."""
        if not self.accepted_column:
            object.__setattr__(self, "accepted_column", self.name)


def _always(
    name: str,
    kind: Kind,
    catalog_columns: str,
    code: Code = Code.MISSING_REQUIRED_DATA,
    accepted_column: str = "",
) -> Column:
    return Column(name, kind, tuple(catalog_columns.split()), Required.ALWAYS, OnBlank.REJECT, code, accepted_column)


def _by_feed(
    name: str,
    kind: Kind,
    catalog_columns: str,
    on_blank: OnBlank,
    code: Code = Code.MISSING_REQUIRED_DATA,
    *,
    accepted_column: str = "",
    waived_for_sprint: bool = False,
) -> Column:
    return Column(
        name,
        kind,
        tuple(catalog_columns.split()),
        Required.BY_FEED,
        on_blank,
        code,
        accepted_column,
        waived_for_sprint,
    )


def _optional(
    name: str,
    kind: Kind,
    catalog_columns: str,
    on_blank: OnBlank = OnBlank.CLEAR,
    code: Code = Code.MISSING_REQUIRED_DATA,
    *,
    accepted_column: str = "",
) -> Column:
    return Column(name, kind, tuple(catalog_columns.split()), Required.NO, on_blank, code, accepted_column)


KEEP, CLEAR = OnBlank.KEEP, OnBlank.CLEAR
START = "course_run.starts_at additional_metadata.starts_at"
END = "course_run.ends_at additional_metadata.ends_at"
REGISTRATION = "course_run.enrollment_ends_at additional_metadata.registration_ends_at"
OFAC = "course_embargo_(ofac)_restriction_text_added_to_the_faq_section"

COLUMNS: tuple[Column, ...] = (
    _always("organization", Lookup(Reference.ORGANIZATION), "course.organization_key", Code.MISSING_ORGANIZATION),
    _always("title", Text(255), "course.title"),
    _always("number", Text(50, pattern=NUMBER), "course.number", Code.INVALID_NUMBER),
    _always(
        "course_enrollment_track", Lookup(Reference.COURSE_TYPE), "course.course_type_slug", Code.MISSING_COURSE_TYPE
    ),
    _always(
        "course_run_enrollment_track",
        Lookup(Reference.RUN_TYPE),
        "course_run.course_run_type_slug",
        Code.MISSING_COURSE_RUN_TYPE,
    ),
    _always("image", Url(), "course.image_url", Code.INVALID_URL),
    _always("short_description", Html(), "course.short_description"),
    _always("long_description", Html(), "course.full_description"),
    _always("what_will_you_learn", Html(), "course.outcome"),
    _always("course_level", Lookup(Reference.LEVEL), "course.level_type_name", Code.INVALID_LEVEL),
    _always("primary_subject", Lookup(Reference.SUBJECT), "course.subjects[1]", Code.INVALID_SUBJECT),
    _optional("secondary_subject", Lookup(Reference.SUBJECT), "course.subjects[2]", CLEAR, Code.INVALID_SUBJECT),
    _optional("tertiary_subject", Lookup(Reference.SUBJECT), "course.subjects[3]", CLEAR, Code.INVALID_SUBJECT),
    _always("verified_price", Money(), "course.price", Code.INVALID_PRICE),
    _optional("collaborators", Names(), "course.collaborators"),
    _by_feed("syllabus", Html(), "course.syllabus", CLEAR),
    _optional("prerequisites", Html(), "course.prerequisites"),
    _optional("learner_testimonials", Html(), "course.learner_testimonials"),
    _by_feed("frequently_asked_questions", Html(), "course.faq", CLEAR),
    _optional("additional_information", Html(), "course.additional_information"),
    _optional("about_video_link", Url(), "course.video_url", CLEAR, Code.INVALID_URL),
    _optional("organization_short_code_override", Text(255), "course.organization_short_code_override"),
    _optional("organization_logo_override", Url(), "course.organization_logo_override_url", CLEAR, Code.INVALID_URL),
    _optional(OFAC, Flag(), "course_run.has_ofac_restrictions", OnBlank.FALSE, accepted_column="has_ofac_restrictions"),
    _optional("ofac_comment", Text(), "course_run.ofac_comment"),
    _always("publish_date", DateCell(), "course_run.goes_live_on", Code.INVALID_DATE),
    _always("start_date", DateCell(), START, Code.INVALID_DATE, "starts_at"),
    _always("start_time", TimeCell(), START, Code.INVALID_DATE, "starts_at"),
    _always("end_date", DateCell(), END, Code.INVALID_DATE, "ends_at"),
    _always("end_time", TimeCell(), END, Code.INVALID_DATE, "ends_at"),
    _by_feed("reg_close_date", DateCell(), REGISTRATION, KEEP, Code.INVALID_DATE, accepted_column="enrollment_ends_at"),
    _by_feed("reg_close_time", TimeCell(), REGISTRATION, KEEP, Code.INVALID_DATE, accepted_column="enrollment_ends_at"),
    _always("course_pacing", Choice(("instructor-paced", "self-paced")), "course_run.pacing_type", Code.INVALID_PACING),
    _optional("staff", Names(), "course_run.staff"),
    _always("minimum_effort", Integer(0, 168), "course_run.min_effort", Code.INVALID_NUMBER),
    _always("maximum_effort", Integer(0, 168), "course_run.max_effort", Code.INVALID_NUMBER),
    _always("length", Integer(1, 520), "course_run.weeks_to_complete", Code.INVALID_NUMBER),
    _always("content_language", Lookup(Reference.LANGUAGE), "course_run.content_language_code", Code.INVALID_LANGUAGE),
    _always(
        "transcript_language",
        LookupList(Reference.LANGUAGE),
        "course_run.transcript_languages",
        Code.INVALID_LANGUAGE,
    ),
    _optional(
        "expected_program_type",
        Lookup(Reference.PROGRAM_TYPE),
        "course_run.expected_program_type_slug",
        CLEAR,
        Code.UNKNOWN_PROGRAM_TYPE,
    ),
    _optional("expected_program_name", Text(), "course_run.expected_program_name"),
    _optional(
        "upgrade_deadline_override_date",
        DateCell(),
        "course_run.upgrade_deadline_override_at",
        CLEAR,
        Code.INVALID_DATE,
        accepted_column="upgrade_deadline_override_at",
    ),
    _optional(
        "upgrade_deadline_override_time",
        TimeCell(),
        "course_run.upgrade_deadline_override_at",
        CLEAR,
        Code.INVALID_DATE,
        accepted_column="upgrade_deadline_override_at",
    ),
    _by_feed("redirect_url", Url(511), "additional_metadata.external_url", CLEAR, Code.INVALID_URL),
    _by_feed("external_identifier", Text(255), "additional_metadata.external_identifier", CLEAR),
    _by_feed("organic_url", Url(511), "additional_metadata.organic_url", KEEP, Code.INVALID_URL),
    _by_feed("lead_capture_form_url", Url(511), "additional_metadata.lead_capture_form_url", KEEP, Code.INVALID_URL),
    _by_feed(
        "certificate_header", Text(), "additional_metadata.certificate_info.heading", KEEP, waived_for_sprint=True
    ),
    _by_feed("certificate_text", Html(), "additional_metadata.certificate_info.blurb", KEEP, waived_for_sprint=True),
    _by_feed("stat1", Text(), "additional_metadata.facts[1].heading", KEEP),
    _by_feed("stat1_text", Html(), "additional_metadata.facts[1].blurb", KEEP),
    _by_feed("stat2", Text(), "additional_metadata.facts[2].heading", KEEP),
    _by_feed("stat2_text", Html(), "additional_metadata.facts[2].blurb", KEEP),
    _by_feed(
        "variant_id",
        Uuid(),
        "course_run.variant_id additional_metadata.variant_id",
        KEEP,
        Code.INVALID_VARIANT_ID,
    ),
    _optional(
        "restriction_type",
        Choice((B2B_ENTERPRISE, "custom-b2c"), blank=("none", "null")),
        "course_run.restriction_type",
        KEEP,
        Code.INVALID_RESTRICTION_TYPE,
    ),
    _optional("fixed_price_usd", Money(), "course_run.fixed_price_usd", KEEP, Code.INVALID_PRICE),
    _optional("meta_title", Text(), "additional_metadata.product_meta.title"),
    _optional("meta_description", Text(), "additional_metadata.product_meta.description"),
    _optional("meta_keywords", Names(), "additional_metadata.product_meta.keywords"),
    _optional(
        "external_course_marketing_type",
        Choice(("short_course", SPRINT, "course_stack")),
        "additional_metadata.external_course_marketing_type",
        KEEP,
        Code.UNKNOWN_MARKETING_TYPE,
    ),
    _optional("taxi_form_id", Text(75), "additional_metadata.taxi_form.form_id", KEEP),
    _optional("post_submit_url", Url(), "additional_metadata.taxi_form.post_submit_url", KEEP, Code.INVALID_URL),
    _optional("is_future_variant", Flag(), "", OnBlank.FALSE),
    _optional("slug", Ignored(), ""),
)

BY_NAME: dict[str, Column] = {column.name: column for column in COLUMNS}

TIMED: dict[str, tuple[str, str]] = {
    time.accepted_column: (date.name, time.name)
    for time in COLUMNS
    for date in COLUMNS
    if isinstance(time.kind, TimeCell) and isinstance(date.kind, DateCell)
    if date.accepted_column == time.accepted_column
}
"""The accepted columns that a date and a time of day make together: the names of both source columns."""

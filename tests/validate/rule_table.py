"""The rules of the suite, a line each: a row that fails this rule alone, or also those that the line names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from course_runs.contract.columns import OFAC
from course_runs.contract.kinds import Reference
from drops import Row, row, variant

GOOD: Row = row(
    "RULES",
    variant("rules"),
    secondary_subject="Design",
    tertiary_subject="Ethics",
    collaborators="Ada, Grace",
    syllabus="<p>Weeks.</p>",
    prerequisites="<p>None.</p>",
    learner_testimonials="<p>Good.</p>",
    frequently_asked_questions="<p>Why?</p>",
    additional_information="<p>More.</p>",
    about_video_link="https://video.example.com/1",
    organization_short_code_override="NX",
    organization_logo_override="https://images.example.com/logo.png",
    ofac="yes",
    ofac_comment="None known.",
    publish_date="2031-01-01",
    start_date="2031-02-01",
    start_time="00:00",
    end_date="2031-04-30",
    end_time="23:59",
    reg_close_date="2031-01-20",
    reg_close_time="12:00",
    staff="Ada",
    expected_program_type="micromasters",
    expected_program_name="A programme",
    upgrade_deadline_override_date="2031-03-20",
    upgrade_deadline_override_time="12:00",
    organic_url="https://partner.example.com/organic",
    lead_capture_form_url="https://partner.example.com/lead",
    stat1="95 %",
    stat1_text="<p>finish</p>",
    stat2="4",
    stat2_text="<p>weeks</p>",
    restriction_type="custom-b2c",
    fixed_price_usd="10",
    meta_title="A title",
    meta_description="A description",
    meta_keywords="a, b",
    external_course_marketing_type="short_course",
    taxi_form_id="form",
    post_submit_url="https://partner.example.com/thanks",
    is_future_variant="false",
    slug="ignored",
)
"""A row that passes every rule and has a value in every column."""

REFERENCES: Mapping[Reference, Mapping[str, str]] = {
    Reference.ORGANIZATION: {"northfieldx": "NorthfieldX"},
    Reference.COURSE_TYPE: {"executive education(2u)": "executive-education-2u", "bootcamp(2u)": "bootcamp-2u"},
    Reference.RUN_TYPE: {"unpaid executive education": "unpaid-executive-education"},
    Reference.LEVEL: {"introductory": "Introductory"},
    Reference.SUBJECT: {"law": "Law", "design": "Design", "ethics": "Ethics"},
    Reference.LANGUAGE: {"en-us": "en-us", "english - united states": "en-us"},
    Reference.PROGRAM_TYPE: {"micromasters": "micromasters"},
}
ZONE = "America/New_York"
"""Its clocks skip 02:30 of 9 March 2031, and show 01:30 of 3 November 2030 twice."""

Found = tuple[str, str | None]
"""Code and column of a finding."""


@dataclass(frozen=True)
class Case:
    """A rule and a row that it catches.

    Attributes:
        code: of the finding.
        column: of the finding; None: the row.
        cells: in which the row differs from the good one.
        also: what else is found in the row.
        severity: of the rule.
    """

    code: str
    column: str | None
    cells: Row
    also: frozenset[Found] = field(default=frozenset())
    severity: str = "critical"

    def __str__(self) -> str:
        """Name the case."""
        return f"{self.code} {self.column} {' '.join(f'{name}={cell[:30]!r}' for name, cell in self.cells.items())}"


def _case(code: str, column: str, cell: str, *also: Found, **cells: str) -> Case:
    return Case(code, column, {column: cell, **cells}, frozenset(also))


def _blank(code: str, *columns: str) -> list[Case]:
    return [_case(code, column, "") for column in columns]


def _warned(code: str, column: str, cell: str) -> Case:
    return Case(code, column, {column: cell}, severity="warning")


def _length(column: str, length: int, code: str = "MISSING_REQUIRED_DATA", start: str = "") -> Case:
    return _case(code, column, start.ljust(length + 1, "x"))


REQUIRED, DATE, NUMBER, PAGE = "MISSING_REQUIRED_DATA", "INVALID_DATE", "INVALID_NUMBER", "https://example.org/"

CASES: list[Case] = [
    Case("RAGGED_ROW", None, {"": "one cell too many"}),
    *_blank("MISSING_ORGANIZATION", "organization"),
    _case("MISSING_ORGANIZATION", "organization", "NowhereX"),
    *_blank(REQUIRED, "title", "short_description", "long_description", "what_will_you_learn"),
    *_blank(REQUIRED, "syllabus", "frequently_asked_questions", "redirect_url", "external_identifier", "organic_url"),
    *_blank(REQUIRED, "lead_capture_form_url", "certificate_header", "certificate_text", "stat1", "stat1_text"),
    *_blank(REQUIRED, "stat2", "stat2_text", "variant_id", "reg_close_time"),
    _case(REQUIRED, "reg_close_date", "", (DATE, "reg_close_time")),
    _length("title", 255),
    _length("organization_short_code_override", 255),
    _length("external_identifier", 255),
    _length("taxi_form_id", 75),
    *_blank(NUMBER, "number", "minimum_effort", "maximum_effort", "length"),
    _case(NUMBER, "number", "A B"),
    _case(NUMBER, "minimum_effort", "two"),
    _case(NUMBER, "minimum_effort", "169", (NUMBER, "maximum_effort")),
    _case(NUMBER, "maximum_effort", "4.0"),
    _case(NUMBER, "maximum_effort", "169"),
    _case(NUMBER, "maximum_effort", "1", minimum_effort="2"),
    _case(NUMBER, "length", "-6"),
    _case(NUMBER, "length", "521"),
    _case(NUMBER, "length", "0"),
    *_blank("MISSING_COURSE_TYPE", "course_enrollment_track"),
    _case("MISSING_COURSE_TYPE", "course_enrollment_track", "Unheard of"),
    _case("NOT_THIS_FEED", "course_enrollment_track", "Bootcamp(2U)"),
    *_blank("MISSING_COURSE_RUN_TYPE", "course_run_enrollment_track"),
    _case("MISSING_COURSE_RUN_TYPE", "course_run_enrollment_track", "Unheard of"),
    *_blank("INVALID_URL", "image"),
    *(
        _case("INVALID_URL", column, "ftp://example.org/x")
        for column in ("image", "about_video_link", "organization_logo_override", "redirect_url", "organic_url")
    ),
    _case("INVALID_URL", "lead_capture_form_url", "example.org"),
    _case("INVALID_URL", "post_submit_url", "javascript:alert(1)"),
    *(_length(column, 511, "INVALID_URL", PAGE) for column in ("redirect_url", "organic_url", "lead_capture_form_url")),
    *(
        _warned("HTML_SANITISED", column, "<h1>Big</h1>")
        for column in ("short_description", "long_description", "what_will_you_learn", "syllabus", "prerequisites")
    ),
    *(
        _warned("HTML_SANITISED", column, '<p onclick="x()">Sly</p>')
        for column in ("learner_testimonials", "frequently_asked_questions", "additional_information")
    ),
    *(_warned("HTML_SANITISED", column, "a<script>x</script>") for column in ("certificate_text", "stat1_text")),
    _warned("HTML_SANITISED", "stat2_text", '<a href="javascript:x">a</a>'),
    *_blank("INVALID_LEVEL", "course_level"),
    _case("INVALID_LEVEL", "course_level", "Expert"),
    *_blank("INVALID_SUBJECT", "primary_subject"),
    *(_case("INVALID_SUBJECT", f"{place}_subject", "Alchemy") for place in ("primary", "secondary", "tertiary")),
    *_blank("INVALID_PRICE", "verified_price"),
    _case("INVALID_PRICE", "verified_price", "1,000.00"),
    _case("INVALID_PRICE", "fixed_price_usd", "1e3"),
    *_blank(DATE, "publish_date", "start_time", "end_time"),
    _case(DATE, "start_date", "", (DATE, "start_time")),
    _case(DATE, "end_date", "", (DATE, "end_time")),
    *(
        _case(DATE, f"{name}_date", "2031-02-30")
        for name in ("publish", "start", "end", "reg_close", "upgrade_deadline_override")
    ),
    *(_case(DATE, f"{name}_time", "24:00") for name in ("start", "end", "reg_close", "upgrade_deadline_override")),
    _case(DATE, "start_time", "00:00", (DATE, "start_date"), start_date=""),
    _case(DATE, "end_time", "23:59", (DATE, "end_date"), end_date=""),
    _case(DATE, "reg_close_time", "12:00", (REQUIRED, "reg_close_date"), reg_close_date=""),
    _case(DATE, "upgrade_deadline_override_time", "12:00", upgrade_deadline_override_date=""),
    _case(DATE, "start_time", "02:30", start_date="2031-03-09"),
    _case(DATE, "end_time", "02:30", end_date="2031-03-09"),
    _case(DATE, "reg_close_time", "01:30", reg_close_date="2030-11-03"),
    _case(DATE, "upgrade_deadline_override_time", "02:30", upgrade_deadline_override_date="2031-03-09"),
    _case("INVALID_SCHEDULE", "end_date", "2031-02-01", end_time="00:00"),
    Case("REGISTRATION_AFTER_END", "reg_close_date", {"reg_close_date": "2031-05-01"}, severity="warning"),
    *_blank("INVALID_PACING", "course_pacing"),
    _case("INVALID_PACING", "course_pacing", "paced"),
    *_blank("INVALID_LANGUAGE", "content_language", "transcript_language"),
    _case("INVALID_LANGUAGE", "content_language", "en-us, en-us"),
    _case("INVALID_LANGUAGE", "transcript_language", "en-us, xx"),
    _warned("UNKNOWN_PROGRAM_TYPE", "expected_program_type", "None"),
    _warned("UNKNOWN_MARKETING_TYPE", "external_course_marketing_type", "None"),
    _case("INVALID_VARIANT_ID", "variant_id", f"{{{variant('rules')}}}"),
    _case("INVALID_RESTRICTION_TYPE", "restriction_type", "custom"),
]

PASSING: list[Row] = [
    {},
    {"title": "x" * 255, "organization_short_code_override": "x" * 255, "taxi_form_id": "x" * 75},
    {"external_identifier": "x" * 255, "number": "x" * 50},
    {"redirect_url": PAGE.ljust(511, "x"), "organic_url": PAGE.ljust(511, "x")},
    {"lead_capture_form_url": PAGE.ljust(511, "x")},
    {"minimum_effort": "168", "maximum_effort": "168", "length": "520"},
    {"minimum_effort": "0", "maximum_effort": "0", "length": "1"},
    {"reg_close_date": "2031-04-30", "reg_close_time": "23:59"},
    {"end_date": "2031-02-01", "end_time": "00:00:01"},
    {"certificate_header": "", "certificate_text": "", "external_course_marketing_type": "SPRINT"},
    {"restriction_type": "None"},
    {"restriction_type": "", "fixed_price_usd": "", OFAC: "", "upgrade_deadline_override_time": ""},
    {"verified_price": "0", "fixed_price_usd": "99999999.99", "variant_id": variant("rules").upper()},
]
"""The cells in which rows differ from the good one that are just within the limits of every rule."""

"""Every column of a drop in the catalog: given, blank and absent."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from catalog_state import State, catalog_state, without_stamps
from course_runs.contract.columns import COLUMNS, OnBlank, Required
from drops import Row, row, variant

KEY = "NorthfieldX+FULL"
RUN = f"course-v1:{KEY}+1T2091"

FULL: Row = row(
    "FULL",
    variant("A"),
    secondary_subject="Ethics",
    tertiary_subject="Design",
    collaborators="Open Health Alliance, New Lab",
    syllabus="<p>Syllabus.</p>",
    prerequisites="<p>None.</p>",
    learner_testimonials="<p>Good.</p>",
    frequently_asked_questions="<p>Why?</p>",
    additional_information="<p>More.</p>",
    about_video_link="https://video.example.com/full",
    organization_short_code_override="NFX",
    organization_logo_override="https://images.example.com/logo.png",
    ofac="yes",
    ofac_comment="Sanctioned regions.",
    reg_close_date="2091-01-20",
    reg_close_time="12:00",
    staff="Liang Wei, Nova Person, Amara Okafor",
    transcript_language="en-us, es-mx",
    expected_program_type="xseries",
    expected_program_name="A Program",
    upgrade_deadline_override_date="2091-01-10",
    upgrade_deadline_override_time="08:30",
    organic_url="https://www.example.org/full",
    lead_capture_form_url="https://forms.example.com/full",
    stat1="9 in 10",
    stat1_text="<p>agree</p>",
    stat2="49",
    stat2_text="<p>countries</p>",
    restriction_type="custom-b2c",
    fixed_price_usd="80.50",
    meta_title="Meta",
    meta_description="Description",
    meta_keywords="law, tests",
    external_course_marketing_type="sprint",
    taxi_form_id="form-1",
    post_submit_url="https://forms.example.com/thanks",
    is_future_variant="true",
    slug="ignored",
)
COURSE = {
    "key": KEY,
    "organization_key": "NorthfieldX",
    "number": "FULL",
    "title": "Testing Decisions",
    "slug": "executive-education/northfield-university-testing-decisions",
    "course_type_slug": "executive-education-2u",
    "product_source_slug": "2u",
    "image_url": "https://images.example.com/testing.jpg",
    "short_description": "<p>Short.</p>",
    "full_description": "<p>Long.</p>",
    "outcome": "<p>To test.</p>",
    "level_type_name": "Introductory",
    "price": Decimal("100.00"),
    "syllabus": "<p>Syllabus.</p>",
    "prerequisites": "<p>None.</p>",
    "learner_testimonials": "<p>Good.</p>",
    "faq": "<p>Why?</p>",
    "additional_information": "<p>More.</p>",
    "video_url": "https://video.example.com/full",
    "organization_short_code_override": "NFX",
    "organization_logo_override_url": "https://images.example.com/logo.png",
    "subjects": ["Law", "Ethics", "Design"],
    "collaborators": ["Open Health Alliance", "New Lab"],
}
COURSE_RUN = {
    "key": RUN,
    "course_key": KEY,
    "course_run_type_slug": "unpaid-executive-education",
    "status": "reviewed",
    "variant_id": variant("A"),
    "starts_at": "2091-02-01T00:00:00+00:00",
    "ends_at": "2091-04-30T23:59:00+00:00",
    "enrollment_ends_at": "2091-01-20T12:00:00+00:00",
    "goes_live_on": "2090-01-01",
    "pacing_type": "instructor-paced",
    "min_effort": 2,
    "max_effort": 4,
    "weeks_to_complete": 6,
    "content_language_code": "en-us",
    "transcript_languages": ["en-us", "es-mx"],
    "expected_program_type_slug": "xseries",
    "expected_program_name": "A Program",
    "upgrade_deadline_override_at": "2091-01-10T08:30:00+00:00",
    "restriction_type": "custom-b2c",
    "fixed_price_usd": Decimal("80.50"),
    "has_ofac_restrictions": True,
    "ofac_comment": "Sanctioned regions.",
    "staff": ["Liang Wei", "Nova Person", "Amara Okafor"],
}
METADATA: dict[str, Any] = {
    "course_key": KEY,
    "external_identifier": "FULL-1",
    "external_url": "https://partner.example.com/testing",
    "organic_url": "https://www.example.org/full",
    "lead_capture_form_url": "https://forms.example.com/full",
    "certificate_info": {"heading": "Certificate", "blurb": "<p>You get one.</p>"},
    "facts": [{"heading": "9 in 10", "blurb": "<p>agree</p>"}, {"heading": "49", "blurb": "<p>countries</p>"}],
    "starts_at": "2091-02-01T00:00:00+00:00",
    "ends_at": "2091-04-30T23:59:00+00:00",
    "registration_ends_at": "2091-01-20T12:00:00+00:00",
    "variant_id": variant("A"),
    "product_meta": {"title": "Meta", "description": "Description", "keywords": ["law", "tests"]},
    "external_course_marketing_type": "sprint",
    "taxi_form": {"form_id": "form-1", "post_submit_url": "https://forms.example.com/thanks"},
    "product_status": "published",
}
STORED: State = {("course", KEY): COURSE, ("course_run", RUN): COURSE_RUN, ("additional_metadata", KEY): METADATA}
# By columns.csv: what `clear` clears and `false` makes false; all else is `keep`.
CLEARED: dict[str, dict[str, Any]] = {
    "course": {
        "syllabus": None,
        "prerequisites": None,
        "learner_testimonials": None,
        "faq": None,
        "additional_information": None,
        "video_url": None,
        "organization_short_code_override": None,
        "organization_logo_override_url": None,
        "subjects": ["Law"],
        "collaborators": [],
    },
    "course_run": {
        "has_ofac_restrictions": False,
        "ofac_comment": None,
        "staff": [],
        "expected_program_type_slug": None,
        "expected_program_name": None,
        "upgrade_deadline_override_at": None,
    },
    "additional_metadata": {"external_url": None, "external_identifier": None, "product_meta": None},
}
OPTIONAL = [column for column in COLUMNS if column.required is not Required.ALWAYS]


@pytest.fixture
def stored(change_feed: Callable[..., None], load_accepted: Callable[..., Any], sample_uri: str) -> State:
    """The catalog with the full row loaded, by a feed that requires no more than all do."""
    change_feed(required_columns=frozenset())
    assert load_accepted(FULL).decisions == {"new_product": 1}
    return of_course(catalog_state(sample_uri))


def of_course(state: State) -> State:
    """Keep what belongs to the course of this test."""
    return {row: state[row] for row in STORED if row in state}


def test_every_column_reaches_the_catalog(
    change_feed: Callable[..., None], load_rows: Callable[..., Any], sample_uri: str
) -> None:
    """From the file, to where columns.csv says that it goes."""
    change_feed(required_columns=frozenset())
    assert load_rows(FULL).decisions == {"new_product": 1}
    assert without_stamps(of_course(catalog_state(sample_uri))) == STORED


def test_people_and_collaborators_are_created_once(stored: State, load_accepted: Callable[..., Any]) -> None:
    """New ones are there, known ones are not doubled, and another course can name them again."""
    assert stored
    again = load_accepted(row("OTHER", staff="Nova Person, Nova Person", collaborators="New Lab"))
    assert again.query("SELECT count(*) FROM catalog.person WHERE name IN ('Nova Person', 'Liang Wei')") == [(2,)]
    assert again.query("SELECT count(*) FROM catalog.collaborator WHERE name = 'New Lab'") == [(1,)]


def test_an_absent_column_leaves_the_stored_value(
    stored: State, load_accepted: Callable[..., Any], sample_uri: str
) -> None:
    """Nothing changes, not even a time, when all columns that may be absent are."""
    # The variant has to stay: without one and without a restriction type the row would be about another run.
    absent = tuple(column.name for column in OPTIONAL if column.name != "variant_id")
    assert load_accepted(FULL, without=absent).decisions == {"unchanged": 1}
    assert of_course(catalog_state(sample_uri)) == stored


def test_a_blank_cell_does_what_the_contract_says(
    stored: State, load_accepted: Callable[..., Any], sample_uri: str
) -> None:
    """`clear` clears, `keep` keeps, `false` is false."""
    assert stored
    blank = {column.name: "" for column in OPTIONAL if column.name != "variant_id"}
    assert load_accepted({**FULL, **blank}).decisions == {"update": 1}
    state = without_stamps(of_course(catalog_state(sample_uri)))
    assert state == {(table, key): {**fields, **CLEARED[table]} for (table, key), fields in STORED.items()}


def test_this_test_knows_every_column_that_a_blank_cell_clears() -> None:
    """A new column of the contract that clears has to be added above."""
    clearing = {
        target.partition(".")[2].partition(".")[0].partition("[")[0]
        for column in OPTIONAL
        if column.on_blank is not OnBlank.KEEP
        for target in column.catalog_columns
    }
    assert clearing == {name for names in CLEARED.values() for name in names}


@pytest.mark.parametrize(
    ("cells", "facts"),
    [
        ({"stat1": "8 in 10"}, [{"heading": "8 in 10", "blurb": "<p>agree</p>"}, METADATA["facts"][1]]),
        ({"stat2_text": "<p>cities</p>"}, [METADATA["facts"][0], {"heading": "49", "blurb": "<p>cities</p>"}]),
    ],
    ids=["first heading", "second text"],
)
def test_half_a_fact_changes_half_of_it(
    stored: State, load_accepted: Callable[..., Any], sample_uri: str, cells: dict[str, str], facts: list[Any]
) -> None:
    """A blank heading or text keeps the stored one."""
    assert stored
    kept = dict.fromkeys(("stat1", "stat1_text", "stat2", "stat2_text"), "")
    load_accepted({**FULL, **kept, **cells})
    assert catalog_state(sample_uri)["additional_metadata", KEY]["facts"] == facts


def test_facts_certificate_and_meta_of_little(
    change_feed: Callable[..., None], load_accepted: Callable[..., Any], sample_uri: str
) -> None:
    """A second fact keeps its place without a first; a form needs both its parts; nothing at all is null."""
    change_feed(required_columns=frozenset())
    bare = dict.fromkeys(("certificate_header", "certificate_text"), "")
    load_accepted(
        row("SECOND", **bare, stat2="49", meta_keywords="law"),
        row("NOTHING", **bare, taxi_form_id="form-1"),
        row("URL", post_submit_url="https://forms.example.com/thanks", certificate_text=""),
    )
    state = catalog_state(sample_uri)
    metadata = {
        number: state["additional_metadata", f"NorthfieldX+{number}"] for number in ("SECOND", "NOTHING", "URL")
    }
    assert metadata["SECOND"]["facts"] == [{}, {"heading": "49"}]
    assert metadata["SECOND"]["product_meta"] == {"keywords": ["law"]}
    assert {metadata["NOTHING"][name] for name in ("facts", "certificate_info", "product_meta", "taxi_form")} == {None}
    assert metadata["URL"]["taxi_form"] is None
    assert metadata["URL"]["certificate_info"] == {"heading": "Certificate"}


def test_half_a_form_leaves_the_stored_one(stored: State, load_accepted: Callable[..., Any], sample_uri: str) -> None:
    """The id and the URL count only together."""
    assert stored
    assert load_accepted({**FULL, "taxi_form_id": "form-2", "post_submit_url": ""}).decisions == {"unchanged": 1}
    assert load_accepted({**FULL, "taxi_form_id": "form-2"}).decisions == {"update": 1}
    form = catalog_state(sample_uri)["additional_metadata", KEY]["taxi_form"]
    assert form == {"form_id": "form-2", "post_submit_url": "https://forms.example.com/thanks"}


def test_product_meta_is_kept_for_executive_education_only(load_accepted: Callable[..., Any], sample_uri: str) -> None:
    """A boot camp has facts and no product meta."""
    camp = {
        **FULL,
        "course_enrollment_track": "Bootcamp(2U)",
        "course_run_enrollment_track": "Unpaid Bootcamp",
    }
    assert load_accepted(camp, feed="2u-bootcamps").decisions == {"new_product": 1}
    stored = without_stamps(catalog_state(sample_uri))["additional_metadata", KEY]
    assert stored == {**METADATA, "product_meta": None}


def test_a_course_that_is_not_external_has_no_additional_metadata(
    change_feed: Callable[..., None], load_accepted: Callable[..., Any], sample_uri: str
) -> None:
    """Neither facts nor anything else of it."""
    change_feed(product_type="verified-audit", product_source="edx", required_columns=frozenset())
    open_course = {**FULL, "course_enrollment_track": "Verified and Audit"}
    assert load_accepted(open_course).decisions == {"new_product": 1}
    assert ("additional_metadata", KEY) not in catalog_state(sample_uri)
    assert catalog_state(sample_uri)["course", KEY]["slug"] == "testing-decisions"
    assert load_accepted(open_course).decisions == {"unchanged": 1}

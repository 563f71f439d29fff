"""The catalog: courses, their runs, what external courses have besides, and the reference tables.

Natural keys throughout: a course key, a run key and a person's name are what people and other systems call these
things, and a load needs no look-up from names to numbers. Constraints hold the domain's rules against any writer.

Revision ID: 0001
Revises: none
"""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

REFERENCE_TABLES = """
CREATE TABLE catalog.product_source (
    slug text PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE catalog.organization (
    key        text PRIMARY KEY CHECK (key ~ '^[A-Za-z0-9._-]+$'),
    name       text NOT NULL,
    short_code text
);
CREATE UNIQUE INDEX organization_folded_key ON catalog.organization (lower(key));

CREATE TABLE catalog.organization_mapping (
    source       text NOT NULL REFERENCES catalog.product_source,
    external_key text NOT NULL,
    organization text NOT NULL REFERENCES catalog.organization,
    PRIMARY KEY (source, external_key)
);
CREATE UNIQUE INDEX organization_mapping_folded_key ON catalog.organization_mapping (source, lower(external_key));

CREATE TABLE catalog.course_type (
    slug        text PRIMARY KEY,
    name        text NOT NULL,
    is_external boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX course_type_folded_name ON catalog.course_type (lower(name));

CREATE TABLE catalog.course_run_type (
    slug text PRIMARY KEY,
    name text NOT NULL
);
CREATE UNIQUE INDEX course_run_type_folded_name ON catalog.course_run_type (lower(name));

CREATE TABLE catalog.level_type (name text PRIMARY KEY);
CREATE UNIQUE INDEX level_type_folded_name ON catalog.level_type (lower(name));

CREATE TABLE catalog.subject (name text PRIMARY KEY);
CREATE UNIQUE INDEX subject_folded_name ON catalog.subject (lower(name));

CREATE TABLE catalog.language_tag (
    code text PRIMARY KEY,
    name text NOT NULL UNIQUE
);
CREATE UNIQUE INDEX language_tag_folded_code ON catalog.language_tag (lower(code));

CREATE TABLE catalog.program_type (
    slug text PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE catalog.collaborator (name text PRIMARY KEY);

CREATE TABLE catalog.person (name text PRIMARY KEY);
"""

COURSE_TABLES = """
CREATE TABLE catalog.course (
    key                                text PRIMARY KEY,
    organization                       text NOT NULL REFERENCES catalog.organization,
    number                             text NOT NULL CHECK (number ~ '^[A-Za-z0-9._-]{1,50}$'),
    title                              varchar(255) NOT NULL,
    slug                               text COLLATE "C" NOT NULL UNIQUE,  -- so that its index finds prefixes
    type                               text NOT NULL REFERENCES catalog.course_type,
    product_source                     text REFERENCES catalog.product_source,
    image_url                          text,
    short_description                  text,
    full_description                   text,
    outcome                            text,
    level_type                         text REFERENCES catalog.level_type,
    price                              numeric(10, 2) CHECK (price >= 0),
    syllabus                           text,
    prerequisites                      text,
    learner_testimonials               text,
    faq                                text,
    additional_information             text,
    video_url                          text,
    organization_short_code_override   varchar(255),
    organization_logo_override_url     text,
    created_at                         timestamptz NOT NULL DEFAULT now(),
    updated_at                         timestamptz NOT NULL DEFAULT now(),
    CHECK (key = organization || '+' || number)
) WITH (fillfactor = 85);
CREATE INDEX course_type_source ON catalog.course (type, product_source);

CREATE TABLE catalog.course_subject (
    course   text NOT NULL REFERENCES catalog.course ON DELETE CASCADE,
    position smallint NOT NULL CHECK (position BETWEEN 1 AND 3),
    subject  text NOT NULL REFERENCES catalog.subject,
    PRIMARY KEY (course, position),
    UNIQUE (course, subject)
);

CREATE TABLE catalog.course_collaborator (
    course       text NOT NULL REFERENCES catalog.course ON DELETE CASCADE,
    position     smallint NOT NULL CHECK (position >= 1),
    collaborator text NOT NULL REFERENCES catalog.collaborator,
    PRIMARY KEY (course, position),
    UNIQUE (course, collaborator)
);

CREATE TABLE catalog.course_run (
    key                       text PRIMARY KEY CHECK (key LIKE 'course-v1:%'),
    course                    text NOT NULL REFERENCES catalog.course,
    type                      text REFERENCES catalog.course_run_type,
    status                    text NOT NULL DEFAULT 'unpublished' CHECK (
        status IN ('unpublished', 'review_by_legal', 'review_by_internal', 'reviewed', 'published')),
    variant_id                uuid,
    starts_at                 timestamptz,
    ends_at                   timestamptz,
    enrollment_end            timestamptz,
    go_live_date              date,
    pacing_type               text CHECK (pacing_type IN ('instructor-paced', 'self-paced')),
    min_effort                smallint CHECK (min_effort BETWEEN 0 AND 168),
    max_effort                smallint CHECK (max_effort BETWEEN 0 AND 168),
    weeks_to_complete         smallint CHECK (weeks_to_complete BETWEEN 1 AND 520),
    content_language          text REFERENCES catalog.language_tag,
    transcript_languages      text[],
    expected_program_type     text REFERENCES catalog.program_type,
    expected_program_name     text,
    upgrade_deadline_override timestamptz,
    restriction_type          text CHECK (restriction_type IN ('custom-b2b-enterprise', 'custom-b2c')),
    fixed_price_usd           numeric(10, 2) CHECK (fixed_price_usd >= 0),
    has_ofac_restrictions     boolean NOT NULL DEFAULT false,
    ofac_comment              text,
    created_at                timestamptz NOT NULL DEFAULT now(),
    updated_at                timestamptz NOT NULL DEFAULT now(),
    -- Deferrable so that two runs can swap their variants in one statement.
    CONSTRAINT course_run_variant_id_key UNIQUE (variant_id) DEFERRABLE INITIALLY IMMEDIATE,
    CHECK (ends_at > starts_at),
    CHECK (max_effort >= min_effort)
) WITH (fillfactor = 85);
CREATE INDEX course_run_course ON catalog.course_run (course);

CREATE TABLE catalog.course_run_staff (
    course_run text NOT NULL REFERENCES catalog.course_run ON DELETE CASCADE,
    position   smallint NOT NULL CHECK (position >= 1),
    person     text NOT NULL REFERENCES catalog.person,
    PRIMARY KEY (course_run, position),
    UNIQUE (course_run, person)
);

CREATE TABLE catalog.additional_metadata (
    course                         text PRIMARY KEY REFERENCES catalog.course ON DELETE CASCADE,
    external_identifier            varchar(255),
    external_url                   varchar(511),
    organic_url                    varchar(511),
    lead_capture_form_url          varchar(511),
    certificate_info               jsonb,  -- {"heading": text, "blurb": HTML}
    facts                          jsonb,  -- [{"heading": text, "blurb": HTML}, ...]: two at the most
    start_date                     timestamptz,
    end_date                       timestamptz,
    registration_deadline          timestamptz,
    variant_id                     uuid,
    product_meta                   jsonb,  -- {"title": text, "description": text, "keywords": [text]}
    external_course_marketing_type text CHECK (
        external_course_marketing_type IN ('short_course', 'sprint', 'course_stack')),
    taxi_form                      jsonb,  -- {"form_id": text, "post_submit_url": URL}
    product_status                 text NOT NULL DEFAULT 'published' CHECK (
        product_status IN ('published', 'archived')),
    created_at                     timestamptz NOT NULL DEFAULT now(),
    updated_at                     timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 85);
CREATE INDEX additional_metadata_external_identifier ON catalog.additional_metadata (external_identifier);
"""


def upgrade() -> None:
    """Create the schema `catalog` and every table of it."""
    op.execute("CREATE SCHEMA catalog")
    op.execute(REFERENCE_TABLES)
    op.execute(COURSE_TABLES)


def downgrade() -> None:
    """Drop the catalog with all that is in it."""
    op.execute("DROP SCHEMA catalog CASCADE")

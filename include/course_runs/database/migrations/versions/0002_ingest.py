"""The ingestion's own schema: its ledger, what each stage leaves for the next, and the history of applied changes.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

LEDGER = """
CREATE TABLE ingest.ingestion (
    id               uuid PRIMARY KEY,
    feed             text NOT NULL,
    dag_id           text NOT NULL,
    run_id           text NOT NULL,
    rows_from        text NOT NULL CHECK (rows_from IN ('drop', 'additional_metadata')),
    file             text,
    drop_date        timestamptz,           -- the drop's logical date: older ones are stale
    full_drop        boolean NOT NULL,
    dry_run          boolean NOT NULL,
    force            boolean NOT NULL,
    allow_archive    boolean NOT NULL,
    as_of            timestamptz NOT NULL,  -- the one `now` of every decision of this ingestion
    contract_version text NOT NULL,
    status           text NOT NULL CHECK (status IN (
        'started', 'extracted', 'validated', 'planned', 'loaded', 'reported', 'refused', 'failed')),
    sha256           text,
    size_bytes       bigint,
    header           text[],                -- normalised names in file order
    rows_read        integer,
    counts           jsonb,                 -- decision -> rows
    withheld         integer NOT NULL DEFAULT 0,  -- products the archiving guard kept
    fingerprint      text,                  -- of the part of the catalog that diff saw
    refusal_code     text,
    message          text,                  -- why it was refused or how it failed
    extracted_at     timestamptz,
    validated_at     timestamptz,
    planned_at       timestamptz,
    loaded_at        timestamptz,
    reported_at      timestamptz,
    UNIQUE (dag_id, run_id)
);
CREATE INDEX ingestion_feed ON ingest.ingestion (feed, as_of);

-- Committed on its own when a stage starts, so that a killed attempt stays visible as one that never finished.
CREATE TABLE ingest.stage_attempt (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ingestion_id uuid NOT NULL REFERENCES ingest.ingestion ON DELETE CASCADE,
    stage        text NOT NULL CHECK (stage IN ('extract', 'validate', 'diff', 'load', 'report')),
    started_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at  timestamptz,
    error        text
);
CREATE INDEX stage_attempt_ingestion ON ingest.stage_attempt (ingestion_id, id);
"""

STAGES = """
CREATE TABLE ingest.staged_row (
    ingestion_id uuid NOT NULL REFERENCES ingest.ingestion ON DELETE CASCADE,
    line_number  integer NOT NULL,  -- of the physical line on which the row starts
    cells        text[] NOT NULL,   -- as they came, in the order of ingestion.header
    PRIMARY KEY (ingestion_id, line_number)
);
-- Rows of 2-4 KB stay in line: compressing them out of line is half the cost of staging a file.
ALTER TABLE ingest.staged_row SET (toast_tuple_target = 8160);

CREATE TABLE ingest.finding (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ingestion_id uuid NOT NULL REFERENCES ingest.ingestion ON DELETE CASCADE,
    stage        text NOT NULL CHECK (stage IN ('extract', 'validate', 'diff', 'load')),
    line_number  integer,           -- null: the finding is about the file
    code         text NOT NULL,
    severity     text NOT NULL CHECK (severity IN ('critical', 'warning')),
    course_key   text,
    column_name  text,
    value        text CHECK (length(value) <= 200),
    message      text NOT NULL
);
CREATE INDEX finding_row ON ingest.finding (ingestion_id, line_number);

-- A row that validation accepted, every cell read as what the contract says it is; one column a field of the contract.
CREATE TABLE ingest.accepted_row (
    ingestion_id                     uuid NOT NULL REFERENCES ingest.ingestion ON DELETE CASCADE,
    line_number                      integer NOT NULL,
    course_key                       text NOT NULL,
    organization                     text NOT NULL,
    title                            text,
    number                           text NOT NULL,
    course_enrollment_track          text,
    course_run_enrollment_track      text,
    image                            text,
    short_description                text,
    long_description                 text,
    what_will_you_learn              text,
    course_level                     text,
    primary_subject                  text,
    secondary_subject                text,
    tertiary_subject                 text,
    verified_price                   numeric(10, 2),
    collaborators                    text[],
    syllabus                         text,
    prerequisites                    text,
    learner_testimonials             text,
    frequently_asked_questions       text,
    additional_information           text,
    about_video_link                 text,
    organization_short_code_override text,
    organization_logo_override       text,
    has_ofac_restrictions            boolean,
    ofac_comment                     text,
    publish_date                     date,
    starts_at                        timestamptz,
    ends_at                          timestamptz,
    enrollment_end                   timestamptz,
    course_pacing                    text,
    staff                            text[],
    minimum_effort                   smallint,
    maximum_effort                   smallint,
    length                           smallint,
    content_language                 text,
    transcript_language              text[],
    expected_program_type            text,
    expected_program_name            text,
    upgrade_deadline_override        timestamptz,
    redirect_url                     text,
    external_identifier              text,
    organic_url                      text,
    lead_capture_form_url            text,
    certificate_header               text,
    certificate_text                 text,
    stat1                            text,
    stat1_text                       text,
    stat2                            text,
    stat2_text                       text,
    variant_id                       uuid,
    restriction_type                 text,
    fixed_price_usd                  numeric(10, 2),
    meta_title                       text,
    meta_description                 text,
    meta_keywords                    text[],
    external_course_marketing_type   text,
    taxi_form_id                     text,
    post_submit_url                  text,
    is_future_variant                boolean,
    PRIMARY KEY (ingestion_id, line_number)
);
ALTER TABLE ingest.accepted_row SET (toast_tuple_target = 8160);

CREATE TABLE ingest.row_decision (
    ingestion_id    uuid NOT NULL REFERENCES ingest.ingestion ON DELETE CASCADE,
    line_number     integer NOT NULL,
    decision        text NOT NULL CHECK (decision IN (
        'new_product', 'new_run', 'backpopulate', 'update', 'unchanged', 'held', 'duplicate', 'rejected')),
    course_key      text,
    course_run_key  text,
    supplies_course boolean NOT NULL DEFAULT false,  -- its course-level values count
    supplies_price  boolean NOT NULL DEFAULT false,  -- its price counts
    PRIMARY KEY (ingestion_id, line_number)
);

-- One line a catalog row that a load would touch: the fields that change, as they are and as they will be.
CREATE TABLE ingest.planned_change (
    ingestion_id uuid NOT NULL REFERENCES ingest.ingestion ON DELETE CASCADE,
    table_name   text NOT NULL CHECK (table_name IN ('course', 'course_run', 'additional_metadata')),
    row_key      text NOT NULL,
    line_number  integer,          -- the row of the file that asks for it; null: archiving
    before       jsonb,            -- null: the row is created
    after        jsonb NOT NULL,
    PRIMARY KEY (ingestion_id, table_name, row_key)
);
"""

HISTORY = """
CREATE TABLE ingest.applied_change (
    ingestion_id uuid NOT NULL REFERENCES ingest.ingestion,
    table_name   text NOT NULL,
    row_key      text NOT NULL,
    line_number  integer,
    before       jsonb,
    after        jsonb NOT NULL,
    applied_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (ingestion_id, table_name, row_key)
);
CREATE INDEX applied_change_row ON ingest.applied_change (table_name, row_key, applied_at);

CREATE FUNCTION ingest.refuse_rewriting_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ingest.applied_change is append-only: % is refused', TG_OP;
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ingest.applied_change
    FOR EACH STATEMENT EXECUTE FUNCTION ingest.refuse_rewriting_history();
"""

# One line per row read; reports, tests and people read this.
OUTCOME = """
CREATE VIEW ingest.outcome AS
SELECT row.ingestion_id,
       row.line_number,
       coalesce(decided.decision, CASE WHEN found.rejects THEN 'rejected' END) AS decision,
       coalesce(decided.course_key, found.course_key) AS course_key,
       decided.course_run_key,
       coalesce(found.codes, '{}') AS codes
FROM ingest.staged_row AS row
LEFT JOIN ingest.row_decision AS decided USING (ingestion_id, line_number)
LEFT JOIN LATERAL (
    SELECT array_agg(DISTINCT code ORDER BY code) AS codes,
           bool_or(severity = 'critical') AS rejects,
           min(course_key) AS course_key
    FROM ingest.finding AS finding
    WHERE finding.ingestion_id = row.ingestion_id AND finding.line_number = row.line_number
) AS found ON true;
"""


def upgrade() -> None:
    """Create the schema `ingest`: ledger, stages, history and the view of outcomes."""
    op.execute("CREATE SCHEMA ingest")
    for statements in (LEDGER, STAGES, HISTORY, OUTCOME):
        op.execute(statements)


def downgrade() -> None:
    """Drop the ingestion's schema with all that is in it."""
    op.execute("DROP SCHEMA ingest CASCADE")

-- The ingestion's own schema: its ledger, what each stage leaves for the next, the quarantine, and the history of
-- applied changes.

CREATE SCHEMA ingest;

-- The blanks of course_runs.contract.text, in the same order.
CREATE FUNCTION ingest.trimmed(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(value, E'\t\n\x0b\f\r\x1c\x1d\x1e\x1f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008'
    '\u2009\u200a\u2028\u2029\u202f\u205f\u3000');

-- A digest, because a cell may be of any length and an index entry may not.
CREATE FUNCTION ingest.row_identity(organization text, number text, variant_id text, VARIADIC schedule text[])
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN ingest.trimmed(organization) <> '' AND ingest.trimmed(number) <> '' THEN md5(lower(concat_ws(
    E'\x1f', ingest.trimmed(organization), ingest.trimmed(number), coalesce(
        nullif(ingest.trimmed(variant_id), ''),
        (SELECT string_agg(coalesce(ingest.trimmed(part), ''), E'\x1f' ORDER BY position)
         FROM unnest(schedule) WITH ORDINALITY AS listed (part, position)))))) END;

-- The ledger ---------------------------------------------------------------------------------------------------------

CREATE TABLE ingest.ingestion (
    id                    uuid PRIMARY KEY,
    feed_id               text NOT NULL,
    feed_settings         jsonb NOT NULL,
    dag_id                text NOT NULL,
    run_id                text NOT NULL,
    revision              integer NOT NULL DEFAULT 1,
    rows_from             text NOT NULL,
    file                  text,
    drop_at               timestamptz,
    full_drop             boolean NOT NULL,
    dry_run               boolean NOT NULL,
    force                 boolean NOT NULL,
    allow_archive         boolean NOT NULL,
    as_of                 timestamptz NOT NULL,
    contract_version      text NOT NULL,
    status                text NOT NULL,
    sha256                text,
    size_bytes            bigint,
    header                text[],
    rows_read             integer,
    counts                jsonb,
    withheld              integer NOT NULL DEFAULT 0,
    fingerprint           text,
    refusal_code          text,
    message               text,
    found_by_ingestion_id uuid,
    extracted_at          timestamptz,
    validated_at          timestamptz,
    planned_at            timestamptz,
    loaded_at             timestamptz,
    reported_at           timestamptz,
    CONSTRAINT ingestion_revision_of_a_run_is_unique UNIQUE (dag_id, run_id, revision),
    CONSTRAINT ingestion_found_by_ingestion_id_exists
        FOREIGN KEY (found_by_ingestion_id) REFERENCES ingest.ingestion ON DELETE SET NULL,
    CONSTRAINT ingestion_revision_is_positive CHECK (revision >= 1),
    CONSTRAINT ingestion_rows_from_is_known CHECK (rows_from IN ('drop', 'additional_metadata')),
    CONSTRAINT ingestion_status_is_known CHECK (status IN (
        'started', 'extracted', 'validated', 'planned', 'loaded', 'reported', 'refused', 'failed'))
);
CREATE INDEX ingestion_feed ON ingest.ingestion (feed_id, as_of);
CREATE INDEX ingestion_content ON ingest.ingestion (feed_id, sha256) WHERE loaded_at IS NOT NULL;
CREATE INDEX ingestion_as_of ON ingest.ingestion (as_of, id);
CREATE INDEX ingestion_dag ON ingest.ingestion (dag_id, feed_id);
CREATE INDEX ingestion_found_by ON ingest.ingestion (found_by_ingestion_id) WHERE found_by_ingestion_id IS NOT NULL;

CREATE TABLE ingest.stage_attempt (
    id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ingestion_id          uuid NOT NULL,
    stage                 text NOT NULL,
    started_at            timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at           timestamptz,
    error                 text,
    found_by_ingestion_id uuid,
    CONSTRAINT stage_attempt_ingestion_id_exists
        FOREIGN KEY (ingestion_id) REFERENCES ingest.ingestion ON DELETE CASCADE,
    CONSTRAINT stage_attempt_found_by_ingestion_id_exists
        FOREIGN KEY (found_by_ingestion_id) REFERENCES ingest.ingestion ON DELETE SET NULL,
    CONSTRAINT stage_attempt_stage_is_known CHECK (stage IN ('extract', 'validate', 'diff', 'load', 'report'))
);
CREATE INDEX stage_attempt_ingestion ON ingest.stage_attempt (ingestion_id, id);
CREATE INDEX stage_attempt_unended ON ingest.stage_attempt (ingestion_id) WHERE finished_at IS NULL AND error IS NULL;
CREATE INDEX stage_attempt_found_by ON ingest.stage_attempt (found_by_ingestion_id)
    WHERE found_by_ingestion_id IS NOT NULL;

CREATE TABLE ingest.mail (
    ingestion_id uuid NOT NULL,
    state        text NOT NULL,
    audience     text NOT NULL,
    sent_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    message_id   text NOT NULL,
    PRIMARY KEY (ingestion_id, state, audience),
    CONSTRAINT mail_ingestion_id_exists FOREIGN KEY (ingestion_id) REFERENCES ingest.ingestion ON DELETE CASCADE,
    CONSTRAINT mail_state_is_known CHECK (state IN ('loaded', 'nothing_new', 'planned', 'refused', 'failed')),
    CONSTRAINT mail_audience_is_known CHECK (audience IN ('operators', 'partner'))
);

-- What the stages leave for each other -------------------------------------------------------------------------------

CREATE TABLE ingest.staged_row (
    ingestion_id uuid NOT NULL,
    line_number  integer NOT NULL,
    cells        text[] NOT NULL,
    PRIMARY KEY (ingestion_id, line_number)
);
-- Rows of 2-4 KB stay in line and are not compressed: staging costs half, and the size of a row's cells is known
-- without reading them.
ALTER TABLE ingest.staged_row SET (toast_tuple_target = 8160);
ALTER TABLE ingest.staged_row ALTER cells SET STORAGE EXTERNAL;

CREATE TABLE ingest.finding (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ingestion_id uuid NOT NULL,
    stage        text NOT NULL,
    line_number  integer,
    code         text NOT NULL,
    severity     text NOT NULL,
    course_key   text,
    column_name  text,
    value        text,
    message      text NOT NULL,
    CONSTRAINT finding_ingestion_id_exists FOREIGN KEY (ingestion_id) REFERENCES ingest.ingestion ON DELETE CASCADE,
    CONSTRAINT finding_stage_is_known CHECK (stage IN ('extract', 'validate', 'diff', 'load')),
    CONSTRAINT finding_severity_is_known CHECK (severity IN ('critical', 'warning')),
    CONSTRAINT finding_value_has_at_most_200_characters CHECK (length(value) <= 200)
);
CREATE INDEX finding_row ON ingest.finding (ingestion_id, line_number);
CREATE INDEX finding_code ON ingest.finding (ingestion_id, severity, code, line_number);

CREATE TABLE ingest.accepted_row (
    ingestion_id                     uuid NOT NULL,
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
    enrollment_ends_at               timestamptz,
    course_pacing                    text,
    staff                            text[],
    minimum_effort                   smallint,
    maximum_effort                   smallint,
    length                           smallint,
    content_language                 text,
    transcript_language              text[],
    expected_program_type            text,
    expected_program_name            text,
    upgrade_deadline_override_at     timestamptz,
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
    ingestion_id     uuid NOT NULL,
    line_number      integer NOT NULL,
    decision         text,
    course_key       text,
    course_run_key   text,
    is_course_source boolean NOT NULL DEFAULT false,
    is_price_source  boolean NOT NULL DEFAULT false,
    PRIMARY KEY (ingestion_id, line_number),
    CONSTRAINT row_decision_is_known CHECK (decision IN (
        'new_product', 'new_run', 'backpopulate', 'update', 'unchanged', 'held', 'duplicate', 'rejected'))
);

CREATE TABLE ingest.planned_change (
    ingestion_id uuid NOT NULL,
    table_name   text NOT NULL,
    row_key      text NOT NULL,
    line_number  integer,
    before       jsonb,
    after        jsonb NOT NULL,
    PRIMARY KEY (ingestion_id, table_name, row_key),
    CONSTRAINT planned_change_table_name_is_known CHECK (
        table_name IN ('course', 'course_run', 'additional_metadata'))
);
CREATE INDEX planned_change_line ON ingest.planned_change (ingestion_id, line_number);

-- A foreign key would look the ingestion up once a row, always the same one, and costs about as much as storing the
-- row. Rows without an ingestion cannot come about, for a stage begins with its line in the ledger.
CREATE FUNCTION ingest.delete_rows_of_ingestion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM ingest.accepted_row WHERE ingestion_id = OLD.id;
    DELETE FROM ingest.staged_row WHERE ingestion_id = OLD.id;
    DELETE FROM ingest.row_decision WHERE ingestion_id = OLD.id;
    DELETE FROM ingest.planned_change WHERE ingestion_id = OLD.id;
    RETURN NULL;
END $$;
CREATE TRIGGER delete_rows AFTER DELETE ON ingest.ingestion
    FOR EACH ROW EXECUTE FUNCTION ingest.delete_rows_of_ingestion();

-- What stays ---------------------------------------------------------------------------------------------------------

CREATE TABLE ingest.applied_change (
    ingestion_id uuid NOT NULL,
    table_name   text NOT NULL,
    row_key      text NOT NULL,
    line_number  integer,
    before       jsonb,
    after        jsonb NOT NULL,
    applied_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (ingestion_id, table_name, row_key),
    CONSTRAINT applied_change_ingestion_id_exists FOREIGN KEY (ingestion_id) REFERENCES ingest.ingestion
);
CREATE INDEX applied_change_row ON ingest.applied_change (table_name, row_key, applied_at);
CREATE INDEX applied_change_line ON ingest.applied_change (ingestion_id, line_number);

CREATE FUNCTION ingest.refuse_rewriting_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ingest.applied_change is append-only: % is refused', TG_OP;
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ingest.applied_change
    FOR EACH STATEMENT EXECUTE FUNCTION ingest.refuse_rewriting_history();

CREATE TABLE ingest.quarantine (
    ingestion_id           uuid NOT NULL,
    line_number            integer NOT NULL,
    feed_id                text NOT NULL,
    course_key             text,
    identity               text,
    codes                  text[] NOT NULL,
    cells                  text[] NOT NULL,
    status                 text NOT NULL DEFAULT 'open',
    closed_by_ingestion_id uuid,
    closed_by_line         integer,
    discarded_by           text,
    reason                 text,
    quarantined_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    closed_at              timestamptz,
    PRIMARY KEY (ingestion_id, line_number),
    CONSTRAINT quarantine_ingestion_id_exists FOREIGN KEY (ingestion_id) REFERENCES ingest.ingestion,
    CONSTRAINT quarantine_closed_by_ingestion_id_exists
        FOREIGN KEY (closed_by_ingestion_id) REFERENCES ingest.ingestion,
    CONSTRAINT quarantine_status_is_known CHECK (status IN ('open', 'resolved', 'discarded')),
    CONSTRAINT quarantine_open_rows_are_not_closed CHECK ((status = 'open') = (closed_at IS NULL)),
    CONSTRAINT quarantine_resolved_rows_name_the_corrected_row CHECK (
        status <> 'resolved' OR closed_by_ingestion_id IS NOT NULL AND closed_by_line IS NOT NULL),
    CONSTRAINT quarantine_discarded_rows_name_who_and_why CHECK (
        (status = 'discarded') = (discarded_by IS NOT NULL AND reason IS NOT NULL))
);
CREATE INDEX quarantine_open ON ingest.quarantine (feed_id, identity) WHERE status = 'open';
CREATE INDEX quarantine_closed_by ON ingest.quarantine (closed_by_ingestion_id)
    WHERE closed_by_ingestion_id IS NOT NULL;
CREATE INDEX quarantine_state ON ingest.quarantine (ingestion_id, status, line_number);
CREATE INDEX quarantine_waiting ON ingest.quarantine (feed_id, quarantined_at, ingestion_id, line_number)
    WHERE status = 'open';

CREATE TABLE ingest.reported_row (
    ingestion_id                   uuid NOT NULL,
    line_number                    integer NOT NULL,
    title                          text,
    starts_at                      timestamptz,
    ends_at                        timestamptz,
    is_future_variant              boolean,
    external_course_marketing_type text,
    cells                          text[],
    PRIMARY KEY (ingestion_id, line_number),
    CONSTRAINT reported_row_ingestion_id_exists FOREIGN KEY (ingestion_id) REFERENCES ingest.ingestion ON DELETE CASCADE
);

CREATE TABLE ingest.data_docs (
    ingestion_id uuid PRIMARY KEY,
    page         text NOT NULL,
    CONSTRAINT data_docs_ingestion_id_exists FOREIGN KEY (ingestion_id) REFERENCES ingest.ingestion ON DELETE CASCADE
);

-- Views --------------------------------------------------------------------------------------------------------------

CREATE VIEW ingest.outcome AS
SELECT
    row.ingestion_id,
    row.line_number,
    coalesce(row.decision, CASE WHEN found.rejects THEN 'rejected' END) AS decision,
    coalesce(row.course_key, found.course_key) AS course_key,
    row.course_run_key,
    coalesce(found.codes, '{}') AS codes
FROM (
    SELECT ingestion_id, line_number, decision, course_key, course_run_key FROM ingest.row_decision
    UNION ALL
    SELECT staged.ingestion_id, staged.line_number, NULL, NULL, NULL FROM ingest.staged_row AS staged
    WHERE NOT EXISTS (
        SELECT FROM ingest.row_decision AS decided
        WHERE decided.ingestion_id = staged.ingestion_id AND decided.line_number = staged.line_number)
) AS row
LEFT JOIN LATERAL (
    SELECT
        array_agg(DISTINCT code ORDER BY code) AS codes,
        bool_or(severity = 'critical') AS rejects,
        min(course_key) AS course_key
    FROM ingest.finding AS finding
    WHERE finding.ingestion_id = row.ingestion_id AND finding.line_number = row.line_number
) AS found ON true;

CREATE VIEW ingest.row_shown_in_report AS
SELECT ingestion_id, line_number, title, starts_at, ends_at, is_future_variant, external_course_marketing_type
FROM ingest.accepted_row
UNION ALL
SELECT ingestion_id, line_number, title, starts_at, ends_at, is_future_variant, external_course_marketing_type
FROM ingest.reported_row;

CREATE VIEW ingest.kept_row AS
SELECT ingestion_id, line_number, cells FROM ingest.quarantine
UNION ALL
SELECT row.ingestion_id, row.line_number, row.cells FROM ingest.staged_row AS row
WHERE NOT EXISTS (
    SELECT FROM ingest.quarantine AS kept
    WHERE kept.ingestion_id = row.ingestion_id AND kept.line_number = row.line_number)
UNION ALL
SELECT ingestion_id, line_number, cells FROM ingest.reported_row WHERE cells IS NOT NULL;

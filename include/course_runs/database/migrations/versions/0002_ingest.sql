-- The ingestion of drops: its ledger, what each stage leaves for the next, the quarantine, and the history.

CREATE SCHEMA ingest;

-- The blanks of course_runs.contract.text, in the same order.
CREATE FUNCTION ingest.trimmed(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(value, E'\t\n\x0b\f\r\x1c\x1d\x1e\x1f \u0085\u00a0\u1680'
    '\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000');

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
    details_purged_at     timestamptz,
    CONSTRAINT ingestion_revision_of_a_run_is_unique UNIQUE (dag_id, run_id, revision),
    CONSTRAINT ingestion_found_by_ingestion_id_exists
        FOREIGN KEY (found_by_ingestion_id) REFERENCES ingest.ingestion ON DELETE SET NULL,
    CONSTRAINT ingestion_revision_is_positive CHECK (revision >= 1),
    CONSTRAINT ingestion_rows_from_is_known CHECK (rows_from IN ('drop', 'additional_metadata')),
    CONSTRAINT ingestion_status_is_known CHECK (status IN (
        'started', 'extracted', 'validated', 'planned', 'loaded', 'reported', 'refused', 'failed')),
    CONSTRAINT ingestion_refusal_code_is_known CHECK (refusal_code IN (
        'FILE_NOT_FOUND', 'EMPTY_FILE', 'BAD_ENCODING', 'BAD_HEADER', 'MALFORMED_CSV', 'TOO_LARGE', 'STALE_FILE',
        'REJECTION_BUDGET')),
    CONSTRAINT ingestion_refusal_has_a_code_and_a_message CHECK (
        status <> 'refused' OR refusal_code IS NOT NULL AND message IS NOT NULL),
    CONSTRAINT ingestion_loaded_has_its_time CHECK (status <> 'loaded' OR loaded_at IS NOT NULL),
    CONSTRAINT ingestion_sha256_is_64_digits CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT ingestion_size_is_not_negative CHECK (size_bytes >= 0),
    CONSTRAINT ingestion_rows_read_is_not_negative CHECK (rows_read >= 0),
    CONSTRAINT ingestion_withheld_is_not_negative CHECK (withheld >= 0),
    CONSTRAINT ingestion_feed_settings_are_an_object CHECK (jsonb_typeof(feed_settings) = 'object')
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
    CONSTRAINT finding_code_is_known CHECK (code IN (
        'MISSING_ORGANIZATION', 'MISSING_COURSE_TYPE', 'MISSING_COURSE_RUN_TYPE', 'MISSING_REQUIRED_DATA',
        'INVALID_DATE', 'INVALID_SCHEDULE', 'INVALID_VARIANT_ID', 'INVALID_PRICE', 'INVALID_NUMBER', 'INVALID_URL',
        'INVALID_LANGUAGE', 'INVALID_SUBJECT', 'INVALID_LEVEL', 'INVALID_PACING', 'INVALID_RESTRICTION_TYPE',
        'NOT_THIS_FEED', 'RAGGED_ROW', 'CONFLICTING_ROWS', 'VARIANT_TAKEN', 'AMBIGUOUS_RUN', 'HTML_SANITISED',
        'CONFLICTING_COURSE_DATA', 'REGISTRATION_AFTER_END', 'UNKNOWN_PROGRAM_TYPE', 'UNKNOWN_MARKETING_TYPE',
        'UNKNOWN_COLUMN')),
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
        table_name IN ('course', 'course_run', 'additional_metadata')),
    CONSTRAINT planned_change_before_and_after_are_objects CHECK (
        jsonb_typeof(before) = 'object' AND jsonb_typeof(after) = 'object')
);
CREATE INDEX planned_change_line ON ingest.planned_change (ingestion_id, line_number);

-- The four tables with a line for each row have no foreign key to the ingestion: it would look up the same line once a
-- row, and costs about as much as storing the row. Rows without an ingestion cannot come about, for a stage begins with
-- its line in the ledger.
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
    CONSTRAINT applied_change_ingestion_id_exists FOREIGN KEY (ingestion_id) REFERENCES ingest.ingestion,
    CONSTRAINT applied_change_table_name_is_known CHECK (
        table_name IN ('course', 'course_run', 'additional_metadata', 'person', 'collaborator')),
    CONSTRAINT applied_change_before_and_after_are_objects CHECK (
        jsonb_typeof(before) = 'object' AND jsonb_typeof(after) = 'object')
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
    CONSTRAINT quarantine_row_has_a_code CHECK (cardinality(codes) > 0),
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

-- Comments -----------------------------------------------------------------------------------------------------------

COMMENT ON SCHEMA ingest IS
    'The ingestion of drops: its ledger, what each stage leaves for the next, the quarantine, and the history.';

COMMENT ON TABLE ingest.ingestion IS
    'The ledger: one line for each ingestion, from its request to its report. It stays for good: a line is a few '
    'hundred bytes, and a feed makes one or two a day.';
COMMENT ON COLUMN ingest.ingestion.id IS
    'Key: a UUID made from dag_id, run_id and revision, so that a retry finds its own rows.';
COMMENT ON COLUMN ingest.ingestion.feed_id IS 'The feed, as in feeds.yaml.';
COMMENT ON COLUMN ingest.ingestion.feed_settings IS
    'The settings of the feed with which the ingestion began, as JSON; all its stages use them.';
COMMENT ON COLUMN ingest.ingestion.dag_id IS 'The DAG that runs the ingestion.';
COMMENT ON COLUMN ingest.ingestion.run_id IS 'The DAG run.';
COMMENT ON COLUMN ingest.ingestion.revision IS
    'Number of the ingestion within its DAG run, from 1; a run that is asked for something else after its load starts '
    'a new one.';
COMMENT ON COLUMN ingest.ingestion.rows_from IS
    'Source of the rows: a drop, or the dates and variants in catalog.additional_metadata.';
COMMENT ON COLUMN ingest.ingestion.file IS 'Path of the drop; null: the rows come from the catalog.';
COMMENT ON COLUMN ingest.ingestion.drop_at IS
    'Logical date of the drop; an older drop than the last one loaded is stale. Null: it has none and is never stale.';
COMMENT ON COLUMN ingest.ingestion.full_drop IS
    'Whether published products that are missing from the drop are archived.';
COMMENT ON COLUMN ingest.ingestion.dry_run IS 'Whether the ingestion ends with its plan.';
COMMENT ON COLUMN ingest.ingestion.force IS 'Whether a stale drop is loaded all the same.';
COMMENT ON COLUMN ingest.ingestion.allow_archive IS
    'Whether more products may be archived than the archive guard of the feed permits.';
COMMENT ON COLUMN ingest.ingestion.as_of IS 'The one business time of every decision of the ingestion: when it began.';
COMMENT ON COLUMN ingest.ingestion.contract_version IS 'Version of the contract by which the cells were read.';
COMMENT ON COLUMN ingest.ingestion.status IS 'How far the ingestion came.';
COMMENT ON COLUMN ingest.ingestion.sha256 IS 'SHA-256 of the drop, in hexadecimal digits.';
COMMENT ON COLUMN ingest.ingestion.size_bytes IS 'Size of the drop, in bytes.';
COMMENT ON COLUMN ingest.ingestion.header IS
    'Names of the columns of the drop, brought to one form, in the order of the file.';
COMMENT ON COLUMN ingest.ingestion.rows_read IS 'Number of rows in the drop, without the header.';
COMMENT ON COLUMN ingest.ingestion.counts IS 'Number of rows by decision; null before diff.';
COMMENT ON COLUMN ingest.ingestion.withheld IS 'Number of products that the archive guard kept from being archived.';
COMMENT ON COLUMN ingest.ingestion.fingerprint IS
    'Digest of the catalog rows that the plan depends on; null: there is no plan.';
COMMENT ON COLUMN ingest.ingestion.refusal_code IS 'Why the file is refused; null: it is not.';
COMMENT ON COLUMN ingest.ingestion.message IS
    'Why the file is refused or how the ingestion failed, in one or two sentences.';
COMMENT ON COLUMN ingest.ingestion.found_by_ingestion_id IS
    'The later ingestion of the feed that found this one abandoned; null: it was not.';
COMMENT ON COLUMN ingest.ingestion.extracted_at IS 'When extract last finished.';
COMMENT ON COLUMN ingest.ingestion.validated_at IS 'When validate last finished.';
COMMENT ON COLUMN ingest.ingestion.planned_at IS 'When diff last finished.';
COMMENT ON COLUMN ingest.ingestion.loaded_at IS 'When the catalog was changed; null: it was not.';
COMMENT ON COLUMN ingest.ingestion.reported_at IS 'When the report was last written.';
COMMENT ON COLUMN ingest.ingestion.details_purged_at IS
    'When the details of the ingestion were purged; null: they are all there.';

COMMENT ON TABLE ingest.stage_attempt IS
    'Attempts at the stages of an ingestion. A line is committed when a stage begins, so that a killed attempt stays '
    'visible as one that never finished. Purged with the details of the ingestion.';
COMMENT ON COLUMN ingest.stage_attempt.id IS 'Key: later attempts have higher numbers.';
COMMENT ON COLUMN ingest.stage_attempt.ingestion_id IS 'The ingestion.';
COMMENT ON COLUMN ingest.stage_attempt.stage IS 'The stage.';
COMMENT ON COLUMN ingest.stage_attempt.started_at IS 'When the attempt began.';
COMMENT ON COLUMN ingest.stage_attempt.finished_at IS 'When the attempt ended; null: it has not, or was abandoned.';
COMMENT ON COLUMN ingest.stage_attempt.error IS 'What stopped the attempt; null: nothing did so far.';
COMMENT ON COLUMN ingest.stage_attempt.found_by_ingestion_id IS
    'The ingestion that found the attempt abandoned; null: it was not.';

COMMENT ON TABLE ingest.mail IS
    'Mails that have been sent, so that none is sent twice. They stay for good: a few lines for each ingestion.';
COMMENT ON COLUMN ingest.mail.ingestion_id IS 'The ingestion.';
COMMENT ON COLUMN ingest.mail.state IS 'The outcome that the mail reports.';
COMMENT ON COLUMN ingest.mail.audience IS 'Who got the mail.';
COMMENT ON COLUMN ingest.mail.sent_at IS 'When a mail server accepted it.';
COMMENT ON COLUMN ingest.mail.message_id IS 'Its Message-ID.';

COMMENT ON TABLE ingest.staged_row IS
    'The rows of a drop as they came. They are purged when the next drop of the feed is extracted.';
COMMENT ON COLUMN ingest.staged_row.ingestion_id IS 'The ingestion.';
COMMENT ON COLUMN ingest.staged_row.line_number IS 'Physical line of the file on which the row starts, from 1.';
COMMENT ON COLUMN ingest.staged_row.cells IS 'The cells as they came, in the order of ingestion.header.';

COMMENT ON TABLE ingest.finding IS
    'What is wrong with rows, or with the file. Purged with the details of the ingestion.';
COMMENT ON COLUMN ingest.finding.id IS 'Key: in the order in which the findings were made.';
COMMENT ON COLUMN ingest.finding.ingestion_id IS 'The ingestion.';
COMMENT ON COLUMN ingest.finding.stage IS 'The stage that made the finding.';
COMMENT ON COLUMN ingest.finding.line_number IS 'Line of the row; null: the finding is about the file.';
COMMENT ON COLUMN ingest.finding.code IS 'What is wrong.';
COMMENT ON COLUMN ingest.finding.severity IS 'Whether the finding rejects its row (critical) or not (warning).';
COMMENT ON COLUMN ingest.finding.course_key IS 'Course of the row, where it names one.';
COMMENT ON COLUMN ingest.finding.column_name IS 'Source column that is at fault; null: the row as a whole is.';
COMMENT ON COLUMN ingest.finding.value IS 'The cell, cut to 200 characters; null: there is none.';
COMMENT ON COLUMN ingest.finding.message IS 'What is wrong and what to do about it, for the partner.';

COMMENT ON TABLE ingest.accepted_row IS
    'The rows that validation accepted, with the value that the contract reads from each cell; one column for each '
    'field of the contract, null for a blank cell. They are purged when the next drop of the feed is extracted.';
COMMENT ON COLUMN ingest.accepted_row.ingestion_id IS 'The ingestion.';
COMMENT ON COLUMN ingest.accepted_row.line_number IS 'Physical line of the file on which the row starts, from 1.';
COMMENT ON COLUMN ingest.accepted_row.course_key IS
    'Key of the course: organization and number, joined by a plus sign.';
COMMENT ON COLUMN ingest.accepted_row.organization IS 'Key of the organization, from the column organization.';
COMMENT ON COLUMN ingest.accepted_row.title IS 'Column title.';
COMMENT ON COLUMN ingest.accepted_row.number IS 'Column number.';
COMMENT ON COLUMN ingest.accepted_row.course_enrollment_track IS
    'Slug of the course type, from the column course_enrollment_track.';
COMMENT ON COLUMN ingest.accepted_row.course_run_enrollment_track IS
    'Slug of the run type, from the column course_run_enrollment_track.';
COMMENT ON COLUMN ingest.accepted_row.image IS 'Column image, a URL.';
COMMENT ON COLUMN ingest.accepted_row.short_description IS
    'Column short_description, sanitised; null also where sanitising changes nothing: then the cell of '
    'ingest.staged_row counts.';
COMMENT ON COLUMN ingest.accepted_row.long_description IS
    'Column long_description, sanitised; null also where sanitising changes nothing: then the cell of '
    'ingest.staged_row counts.';
COMMENT ON COLUMN ingest.accepted_row.what_will_you_learn IS
    'Column what_will_you_learn, sanitised; null also where sanitising changes nothing: then the cell of '
    'ingest.staged_row counts.';
COMMENT ON COLUMN ingest.accepted_row.course_level IS 'Name of the level, from the column course_level.';
COMMENT ON COLUMN ingest.accepted_row.primary_subject IS 'Name of the subject, from the column primary_subject.';
COMMENT ON COLUMN ingest.accepted_row.secondary_subject IS 'Name of the subject, from the column secondary_subject.';
COMMENT ON COLUMN ingest.accepted_row.tertiary_subject IS 'Name of the subject, from the column tertiary_subject.';
COMMENT ON COLUMN ingest.accepted_row.verified_price IS 'Column verified_price, in US dollars.';
COMMENT ON COLUMN ingest.accepted_row.collaborators IS 'Names in the column collaborators, each once.';
COMMENT ON COLUMN ingest.accepted_row.syllabus IS
    'Column syllabus, sanitised; null also where sanitising changes nothing: then the cell of ingest.staged_row '
    'counts.';
COMMENT ON COLUMN ingest.accepted_row.prerequisites IS
    'Column prerequisites, sanitised; null also where sanitising changes nothing: then the cell of ingest.staged_row '
    'counts.';
COMMENT ON COLUMN ingest.accepted_row.learner_testimonials IS
    'Column learner_testimonials, sanitised; null also where sanitising changes nothing: then the cell of '
    'ingest.staged_row counts.';
COMMENT ON COLUMN ingest.accepted_row.frequently_asked_questions IS
    'Column frequently_asked_questions, sanitised; null also where sanitising changes nothing: then the cell of '
    'ingest.staged_row counts.';
COMMENT ON COLUMN ingest.accepted_row.additional_information IS
    'Column additional_information, sanitised; null also where sanitising changes nothing: then the cell of '
    'ingest.staged_row counts.';
COMMENT ON COLUMN ingest.accepted_row.about_video_link IS 'Column about_video_link, a URL.';
COMMENT ON COLUMN ingest.accepted_row.organization_short_code_override IS 'Column organization_short_code_override.';
COMMENT ON COLUMN ingest.accepted_row.organization_logo_override IS 'Column organization_logo_override, a URL.';
COMMENT ON COLUMN ingest.accepted_row.has_ofac_restrictions IS
    'Column course_embargo_(ofac)_restriction_text_added_to_the_faq_section, as a yes or no.';
COMMENT ON COLUMN ingest.accepted_row.ofac_comment IS 'Column ofac_comment.';
COMMENT ON COLUMN ingest.accepted_row.publish_date IS 'Column publish_date.';
COMMENT ON COLUMN ingest.accepted_row.starts_at IS 'Columns start_date and start_time, in the time zone of the feed.';
COMMENT ON COLUMN ingest.accepted_row.ends_at IS 'Columns end_date and end_time, in the time zone of the feed.';
COMMENT ON COLUMN ingest.accepted_row.enrollment_ends_at IS
    'Columns reg_close_date and reg_close_time, in the time zone of the feed.';
COMMENT ON COLUMN ingest.accepted_row.course_pacing IS 'Column course_pacing.';
COMMENT ON COLUMN ingest.accepted_row.staff IS 'Names in the column staff, each once.';
COMMENT ON COLUMN ingest.accepted_row.minimum_effort IS 'Column minimum_effort, in hours a week.';
COMMENT ON COLUMN ingest.accepted_row.maximum_effort IS 'Column maximum_effort, in hours a week.';
COMMENT ON COLUMN ingest.accepted_row.length IS 'Column length, in weeks.';
COMMENT ON COLUMN ingest.accepted_row.content_language IS 'Code of the language, from the column content_language.';
COMMENT ON COLUMN ingest.accepted_row.transcript_language IS
    'Codes of the languages in the column transcript_language.';
COMMENT ON COLUMN ingest.accepted_row.expected_program_type IS
    'Slug of the program type, from the column expected_program_type.';
COMMENT ON COLUMN ingest.accepted_row.expected_program_name IS 'Column expected_program_name.';
COMMENT ON COLUMN ingest.accepted_row.upgrade_deadline_override_at IS
    'Columns upgrade_deadline_override_date and upgrade_deadline_override_time, in the time zone of the feed.';
COMMENT ON COLUMN ingest.accepted_row.redirect_url IS 'Column redirect_url.';
COMMENT ON COLUMN ingest.accepted_row.external_identifier IS 'Column external_identifier.';
COMMENT ON COLUMN ingest.accepted_row.organic_url IS 'Column organic_url.';
COMMENT ON COLUMN ingest.accepted_row.lead_capture_form_url IS 'Column lead_capture_form_url.';
COMMENT ON COLUMN ingest.accepted_row.certificate_header IS 'Column certificate_header.';
COMMENT ON COLUMN ingest.accepted_row.certificate_text IS
    'Column certificate_text, sanitised; null also where sanitising changes nothing: then the cell of '
    'ingest.staged_row counts.';
COMMENT ON COLUMN ingest.accepted_row.stat1 IS 'Column stat1.';
COMMENT ON COLUMN ingest.accepted_row.stat1_text IS
    'Column stat1_text, sanitised; null also where sanitising changes nothing: then the cell of ingest.staged_row '
    'counts.';
COMMENT ON COLUMN ingest.accepted_row.stat2 IS 'Column stat2.';
COMMENT ON COLUMN ingest.accepted_row.stat2_text IS
    'Column stat2_text, sanitised; null also where sanitising changes nothing: then the cell of ingest.staged_row '
    'counts.';
COMMENT ON COLUMN ingest.accepted_row.variant_id IS 'Column variant_id.';
COMMENT ON COLUMN ingest.accepted_row.restriction_type IS 'Column restriction_type.';
COMMENT ON COLUMN ingest.accepted_row.fixed_price_usd IS 'Column fixed_price_usd, in US dollars.';
COMMENT ON COLUMN ingest.accepted_row.meta_title IS 'Column meta_title.';
COMMENT ON COLUMN ingest.accepted_row.meta_description IS 'Column meta_description.';
COMMENT ON COLUMN ingest.accepted_row.meta_keywords IS 'Names in the column meta_keywords, each once.';
COMMENT ON COLUMN ingest.accepted_row.external_course_marketing_type IS 'Column external_course_marketing_type.';
COMMENT ON COLUMN ingest.accepted_row.taxi_form_id IS 'Column taxi_form_id.';
COMMENT ON COLUMN ingest.accepted_row.post_submit_url IS 'Column post_submit_url.';
COMMENT ON COLUMN ingest.accepted_row.is_future_variant IS 'Column is_future_variant, as a yes or no.';

COMMENT ON TABLE ingest.row_decision IS 'What becomes of each row. Purged with the details of the ingestion.';
COMMENT ON COLUMN ingest.row_decision.ingestion_id IS 'The ingestion.';
COMMENT ON COLUMN ingest.row_decision.line_number IS 'Physical line of the file on which the row starts, from 1.';
COMMENT ON COLUMN ingest.row_decision.decision IS
    'The decision; null: the file was refused before the row was decided on.';
COMMENT ON COLUMN ingest.row_decision.course_key IS 'Course of the row, where it names one.';
COMMENT ON COLUMN ingest.row_decision.course_run_key IS 'The run that the row is about; null: none.';
COMMENT ON COLUMN ingest.row_decision.is_course_source IS 'Whether the row supplies the values of its course.';
COMMENT ON COLUMN ingest.row_decision.is_price_source IS 'Whether the row supplies the price of its course.';

COMMENT ON TABLE ingest.planned_change IS
    'The plan: the catalog rows that a load would insert or update. Purged when the next drop of the feed is '
    'extracted if it was loaded, otherwise with the details of the ingestion.';
COMMENT ON COLUMN ingest.planned_change.ingestion_id IS 'The ingestion.';
COMMENT ON COLUMN ingest.planned_change.table_name IS 'Table of the catalog.';
COMMENT ON COLUMN ingest.planned_change.row_key IS 'Key of the row.';
COMMENT ON COLUMN ingest.planned_change.line_number IS
    'Line of the drop that asks for the change; null: no line does, the product is archived.';
COMMENT ON COLUMN ingest.planned_change.before IS 'The fields that change, as they are; null: the row is inserted.';
COMMENT ON COLUMN ingest.planned_change.after IS 'The same fields as they will be; of a new row all that are not null.';

COMMENT ON TABLE ingest.applied_change IS
    'The history: the catalog rows that loads inserted or updated. It is append-only and stays for good: it grows '
    'with what changes, not with what is delivered.';
COMMENT ON COLUMN ingest.applied_change.ingestion_id IS 'The ingestion.';
COMMENT ON COLUMN ingest.applied_change.table_name IS
    'Table of the catalog; person or collaborator for a name that was inserted.';
COMMENT ON COLUMN ingest.applied_change.row_key IS 'Key of the row.';
COMMENT ON COLUMN ingest.applied_change.line_number IS
    'Line of the drop that asks for the change; null: no line does, the product is archived.';
COMMENT ON COLUMN ingest.applied_change.before IS 'The fields that changed, as they were; null: the row was inserted.';
COMMENT ON COLUMN ingest.applied_change.after IS 'The same fields as they became; of a new row all that are not null.';
COMMENT ON COLUMN ingest.applied_change.applied_at IS 'When.';

COMMENT ON TABLE ingest.quarantine IS
    'Rejected rows with their cells, until they are corrected or discarded. They stay for good: the history of what '
    'was rejected.';
COMMENT ON COLUMN ingest.quarantine.ingestion_id IS 'The ingestion.';
COMMENT ON COLUMN ingest.quarantine.line_number IS 'Physical line of the file on which the row starts, from 1.';
COMMENT ON COLUMN ingest.quarantine.feed_id IS 'The feed.';
COMMENT ON COLUMN ingest.quarantine.course_key IS 'Course of the row, where it names one.';
COMMENT ON COLUMN ingest.quarantine.identity IS
    'Course, and variant or schedule, as the row names them: recognises the row in a later drop; null: the row names '
    'no course.';
COMMENT ON COLUMN ingest.quarantine.codes IS 'Why the row was rejected.';
COMMENT ON COLUMN ingest.quarantine.cells IS 'The cells as they came, in the order of ingestion.header.';
COMMENT ON COLUMN ingest.quarantine.status IS 'Whether the row is open, resolved by a corrected row, or discarded.';
COMMENT ON COLUMN ingest.quarantine.closed_by_ingestion_id IS
    'The ingestion in which the row came again; null: it did not.';
COMMENT ON COLUMN ingest.quarantine.closed_by_line IS 'Line of that ingestion on which it came.';
COMMENT ON COLUMN ingest.quarantine.discarded_by IS 'Who discarded the row.';
COMMENT ON COLUMN ingest.quarantine.reason IS 'Why the row was discarded.';
COMMENT ON COLUMN ingest.quarantine.quarantined_at IS 'When the row was rejected.';
COMMENT ON COLUMN ingest.quarantine.closed_at IS 'When the row was resolved or discarded.';

COMMENT ON TABLE ingest.reported_row IS
    'What a report shows of rows that are no longer staged, so that it can be made again. Purged with the details of '
    'the ingestion.';
COMMENT ON COLUMN ingest.reported_row.ingestion_id IS 'The ingestion.';
COMMENT ON COLUMN ingest.reported_row.line_number IS 'Physical line of the file on which the row starts, from 1.';
COMMENT ON COLUMN ingest.reported_row.title IS 'Title of the course.';
COMMENT ON COLUMN ingest.reported_row.starts_at IS 'Start of the run.';
COMMENT ON COLUMN ingest.reported_row.ends_at IS 'End of the run.';
COMMENT ON COLUMN ingest.reported_row.is_future_variant IS 'Whether the partner marked the row as a future variant.';
COMMENT ON COLUMN ingest.reported_row.external_course_marketing_type IS 'Kind of product for marketing.';
COMMENT ON COLUMN ingest.reported_row.cells IS
    'The cells of a rejected row that is not in the quarantine, such as one of a dry run; otherwise null.';

COMMENT ON TABLE ingest.data_docs IS
    'The page that Great Expectations makes of a validation, without any cell: about 10 KB compressed. Purged with '
    'the details of the ingestion.';
COMMENT ON COLUMN ingest.data_docs.ingestion_id IS 'The ingestion.';
COMMENT ON COLUMN ingest.data_docs.page IS 'The page, as HTML.';

COMMENT ON VIEW ingest.outcome IS
    'What became of each row that was read: one line for each. Reports, tests and people read this.';
COMMENT ON COLUMN ingest.outcome.ingestion_id IS 'The ingestion.';
COMMENT ON COLUMN ingest.outcome.line_number IS 'Physical line of the file on which the row starts, from 1.';
COMMENT ON COLUMN ingest.outcome.decision IS 'The decision; null: the file was refused before the row was decided on.';
COMMENT ON COLUMN ingest.outcome.course_key IS 'Course of the row, where it names one.';
COMMENT ON COLUMN ingest.outcome.course_run_key IS 'The run that the row is about; null: none.';
COMMENT ON COLUMN ingest.outcome.codes IS 'Codes of the findings about the row, each once, in alphabetical order.';

COMMENT ON VIEW ingest.row_shown_in_report IS
    'What a report shows of a row besides its decision and changes, whether it is still staged or not.';
COMMENT ON COLUMN ingest.row_shown_in_report.ingestion_id IS 'The ingestion.';
COMMENT ON COLUMN ingest.row_shown_in_report.line_number IS
    'Physical line of the file on which the row starts, from 1.';
COMMENT ON COLUMN ingest.row_shown_in_report.title IS 'Title of the course.';
COMMENT ON COLUMN ingest.row_shown_in_report.starts_at IS 'Start of the run.';
COMMENT ON COLUMN ingest.row_shown_in_report.ends_at IS 'End of the run.';
COMMENT ON COLUMN ingest.row_shown_in_report.is_future_variant IS
    'Whether the partner marked the row as a future variant.';
COMMENT ON COLUMN ingest.row_shown_in_report.external_course_marketing_type IS 'Kind of product for marketing.';

COMMENT ON VIEW ingest.kept_row IS
    'Rows of which the cells are known: rejected ones for good, others while they are staged.';
COMMENT ON COLUMN ingest.kept_row.ingestion_id IS 'The ingestion.';
COMMENT ON COLUMN ingest.kept_row.line_number IS 'Physical line of the file on which the row starts, from 1.';
COMMENT ON COLUMN ingest.kept_row.cells IS 'The cells as they came, in the order of ingestion.header.';

COMMENT ON FUNCTION ingest.trimmed(text) IS 'A text without the blanks at its ends, as Python understands blanks.';
COMMENT ON FUNCTION ingest.row_identity(text, text, text, text[]) IS
    'What recognises a row in a later drop: its course, and its variant or else its schedule; null without a course.';
COMMENT ON FUNCTION ingest.delete_rows_of_ingestion() IS
    'Deletes the rows of an ingestion that is deleted, in the tables that have no foreign key to it.';
COMMENT ON FUNCTION ingest.refuse_rewriting_history() IS 'Refuses to update, delete or truncate the history.';

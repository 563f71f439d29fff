-- The catalog: courses, their runs, what external courses have besides, and the reference tables.
--
-- Natural keys throughout: a course key, a run key and a person's name are what people and other systems call these
-- things, and a load needs no look-up from names to numbers. Constraints hold the domain's rules against any writer;
-- each is named for what it holds, because its name is what an operator reads when a load breaks it.

-- An index on lower(...) makes a name unique in any case, and finds it so. lower() and not an ICU collation: lower()
-- folds ASCII on every server, however that was built and whatever its locale is, and what people mistype is ASCII.
--
-- A foreign key has an index on its columns, or a comment that says why it has none.

CREATE SCHEMA catalog;

-- Reference tables ---------------------------------------------------------------------------------------------------

CREATE TABLE catalog.product_source (
    slug text PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE catalog.organization (
    key        text PRIMARY KEY,
    name       text NOT NULL,
    short_code text,
    CONSTRAINT organization_key_has_allowed_characters CHECK (key ~ '^[A-Za-z0-9._-]+$')
);
CREATE UNIQUE INDEX organization_key_is_unique_in_any_case ON catalog.organization (lower(key));

CREATE TABLE catalog.organization_mapping (
    product_source_slug text NOT NULL,
    external_key        text NOT NULL,
    organization_key    text NOT NULL,
    PRIMARY KEY (product_source_slug, external_key),
    CONSTRAINT organization_mapping_product_source_slug_exists
        FOREIGN KEY (product_source_slug) REFERENCES catalog.product_source,
    CONSTRAINT organization_mapping_organization_key_exists
        FOREIGN KEY (organization_key) REFERENCES catalog.organization
);
CREATE UNIQUE INDEX organization_mapping_external_key_is_unique_in_any_case
    ON catalog.organization_mapping (product_source_slug, lower(external_key));

CREATE TABLE catalog.course_type (
    slug        text PRIMARY KEY,
    name        text NOT NULL,
    is_external boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX course_type_name_is_unique_in_any_case ON catalog.course_type (lower(name));

CREATE TABLE catalog.course_run_type (
    slug text PRIMARY KEY,
    name text NOT NULL
);
CREATE UNIQUE INDEX course_run_type_name_is_unique_in_any_case ON catalog.course_run_type (lower(name));

CREATE TABLE catalog.level_type (name text PRIMARY KEY);
CREATE UNIQUE INDEX level_type_name_is_unique_in_any_case ON catalog.level_type (lower(name));

CREATE TABLE catalog.subject (name text PRIMARY KEY);
CREATE UNIQUE INDEX subject_name_is_unique_in_any_case ON catalog.subject (lower(name));

CREATE TABLE catalog.language_tag (
    code text PRIMARY KEY,
    name text NOT NULL,
    CONSTRAINT language_tag_name_is_unique UNIQUE (name)
);
CREATE UNIQUE INDEX language_tag_code_is_unique_in_any_case ON catalog.language_tag (lower(code));

CREATE TABLE catalog.program_type (
    slug text PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE catalog.collaborator (name text PRIMARY KEY);

CREATE TABLE catalog.person (name text PRIMARY KEY);

-- Courses and runs ---------------------------------------------------------------------------------------------------

CREATE TABLE catalog.course (
    key                              text PRIMARY KEY,
    organization_key                 text NOT NULL,
    number                           text NOT NULL,
    title                            text NOT NULL,
    slug                             text COLLATE "C" NOT NULL,  -- in byte order, so that its index finds prefixes
    course_type_slug                 text NOT NULL,
    product_source_slug              text,
    image_url                        text,
    short_description                text,
    full_description                 text,
    outcome                          text,
    level_type_name                  text,
    price                            numeric(10, 2),
    syllabus                         text,
    prerequisites                    text,
    learner_testimonials             text,
    faq                              text,
    additional_information           text,
    video_url                        text,
    organization_short_code_override text,
    organization_logo_override_url   text,
    created_at                       timestamptz NOT NULL DEFAULT now(),
    updated_at                       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT course_slug_is_unique UNIQUE (slug),
    CONSTRAINT course_organization_key_exists FOREIGN KEY (organization_key) REFERENCES catalog.organization,
    CONSTRAINT course_course_type_slug_exists FOREIGN KEY (course_type_slug) REFERENCES catalog.course_type,
    CONSTRAINT course_product_source_slug_exists FOREIGN KEY (product_source_slug) REFERENCES catalog.product_source,
    CONSTRAINT course_level_type_name_exists FOREIGN KEY (level_type_name) REFERENCES catalog.level_type,
    CONSTRAINT course_key_is_organization_and_number CHECK (key = organization_key || '+' || number),
    CONSTRAINT course_number_has_allowed_characters CHECK (number ~ '^[A-Za-z0-9._-]{1,50}$'),
    CONSTRAINT course_title_is_not_blank CHECK (title ~ '\S'),
    CONSTRAINT course_title_has_at_most_255_characters CHECK (length(title) <= 255),
    CONSTRAINT course_slug_does_not_end_with_a_slash CHECK (slug ~ '[^/]$'),
    CONSTRAINT course_price_is_not_negative CHECK (price >= 0),
    CONSTRAINT course_short_code_override_has_at_most_255_characters CHECK (
        length(organization_short_code_override) <= 255)
) WITH (fillfactor = 85);
CREATE INDEX course_type_and_source ON catalog.course (course_type_slug, product_source_slug);
CREATE INDEX course_key_in_any_case ON catalog.course (lower(key) COLLATE "C");
CREATE INDEX course_number_in_any_case ON catalog.course (lower(number) COLLATE "C");

CREATE TABLE catalog.course_subject (
    course_key   text NOT NULL,
    position     smallint NOT NULL,
    subject_name text NOT NULL,
    PRIMARY KEY (course_key, position),
    CONSTRAINT course_subject_is_named_once UNIQUE (course_key, subject_name),
    CONSTRAINT course_subject_course_key_exists
        FOREIGN KEY (course_key) REFERENCES catalog.course ON DELETE CASCADE,
    CONSTRAINT course_subject_subject_name_exists FOREIGN KEY (subject_name) REFERENCES catalog.subject,
    CONSTRAINT course_subject_position_is_1_to_3 CHECK (position BETWEEN 1 AND 3)
);

CREATE TABLE catalog.course_collaborator (
    course_key        text NOT NULL,
    position          smallint NOT NULL,
    collaborator_name text NOT NULL,
    PRIMARY KEY (course_key, position),
    CONSTRAINT course_collaborator_is_named_once UNIQUE (course_key, collaborator_name),
    CONSTRAINT course_collaborator_course_key_exists
        FOREIGN KEY (course_key) REFERENCES catalog.course ON DELETE CASCADE,
    CONSTRAINT course_collaborator_collaborator_name_exists
        FOREIGN KEY (collaborator_name) REFERENCES catalog.collaborator,
    CONSTRAINT course_collaborator_position_is_positive CHECK (position >= 1)
);

CREATE TABLE catalog.course_run (
    key                          text PRIMARY KEY,
    course_key                   text NOT NULL,
    course_run_type_slug         text,
    status                       text NOT NULL DEFAULT 'unpublished',
    variant_id                   uuid,
    starts_at                    timestamptz,
    ends_at                      timestamptz,
    enrollment_ends_at           timestamptz,
    goes_live_on                 date,
    pacing_type                  text,
    min_effort                   smallint,
    max_effort                   smallint,
    weeks_to_complete            smallint,
    content_language_code        text,
    transcript_languages         text[],
    expected_program_type_slug   text,
    expected_program_name        text,
    upgrade_deadline_override_at timestamptz,
    restriction_type             text,
    fixed_price_usd              numeric(10, 2),
    has_ofac_restrictions        boolean NOT NULL DEFAULT false,
    ofac_comment                 text,
    created_at                   timestamptz NOT NULL DEFAULT now(),
    updated_at                   timestamptz NOT NULL DEFAULT now(),
    -- Deferrable so that two runs can swap their variants in one statement.
    CONSTRAINT course_run_variant_id_is_unique UNIQUE (variant_id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT course_run_course_key_exists FOREIGN KEY (course_key) REFERENCES catalog.course,
    CONSTRAINT course_run_course_run_type_slug_exists
        FOREIGN KEY (course_run_type_slug) REFERENCES catalog.course_run_type,
    CONSTRAINT course_run_content_language_code_exists
        FOREIGN KEY (content_language_code) REFERENCES catalog.language_tag,
    CONSTRAINT course_run_expected_program_type_slug_exists
        FOREIGN KEY (expected_program_type_slug) REFERENCES catalog.program_type,
    CONSTRAINT course_run_key_has_three_parts CHECK (key ~ '^course-v1:[^+]+\+[^+]+\+[^+]+$'),
    CONSTRAINT course_run_status_is_known CHECK (
        status IN ('unpublished', 'review_by_legal', 'review_by_internal', 'reviewed', 'published')),
    CONSTRAINT course_run_ends_after_it_starts CHECK (ends_at > starts_at),
    -- Python holds moments of the years 1 to 9999: another one, such as infinity, would stop each drop of its course.
    CONSTRAINT course_run_starts_in_the_years_1_to_9999 CHECK (
        starts_at >= '0001-01-01 00:00+00' AND starts_at < '10000-01-01 00:00+00'),
    CONSTRAINT course_run_ends_in_the_years_1_to_9999 CHECK (
        ends_at >= '0001-01-01 00:00+00' AND ends_at < '10000-01-01 00:00+00'),
    CONSTRAINT course_run_enrollment_ends_in_the_years_1_to_9999 CHECK (
        enrollment_ends_at >= '0001-01-01 00:00+00' AND enrollment_ends_at < '10000-01-01 00:00+00'),
    CONSTRAINT course_run_pacing_type_is_known CHECK (pacing_type IN ('instructor-paced', 'self-paced')),
    CONSTRAINT course_run_min_effort_fits_a_week CHECK (min_effort BETWEEN 0 AND 168),
    CONSTRAINT course_run_max_effort_fits_a_week CHECK (max_effort BETWEEN 0 AND 168),
    CONSTRAINT course_run_max_effort_is_not_below_min_effort CHECK (max_effort >= min_effort),
    CONSTRAINT course_run_takes_1_to_520_weeks CHECK (weeks_to_complete BETWEEN 1 AND 520),
    CONSTRAINT course_run_restriction_type_is_known CHECK (
        restriction_type IN ('custom-b2b-enterprise', 'custom-b2c')),
    CONSTRAINT course_run_fixed_price_is_not_negative CHECK (fixed_price_usd >= 0)
) WITH (fillfactor = 85);
CREATE INDEX course_run_course_key ON catalog.course_run (course_key);

CREATE TABLE catalog.course_run_staff (
    course_run_key text NOT NULL,
    position       smallint NOT NULL,
    person_name    text NOT NULL,
    PRIMARY KEY (course_run_key, position),
    CONSTRAINT course_run_staff_is_named_once UNIQUE (course_run_key, person_name),
    CONSTRAINT course_run_staff_course_run_key_exists
        FOREIGN KEY (course_run_key) REFERENCES catalog.course_run ON DELETE CASCADE,
    CONSTRAINT course_run_staff_person_name_exists FOREIGN KEY (person_name) REFERENCES catalog.person,
    CONSTRAINT course_run_staff_position_is_positive CHECK (position >= 1)
);

CREATE TABLE catalog.additional_metadata (
    course_key                     text PRIMARY KEY,
    external_identifier            text,
    external_url                   text,
    organic_url                    text,
    lead_capture_form_url          text,
    certificate_info               jsonb,
    facts                          jsonb,
    starts_at                      timestamptz,
    ends_at                        timestamptz,
    registration_ends_at           timestamptz,
    variant_id                     uuid,
    product_meta                   jsonb,
    external_course_marketing_type text,
    taxi_form                      jsonb,
    product_status                 text NOT NULL DEFAULT 'published',
    created_at                     timestamptz NOT NULL DEFAULT now(),
    updated_at                     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT additional_metadata_course_key_exists
        FOREIGN KEY (course_key) REFERENCES catalog.course ON DELETE CASCADE,
    CONSTRAINT additional_metadata_identifier_has_at_most_255_characters CHECK (length(external_identifier) <= 255),
    CONSTRAINT additional_metadata_external_url_has_at_most_511_characters CHECK (length(external_url) <= 511),
    CONSTRAINT additional_metadata_organic_url_has_at_most_511_characters CHECK (length(organic_url) <= 511),
    CONSTRAINT additional_metadata_lead_form_url_has_at_most_511_characters CHECK (
        length(lead_capture_form_url) <= 511),
    -- A JSON null or text where an object belongs would be joined to what a row says as an array.
    CONSTRAINT additional_metadata_certificate_info_is_an_object CHECK (jsonb_typeof(certificate_info) = 'object'),
    CONSTRAINT additional_metadata_has_at_most_two_facts CHECK (
        jsonb_typeof(facts) = 'array' AND jsonb_array_length(facts) <= 2
        AND NOT jsonb_path_exists(facts, '$[*] ? (@.type() != "object")')),
    CONSTRAINT additional_metadata_product_meta_is_an_object CHECK (jsonb_typeof(product_meta) = 'object'),
    CONSTRAINT additional_metadata_marketing_type_is_known CHECK (
        external_course_marketing_type IN ('short_course', 'sprint', 'course_stack')),
    CONSTRAINT additional_metadata_taxi_form_has_id_and_url CHECK (
        jsonb_typeof(taxi_form) = 'object' AND taxi_form ?& ARRAY['form_id', 'post_submit_url']),
    CONSTRAINT additional_metadata_product_status_is_known CHECK (product_status IN ('published', 'archived'))
) WITH (fillfactor = 85);
CREATE INDEX additional_metadata_external_identifier ON catalog.additional_metadata (external_identifier);

-- updated_at is true whoever writes: a statement by hand moves it as a load does.
CREATE FUNCTION catalog.set_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := statement_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER set_updated_at BEFORE UPDATE ON catalog.course
    FOR EACH ROW EXECUTE FUNCTION catalog.set_updated_at();
CREATE TRIGGER set_updated_at BEFORE UPDATE ON catalog.course_run
    FOR EACH ROW EXECUTE FUNCTION catalog.set_updated_at();
CREATE TRIGGER set_updated_at BEFORE UPDATE ON catalog.additional_metadata
    FOR EACH ROW EXECUTE FUNCTION catalog.set_updated_at();

-- Comments -----------------------------------------------------------------------------------------------------------

COMMENT ON SCHEMA catalog IS 'The catalog: courses, their runs, and the reference tables that they use.';

COMMENT ON TABLE catalog.product_source IS
    'Sources of products: the partners and the platform itself. A feed writes courses of one source only.';
COMMENT ON COLUMN catalog.product_source.slug IS 'Key, such as 2u.';
COMMENT ON COLUMN catalog.product_source.name IS 'Name that people read.';

COMMENT ON TABLE catalog.organization IS 'Organizations that offer courses: universities and schools.';
COMMENT ON COLUMN catalog.organization.key IS
    'Key, such as NorthfieldX: the first part of the keys of its courses and runs.';
COMMENT ON COLUMN catalog.organization.name IS 'Name that people read.';
COMMENT ON COLUMN catalog.organization.short_code IS
    'Short name, used in the slugs of boot camps; null: the name is used.';

COMMENT ON TABLE catalog.organization_mapping IS 'Codes that a source uses for organizations instead of their keys.';
COMMENT ON COLUMN catalog.organization_mapping.product_source_slug IS 'The source that uses the code.';
COMMENT ON COLUMN catalog.organization_mapping.external_key IS 'The code, in any case.';
COMMENT ON COLUMN catalog.organization_mapping.organization_key IS 'The organization that is meant.';

COMMENT ON TABLE catalog.course_type IS
    'Types of courses, such as executive education. A feed writes courses of one type only.';
COMMENT ON COLUMN catalog.course_type.slug IS 'Key, such as executive-education-2u.';
COMMENT ON COLUMN catalog.course_type.name IS 'Name by which drops refer to the type, in any case.';
COMMENT ON COLUMN catalog.course_type.is_external IS 'Whether courses of the type have a row in additional_metadata.';

COMMENT ON TABLE catalog.course_run_type IS 'Types of course runs.';
COMMENT ON COLUMN catalog.course_run_type.slug IS 'Key, such as unpaid-executive-education.';
COMMENT ON COLUMN catalog.course_run_type.name IS 'Name by which drops refer to the type, in any case.';

COMMENT ON TABLE catalog.level_type IS 'Levels of courses.';
COMMENT ON COLUMN catalog.level_type.name IS 'Key and name, such as Introductory; drops refer to it in any case.';

COMMENT ON TABLE catalog.subject IS 'Subjects of courses.';
COMMENT ON COLUMN catalog.subject.name IS 'Key and name, such as Law; drops refer to it in any case.';

COMMENT ON TABLE catalog.language_tag IS 'Languages of course runs and of their transcripts.';
COMMENT ON COLUMN catalog.language_tag.code IS 'Key: a language tag, such as en-us; drops refer to it in any case.';
COMMENT ON COLUMN catalog.language_tag.name IS
    'Name, such as English - United States; drops may refer to it instead of the code.';

COMMENT ON TABLE catalog.program_type IS 'Types of programs that a course run is expected to become part of.';
COMMENT ON COLUMN catalog.program_type.slug IS 'Key, such as xseries.';
COMMENT ON COLUMN catalog.program_type.name IS 'Name that people read.';

COMMENT ON TABLE catalog.collaborator IS 'Collaborators of courses. A load inserts the names that it does not find.';
COMMENT ON COLUMN catalog.collaborator.name IS 'Key and name.';

COMMENT ON TABLE catalog.person IS 'Staff of course runs. A load inserts the names that it does not find.';
COMMENT ON COLUMN catalog.person.name IS 'Key and name.';

COMMENT ON TABLE catalog.course IS
    'Courses: what a learner sees. The partners call them products. A load inserts and updates them and never deletes '
    'one.';
COMMENT ON COLUMN catalog.course.key IS 'Key: organization_key and number, joined by a plus sign. It never changes.';
COMMENT ON COLUMN catalog.course.organization_key IS 'The organization that offers the course.';
COMMENT ON COLUMN catalog.course.number IS
    'Number within the organization: letters, digits, dot, underscore and hyphen.';
COMMENT ON COLUMN catalog.course.title IS 'Title.';
COMMENT ON COLUMN catalog.course.slug IS
    'Path of the course page, unique in the catalog. It is set once, and sorts by bytes so that its index finds '
    'prefixes.';
COMMENT ON COLUMN catalog.course.course_type_slug IS 'Type of the course.';
COMMENT ON COLUMN catalog.course.product_source_slug IS 'Source of the course; null: no feed may change it.';
COMMENT ON COLUMN catalog.course.image_url IS 'Address of the picture on the course card.';
COMMENT ON COLUMN catalog.course.short_description IS 'Teaser, as sanitised HTML.';
COMMENT ON COLUMN catalog.course.full_description IS 'Description, as sanitised HTML.';
COMMENT ON COLUMN catalog.course.outcome IS 'What learners will have learnt, as sanitised HTML.';
COMMENT ON COLUMN catalog.course.level_type_name IS 'Level; null: none is given.';
COMMENT ON COLUMN catalog.course.price IS 'Price in US dollars, with two decimals; null: none is known.';
COMMENT ON COLUMN catalog.course.syllabus IS 'Syllabus, as sanitised HTML.';
COMMENT ON COLUMN catalog.course.prerequisites IS 'Prerequisites, as sanitised HTML.';
COMMENT ON COLUMN catalog.course.learner_testimonials IS 'Testimonials, as sanitised HTML.';
COMMENT ON COLUMN catalog.course.faq IS 'Frequently asked questions, as sanitised HTML.';
COMMENT ON COLUMN catalog.course.additional_information IS 'Further information, as sanitised HTML.';
COMMENT ON COLUMN catalog.course.video_url IS 'Address of the video about the course.';
COMMENT ON COLUMN catalog.course.organization_short_code_override IS
    'Short name that the course page shows instead of the organization''s.';
COMMENT ON COLUMN catalog.course.organization_logo_override_url IS
    'Address of the logo that the course page shows instead of the organization''s.';
COMMENT ON COLUMN catalog.course.created_at IS 'When the row was inserted.';
COMMENT ON COLUMN catalog.course.updated_at IS 'When the row was last updated; a trigger sets it, whoever writes.';

COMMENT ON TABLE catalog.course_subject IS 'Subjects of a course, in order.';
COMMENT ON COLUMN catalog.course_subject.course_key IS 'The course.';
COMMENT ON COLUMN catalog.course_subject.position IS '1: primary, 2: secondary, 3: tertiary subject.';
COMMENT ON COLUMN catalog.course_subject.subject_name IS 'The subject.';

COMMENT ON TABLE catalog.course_collaborator IS 'Collaborators of a course, in order.';
COMMENT ON COLUMN catalog.course_collaborator.course_key IS 'The course.';
COMMENT ON COLUMN catalog.course_collaborator.position IS 'Place in the list, from 1.';
COMMENT ON COLUMN catalog.course_collaborator.collaborator_name IS 'The collaborator.';

COMMENT ON TABLE catalog.course_run IS
    'Course runs: dated offerings of a course. The partners call them variants. A load inserts and updates them and '
    'never deletes one.';
COMMENT ON COLUMN catalog.course_run.key IS 'Key: course-v1:ORG+NUMBER+RUN. It never changes.';
COMMENT ON COLUMN catalog.course_run.course_key IS 'The course that is offered.';
COMMENT ON COLUMN catalog.course_run.course_run_type_slug IS 'Type of the run; null: none is given.';
COMMENT ON COLUMN catalog.course_run.status IS
    'State of the publication: unpublished, in one of two reviews, reviewed, or published.';
COMMENT ON COLUMN catalog.course_run.variant_id IS
    'The partner''s identifier of the run, unique in the catalog; null: the partner gave none.';
COMMENT ON COLUMN catalog.course_run.starts_at IS 'When the run starts; null: not known.';
COMMENT ON COLUMN catalog.course_run.ends_at IS 'When the run ends, after its start; null: not known.';
COMMENT ON COLUMN catalog.course_run.enrollment_ends_at IS 'Until when learners can enrol; null: until the run ends.';
COMMENT ON COLUMN catalog.course_run.goes_live_on IS
    'First day on which a reviewed run is published, in the time zone of its feed.';
COMMENT ON COLUMN catalog.course_run.pacing_type IS 'Whether an instructor or the learner sets the pace.';
COMMENT ON COLUMN catalog.course_run.min_effort IS 'Least effort, in hours a week.';
COMMENT ON COLUMN catalog.course_run.max_effort IS 'Greatest effort, in hours a week.';
COMMENT ON COLUMN catalog.course_run.weeks_to_complete IS 'Length, in weeks.';
COMMENT ON COLUMN catalog.course_run.content_language_code IS 'Language of the content.';
COMMENT ON COLUMN catalog.course_run.transcript_languages IS 'Codes of the languages of the transcripts, in order.';
COMMENT ON COLUMN catalog.course_run.expected_program_type_slug IS
    'Type of the program that the run is expected to become part of.';
COMMENT ON COLUMN catalog.course_run.expected_program_name IS 'Name of that program.';
COMMENT ON COLUMN catalog.course_run.upgrade_deadline_override_at IS
    'Until when learners can upgrade; null: the deadline that follows from the schedule.';
COMMENT ON COLUMN catalog.course_run.restriction_type IS
    'The group of customers that may enroll; null: the run is open to everybody.';
COMMENT ON COLUMN catalog.course_run.fixed_price_usd IS 'Price of a restricted run in US dollars, with two decimals.';
COMMENT ON COLUMN catalog.course_run.has_ofac_restrictions IS
    'Whether learners in embargoed countries are excluded (OFAC).';
COMMENT ON COLUMN catalog.course_run.ofac_comment IS 'Reason for that exclusion.';
COMMENT ON COLUMN catalog.course_run.created_at IS 'When the row was inserted.';
COMMENT ON COLUMN catalog.course_run.updated_at IS 'When the row was last updated; a trigger sets it, whoever writes.';

COMMENT ON TABLE catalog.course_run_staff IS 'Staff of a course run, in order.';
COMMENT ON COLUMN catalog.course_run_staff.course_run_key IS 'The run.';
COMMENT ON COLUMN catalog.course_run_staff.position IS 'Place in the list, from 1.';
COMMENT ON COLUMN catalog.course_run_staff.person_name IS 'The person.';

COMMENT ON TABLE catalog.additional_metadata IS
    'What external courses have besides: one row for each course of an external type. A load archives the row of a '
    'product that a full drop no longer has.';
COMMENT ON COLUMN catalog.additional_metadata.course_key IS 'The course.';
COMMENT ON COLUMN catalog.additional_metadata.external_identifier IS
    'The partner''s identifier of the product; archiving compares it.';
COMMENT ON COLUMN catalog.additional_metadata.external_url IS 'Address of the product at the partner.';
COMMENT ON COLUMN catalog.additional_metadata.organic_url IS
    'Address of the product for visitors from a search engine.';
COMMENT ON COLUMN catalog.additional_metadata.lead_capture_form_url IS
    'Address of the form for people who are interested.';
COMMENT ON COLUMN catalog.additional_metadata.certificate_info IS
    'The certificate: {"heading": text, "blurb": HTML}; null: none.';
COMMENT ON COLUMN catalog.additional_metadata.facts IS
    'Up to two facts: [{"heading": text, "blurb": HTML}, ...]; null: none.';
COMMENT ON COLUMN catalog.additional_metadata.starts_at IS
    'Start of the run in the source row; each run has its own.';
COMMENT ON COLUMN catalog.additional_metadata.ends_at IS
    'End of the run in the source row; each run has its own.';
COMMENT ON COLUMN catalog.additional_metadata.registration_ends_at IS
    'Until when learners can register for that run.';
COMMENT ON COLUMN catalog.additional_metadata.variant_id IS 'Variant of that run.';
COMMENT ON COLUMN catalog.additional_metadata.product_meta IS
    'For search engines: {"title": text, "description": text, "keywords": [text]}; null: none.';
COMMENT ON COLUMN catalog.additional_metadata.external_course_marketing_type IS
    'Kind of product for marketing; null: none is given.';
COMMENT ON COLUMN catalog.additional_metadata.taxi_form IS
    'Form that leads to the partner: {"form_id": text, "post_submit_url": URL}; null: none.';
COMMENT ON COLUMN catalog.additional_metadata.product_status IS 'Whether the product is published or archived.';
COMMENT ON COLUMN catalog.additional_metadata.created_at IS 'When the row was inserted.';
COMMENT ON COLUMN catalog.additional_metadata.updated_at IS
    'When the row was last updated; a trigger sets it, whoever writes.';

COMMENT ON FUNCTION catalog.set_updated_at() IS
    'Sets updated_at of a row that is updated to the time of the statement.';
COMMENT ON CONSTRAINT course_organization_key_exists ON catalog.course IS
    'No index: the key of a course begins with that of its organization, and organizations are hardly ever deleted.';
COMMENT ON CONSTRAINT course_product_source_slug_exists ON catalog.course IS
    'No index of its own: there are few sources, and they are hardly ever deleted.';
COMMENT ON CONSTRAINT course_level_type_name_exists ON catalog.course IS
    'No index: there are few levels, and they are hardly ever deleted.';
COMMENT ON CONSTRAINT course_subject_subject_name_exists ON catalog.course_subject IS
    'No index: there are few subjects, and they are hardly ever deleted.';
COMMENT ON CONSTRAINT course_collaborator_collaborator_name_exists ON catalog.course_collaborator IS
    'No index: collaborators are hardly ever deleted, and each load would pay for it.';
COMMENT ON CONSTRAINT course_run_course_run_type_slug_exists ON catalog.course_run IS
    'No index: there are few types, and they are hardly ever deleted.';
COMMENT ON CONSTRAINT course_run_content_language_code_exists ON catalog.course_run IS
    'No index: there are few languages, and they are hardly ever deleted.';
COMMENT ON CONSTRAINT course_run_expected_program_type_slug_exists ON catalog.course_run IS
    'No index: there are few types, and they are hardly ever deleted.';
COMMENT ON CONSTRAINT course_run_staff_person_name_exists ON catalog.course_run_staff IS
    'No index: people are hardly ever deleted, and each load would pay for it.';
COMMENT ON CONSTRAINT organization_mapping_organization_key_exists ON catalog.organization_mapping IS
    'No index: the table is small.';

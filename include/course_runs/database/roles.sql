-- Two roles for the catalog, without a login: grant one of them to each user that works with it.
--
--     course_runs_writer  all that an ingestion needs, and no more: of the reference tables it changes those of people
--                         and collaborators alone, it deletes no course, and it cannot rewrite the history
--     course_runs_reader  reads everything: for the pages, and for people
--
-- Every migration runs this file, so that a role that somebody created in the meantime gets its rights then.
-- A role belongs to the whole server and stays when the catalog goes. A managed database may not let its owner create
-- one: the migration warns and goes on.
DO $$
DECLARE
    missing text;
BEGIN
    FOREACH missing IN ARRAY ARRAY['course_runs_writer', 'course_runs_reader'] LOOP
        CONTINUE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = missing);
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN', missing);
        EXCEPTION
            WHEN duplicate_object OR unique_violation THEN NULL;  -- another migration has just created it
            WHEN insufficient_privilege THEN
                RAISE WARNING 'The role % does not exist and this user may not create it. Nothing is granted to either '
                    'role. Let an administrator create both, then migrate again.', missing;
                RETURN;
        END;
    END LOOP;

    GRANT USAGE ON SCHEMA catalog, ingest TO course_runs_writer, course_runs_reader;
    GRANT SELECT ON ALL TABLES IN SCHEMA catalog, ingest TO course_runs_writer, course_runs_reader;
    GRANT INSERT ON catalog.person, catalog.collaborator TO course_runs_writer;
    GRANT INSERT, UPDATE ON catalog.course, catalog.course_run, catalog.additional_metadata TO course_runs_writer;
    GRANT INSERT, DELETE ON catalog.course_subject, catalog.course_collaborator, catalog.course_run_staff
        TO course_runs_writer;
    GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ingest TO course_runs_writer;
    REVOKE UPDATE, DELETE ON ingest.applied_change FROM course_runs_writer;
    IF current_setting('server_version_num')::integer >= 170000 THEN  -- before, only the owner may ANALYZE
        EXECUTE 'GRANT MAINTAIN ON ALL TABLES IN SCHEMA ingest TO course_runs_writer';
    END IF;

    -- What the same user creates later.
    ALTER DEFAULT PRIVILEGES IN SCHEMA catalog, ingest
        GRANT SELECT ON TABLES TO course_runs_writer, course_runs_reader;
    ALTER DEFAULT PRIVILEGES IN SCHEMA ingest GRANT INSERT, UPDATE, DELETE ON TABLES TO course_runs_writer;
END $$;

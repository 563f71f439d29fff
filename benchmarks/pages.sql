-- A large ledger for benchmarks/pages.py, over the migrated sample catalog: 100,000 courses with two runs each, 1,000
-- ingestions, 1,000,000 applied changes, 300,000 of them and 100,000 findings in one ingestion.

INSERT INTO catalog.course (key, organization_key, number, title, slug, course_type_slug, product_source_slug,
                            full_description)
SELECT organization.key || '+P' || n, organization.key, 'P' || n, 'Course number ' || n, 'course-' || n,
       'executive-education-2u', '2u', repeat('Some text of the course. ', 80)
FROM generate_series(1, 100000) AS n
JOIN (SELECT key, row_number() OVER (ORDER BY key) - 1 AS place, count(*) OVER () AS places FROM catalog.organization)
    AS organization ON organization.place = n % organization.places;

INSERT INTO catalog.course_run (key, course_key, status, starts_at, ends_at, enrollment_ends_at, variant_id)
SELECT 'course-v1:' || course.key || '+' || n || 'T2031', course.key, 'published',
       timestamptz '2031-01-01' + n * interval '40 days', timestamptz '2031-03-01' + n * interval '40 days',
       '2031-01-01', gen_random_uuid()
FROM catalog.course CROSS JOIN generate_series(1, 2) AS n WHERE course.number ~ '^P[0-9]+$';

-- 999 ordinary ingestions and the large one.
INSERT INTO ingest.ingestion (id, feed_id, feed_settings, dag_id, run_id, rows_from, file, full_drop, dry_run, force,
    allow_archive, as_of, contract_version, status, header, rows_read, counts, loaded_at, reported_at)
SELECT md5('ingestion ' || n)::uuid, feed, '{}', 'course_runs_' || replace(feed, '-', '_'), 'scheduled__' || n, 'drop',
       '/srv/drops/' || n || '.csv', true, false, false, false, timestamptz '2024-01-01' + n * interval '1 day', '1',
       'reported', ARRAY['organization', 'number'], 1000,
       jsonb_build_object('backpopulate', 300, 'update', 400 + n % 100, 'unchanged', 300 - n % 100), now(), now()
FROM generate_series(1, 999) AS n
CROSS JOIN LATERAL (SELECT CASE WHEN n % 3 = 0 THEN '2u-bootcamps' ELSE '2u-executive-education' END AS feed) AS of;
INSERT INTO ingest.ingestion (id, feed_id, feed_settings, dag_id, run_id, rows_from, file, full_drop, dry_run, force,
    allow_archive, as_of, contract_version, status, header, rows_read, counts, loaded_at, reported_at)
VALUES (md5('large')::uuid, '2u-executive-education', '{}', 'course_runs_2u_executive_education', 'large', 'drop',
    '/srv/drops/large.csv', true, false, false, false, '2026-11-20', '1', 'reported',
    ARRAY['organization', 'number'], 150000, '{"update": 99990, "held": 10, "rejected": 50000}', now(), now());
INSERT INTO ingest.stage_attempt (ingestion_id, stage, started_at, finished_at)
SELECT id, stage, as_of, as_of + interval '3 seconds'
FROM ingest.ingestion CROSS JOIN unnest(ARRAY['extract', 'validate', 'diff', 'load', 'report']) AS stage;

-- About 700 changed runs each; one course is changed by every one of them.
INSERT INTO ingest.applied_change (ingestion_id, table_name, row_key, line_number, before, after, applied_at)
SELECT DISTINCT ON (n, course.key) md5('ingestion ' || n)::uuid, 'course_run', 'course-v1:' || course.key || '+1T2031',
       each.place + 1, '{"starts_at": "2030-01-01T00:00:00+00:00", "ends_at": "2030-02-01T00:00:00+00:00"}'::jsonb,
       '{"starts_at": "2031-02-10T00:00:00+00:00", "ends_at": "2031-04-10T00:00:00+00:00"}'::jsonb,
       timestamptz '2024-01-01' + n * interval '1 day'
FROM generate_series(1, 999) AS n
CROSS JOIN generate_series(1, 701) AS each (place)
JOIN catalog.course ON course.number = 'P' || CASE WHEN place = 701 THEN 7 ELSE (n * 37 + place * 97) % 100000 + 1 END;

INSERT INTO ingest.applied_change (ingestion_id, table_name, row_key, line_number, before, after, applied_at)
SELECT md5('large')::uuid, changed, CASE WHEN changed = 'course_run' THEN 'course-v1:' || key || '+1T2031' ELSE key END,
       substr(number, 2)::int + 1,
       jsonb_build_object('starts_at', '2030-01-01T00:00:00+00:00', 'full_description', repeat('x ', 300)),
       jsonb_build_object('starts_at', '2031-02-10T00:00:00+00:00', 'full_description', repeat('x ', 299) || 'y'),
       '2026-11-20'
FROM catalog.course CROSS JOIN unnest(ARRAY['course_run', 'course', 'additional_metadata']) AS changed
WHERE number ~ '^P[0-9]+$';
INSERT INTO ingest.row_decision (ingestion_id, line_number, decision, course_key, course_run_key)
SELECT md5('large')::uuid, n + 1, CASE WHEN n > 100000 THEN 'rejected' WHEN n > 99990 THEN 'held' ELSE 'update' END,
       coalesce(course.key, 'OrgX+Y' || n), 'course-v1:' || course.key || '+1T2031'
FROM generate_series(1, 150000) AS n LEFT JOIN catalog.course ON course.number = 'P' || n;
INSERT INTO ingest.finding (ingestion_id, stage, line_number, code, severity, course_key, column_name, value, message)
SELECT md5('large')::uuid, 'validate', n + 1,
       CASE WHEN n <= 50000 THEN 'HTML_SANITISED' WHEN n = 150000 THEN 'INVALID_URL' ELSE 'INVALID_DATE' END,
       CASE WHEN n <= 50000 THEN 'warning' ELSE 'critical' END, 'OrgX+Y' || n, 'start_date', '2030-13-01',
       'A message that says what is wrong and what to do about it, number ' || n
FROM generate_series(1, 150000) AS n WHERE n <= 50000 OR n > 100000;

-- The large ingestion's rejected rows are in the quarantine, most of them still open.
INSERT INTO ingest.quarantine (ingestion_id, line_number, feed_id, course_key, identity, codes, cells, status,
    discarded_by, reason, closed_at)
SELECT ingestion_id, line_number, '2u-executive-education', course_key, lower(course_key), ARRAY['INVALID_DATE'],
       ARRAY['OrgX', 'Y' || line_number], CASE WHEN closed THEN 'discarded' ELSE 'open' END,
       CASE WHEN closed THEN 'ada' END, CASE WHEN closed THEN 'withdrawn' END, CASE WHEN closed THEN now() END
FROM ingest.row_decision CROSS JOIN LATERAL (SELECT line_number % 10 = 0 AS closed) AS each
WHERE ingestion_id = md5('large')::uuid AND decision = 'rejected';

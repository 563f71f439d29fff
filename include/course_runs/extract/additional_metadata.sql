-- name: stage
-- Writes a row for each external course of the feed, in the formats of `sources.AdditionalMetadata`.
WITH source AS (
    SELECT course.organization_key, course.number, metadata.variant_id::text AS variant_id,
           metadata.starts_at, metadata.ends_at, metadata.registration_ends_at
    FROM catalog.additional_metadata AS metadata
    JOIN catalog.course ON course.key = metadata.course_key
    JOIN catalog.course_type ON course_type.slug = course.course_type_slug AND course_type.is_external
    WHERE course.course_type_slug = %(product_type)s AND course.product_source_slug = %(product_source)s
      AND num_nonnulls(metadata.variant_id, metadata.starts_at, metadata.ends_at,
                       metadata.registration_ends_at) > 0
)
INSERT INTO ingest.staged_row (ingestion_id, line_number, cells)
SELECT %(ingestion_id)s, row_number() OVER (ORDER BY organization_key, number), ARRAY[
    organization_key, number, coalesce(variant_id, ''),
    coalesce(to_char(starts_at, 'YYYY-MM-DD'), ''), coalesce(to_char(starts_at, 'HH24:MI:SS.US'), ''),
    coalesce(to_char(ends_at, 'YYYY-MM-DD'), ''), coalesce(to_char(ends_at, 'HH24:MI:SS.US'), ''),
    coalesce(to_char(registration_ends_at, 'YYYY-MM-DD'), ''),
    coalesce(to_char(registration_ends_at, 'HH24:MI:SS.US'), '')]
FROM source

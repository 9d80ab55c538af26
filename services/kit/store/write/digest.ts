/**
 * The entries of a release's digest, in SQL: one for each version that it opened (`O`), closed (`C`) or
 * withdrew (`W`).
 *
 * The entries are sorted and hashed in 256 buckets by the first byte of the record id, and the buckets'
 * hashes again: SHA-256 over all entries at once would need them as one value, 53 MB for a million records.
 */

/** With the row of the file that it came from, which is shown as its provenance. */
export const OPENED = "'O'::bytea || uuid_send(record_id) || content_hash || int4send(file_row)";
export const CLOSED = "'C'::bytea || uuid_send(record_id) || content_hash";
export const WITHDRAWN = "'W'::bytea || uuid_send(record_id) || content_hash";

/**
 * Rows (release, digest), the digest hexadecimal, from a query of rows (release, entry). A release without
 * entries has no row.
 */
export function digestsOf(entries: string): string {
  return `SELECT release, encode(sha256(string_agg(part, ''::bytea ORDER BY bucket)), 'hex') AS digest FROM (
    SELECT release, get_byte(entry, 1) AS bucket, sha256(string_agg(entry, ''::bytea ORDER BY entry)) AS part FROM (${entries}) entries GROUP BY 1, 2) parts
    GROUP BY 1`;
}

/**
 * Reads who used a coordinate: in operations' texts, in their variables, and in clients' registered
 * documents, requested lately or not. Uses that no program depends on are left out: those of the publishing
 * department's own developers, those of an explorer, and those with fewer requests than a minimum.
 */
import type { Queryable } from "../database.js";
import type { ClientUse } from "../graph/composition/finding.js";
import { EXPLORER } from "./client-name.js";
import { NOBODYS } from "./developers-of.js";
import { OTHERS } from "./others.js";

/** Most clients named for one coordinate, those with the most requests; the others are summed up as one. */
const NAMED_CLIENTS = 100;
const NAMED_OPERATIONS = 20;

interface Row extends ClientUse {
  readonly coordinate: string;
}

export interface UsagePeriod {
  /** Number of days up to today, today included. */
  readonly days: number;
  /**
   * Fewest requests of a client, over all its versions, that count as use; registered documents always count.
   */
  readonly least: number;
}

/**
 * Resolves to the clients that used a coordinate in the period: by their requests, or by their registered
 * documents. `publisher` is a department's code, whose own developers' requests are left out; null: the hub.
 */
export type UsesOf = (
  coordinates: readonly string[],
  publisher: string | null,
) => Promise<ReadonlyMap<string, readonly ClientUse[]>>;

/**
 * A client that has only registered a document has zero requests. One statement reads all coordinates; unused
 * ones are not in the result.
 */
export function usesOf({ pool }: { readonly pool: Queryable }, { days, least }: UsagePeriod): UsesOf {
  return async (coordinates, publisher) => {
    const values = [
      coordinates,
      days,
      OTHERS,
      NAMED_CLIENTS,
      NAMED_OPERATIONS,
      publisher ?? NOBODYS,
      EXPLORER,
      least,
    ];
    const { rows } = await pool.query<Row>(USES, values);
    const uses = new Map<string, ClientUse[]>();
    for (const { coordinate, ...use } of rows) uses.set(coordinate, [...(uses.get(coordinate) ?? []), use]);
    return uses;
  };
}

const NAME = "split_part(client, '@', 1)";
const COUNTS = `day > (now() AT TIME ZONE 'UTC')::date - $2::int
  AND (developers = '${NOBODYS}' OR developers <> $6) AND ${NAME} <> $7`;
const USES = `
  WITH by_text AS MATERIALIZED (
    SELECT o.hash, o.name, c.coordinate FROM registry.operation o CROSS JOIN LATERAL unnest(o.coordinates) AS c (coordinate) WHERE o.coordinates && $1::text[] AND c.coordinate = ANY ($1)),
  recent AS (
    SELECT hash, client, sum(requests) AS requests, max(day) AS day FROM registry.operation_use
    WHERE ${COUNTS} AND hash IN (SELECT hash FROM by_text) GROUP BY hash, client),
  used AS (
    SELECT t.coordinate, r.client, r.requests, r.day, t.name FROM by_text t JOIN recent r USING (hash)
    UNION ALL
    SELECT i.coordinate, i.client, i.requests, i.day, o.name FROM registry.input_use i JOIN registry.operation o USING (hash)
    WHERE i.coordinate = ANY ($1) AND ${COUNTS}
    UNION ALL
    SELECT c.coordinate, r.client, 0, NULL, coalesce(nullif(n.name, ''), d.id)
    FROM registry.document d JOIN registry.client_document r USING (id) CROSS JOIN LATERAL unnest(d.coordinates) AS c (coordinate) CROSS JOIN LATERAL unnest(d.operations) AS n (name)
    WHERE r.withdrawn_at IS NULL AND d.coordinates && $1::text[] AND c.coordinate = ANY ($1)),
  by_client AS (
    SELECT coordinate, client, sum(requests) AS requests, max(day) AS day,
      (array_agg(DISTINCT name) FILTER (WHERE name NOT IN ('', $3)))[1:$5] AS operations,
      bool_or(day IS NULL) AS is_registered,
      sum(sum(requests)) OVER (PARTITION BY coordinate, ${NAME}) AS of_all_versions
    FROM used GROUP BY coordinate, client),
  counted AS (
    SELECT *,
      client = $3 OR row_number() OVER (PARTITION BY coordinate, client = $3 ORDER BY requests DESC, client) > $4 AS is_other
    FROM by_client WHERE is_registered OR of_all_versions >= $8)
  SELECT coordinate, client, requests::bigint AS requests, to_char(day, 'YYYY-MM-DD') AS "lastDay", coalesce(operations, '{}') AS operations
  FROM counted WHERE NOT is_other
  UNION ALL
  SELECT coordinate, $3, sum(requests)::bigint, to_char(max(day), 'YYYY-MM-DD'), '{}'
  FROM counted WHERE is_other GROUP BY coordinate
  ORDER BY coordinate, requests DESC, client`;

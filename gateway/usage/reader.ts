/** Who used a coordinate: what operations say in their texts, what came in their variables, and what clients' registered documents say, asked lately or not. */
import type { UsesOf } from "../registry/checks/check.js";
import type { RegistryDatabase } from "../registry/database.js";
import type { ClientUse } from "../supergraph/finding.js";
import { OTHERS } from "./others.js";

/** Clients that are named for one coordinate, those with the most requests; the others are one. */
const NAMED_CLIENTS = 100;
const NAMED_OPERATIONS = 20;

interface Row extends ClientUse { readonly coordinate: string }

/** In the last `days`, today included; a client that has only registered it has no requests. One statement for all coordinates; those that nobody used are not in the answer. */
export function usesOf({ pool }: Pick<RegistryDatabase, "pool">, { days }: { readonly days: number }): UsesOf {
  return async (coordinates) => {
    const { rows } = await pool.query<Row>(USES, [coordinates, days, OTHERS, NAMED_CLIENTS, NAMED_OPERATIONS]);
    const uses = new Map<string, ClientUse[]>();
    for (const { coordinate, ...use } of rows) uses.set(coordinate, [...(uses.get(coordinate) ?? []), use]);
    return uses;
  };
}

const SINCE = "(now() AT TIME ZONE 'UTC')::date - $2::int";
const USES = `
  WITH by_text AS MATERIALIZED (
    SELECT o.hash, o.name, c.coordinate FROM registry.operation o CROSS JOIN LATERAL unnest(o.coordinates) AS c (coordinate) WHERE o.coordinates && $1::text[] AND c.coordinate = ANY ($1)),
  recent AS (SELECT hash, client, sum(requests) AS requests FROM registry.operation_use WHERE day > ${SINCE} AND hash IN (SELECT hash FROM by_text) GROUP BY hash, client),
  used AS (
    SELECT t.coordinate, r.client, r.requests, t.name FROM by_text t JOIN recent r USING (hash)
    UNION ALL
    SELECT i.coordinate, i.client, i.requests, o.name FROM registry.input_use i JOIN registry.operation o USING (hash) WHERE i.coordinate = ANY ($1) AND i.day > ${SINCE}
    UNION ALL
    SELECT c.coordinate, r.client, 0, coalesce(nullif(n.name, ''), d.id)
    FROM registry.document d JOIN registry.client_document r USING (id) CROSS JOIN LATERAL unnest(d.coordinates) AS c (coordinate) CROSS JOIN LATERAL unnest(d.operations) AS n (name)
    WHERE r.withdrawn_at IS NULL AND d.coordinates && $1::text[] AND c.coordinate = ANY ($1)),
  by_client AS (
    SELECT coordinate, client, sum(requests) AS requests, (array_agg(DISTINCT name) FILTER (WHERE name NOT IN ('', $3)))[1:$5] AS operations,
      client = $3 OR row_number() OVER (PARTITION BY coordinate, client = $3 ORDER BY sum(requests) DESC, client) > $4 AS is_other
    FROM used GROUP BY coordinate, client)
  SELECT coordinate, client, requests::bigint AS requests, coalesce(operations, '{}') AS operations FROM by_client WHERE NOT is_other
  UNION ALL
  SELECT coordinate, $3, sum(requests)::bigint, '{}' FROM by_client WHERE is_other GROUP BY coordinate
  ORDER BY coordinate, requests DESC, client`;

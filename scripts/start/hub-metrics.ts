/**
 * What `/metrics` shows of a hub around its gateway: connections, releases, what waits at the desk and for
 * webhooks. All of it is read when it is asked for; where the database does not answer, its figures are NaN
 * and `tongcha_database_up` is 0.
 */
import { Gauge, type Metric } from "prom-client";
import type { Queryable } from "../../services/kit/store/open/queryable.js";
import type { Database } from "../../services/kit/store/open/database.js";

export interface HubMetricsParts {
  readonly database: Pick<Database, "pool">;
  /** Number of the latest release that this process knows; null while there may be a later one. */
  readonly known: () => number | null;
  /** Milliseconds by which this process's clock is behind the database's. */
  readonly clockOffMs: () => number;
  /** Null where gateways share no answers. */
  readonly isRedisUp: (() => boolean) | null;
}

export function createHubMetrics({
  database: { pool },
  known,
  clockOffMs,
  isRedisUp,
}: HubMetricsParts): readonly Metric[] {
  const value = (name: string, help: string, read: () => number | Promise<number>): Metric =>
    new Gauge({
      name,
      help,
      registers: [],
      async collect() {
        this.set(await read());
      },
    });
  const stored = (name: string, help: string, sql: string): Metric =>
    value(name, help, () => readNumber(pool, sql));
  return [
    ...(isRedisUp === null
      ? []
      : [
          value("tongcha_redis_up", "1 while the Redis that gateways share answers", () =>
            isRedisUp() ? 1 : 0,
          ),
        ]),
    value(
      "tongcha_clock_offset_seconds",
      "Seconds by which this process's clock is behind the database's",
      () => clockOffMs() / 1_000,
    ),
    value("tongcha_database_up", "1 if the database answered when the metrics were read", async () =>
      Number.isNaN(await readNumber(pool, "SELECT 1 AS value")) ? 0 : 1,
    ),
    value("tongcha_database_connections", "Open connections of the pool", () => pool.totalCount),
    value(
      "tongcha_database_connections_idle",
      "Connections of the pool that do nothing",
      () => pool.idleCount,
    ),
    value("tongcha_database_waiting", "Statements that wait for a connection", () => pool.waitingCount),
    value(
      "tongcha_release_known",
      "Latest release that this process knows; 0 while there may be a later one",
      () => known() ?? 0,
    ),
    stored(
      "tongcha_release_latest",
      "Latest release in the database",
      "SELECT coalesce(max(number), 0) AS value FROM hub.release",
    ),
    new Gauge({
      name: "tongcha_submissions",
      help: "Submissions that are under way, by state: RECEIVED ones are being checked",
      labelNames: ["state"],
      registers: [],
      async collect() {
        for (const [state, count] of await readSubmissions(pool)) this.set({ state }, count);
      },
    }),
    stored(
      "tongcha_check_wait_seconds",
      "Age of the oldest file that was received and not checked",
      `SELECT coalesce(extract(epoch FROM now() - min(received_at)), 0)::float8 AS value FROM disclosure.submission WHERE state = 'RECEIVED'`,
    ),
    stored(
      "tongcha_deliveries_pending",
      "Webhook deliveries that wait, retries with them",
      "SELECT count(*) AS value FROM alerts.delivery WHERE state = 'PENDING'",
    ),
    stored(
      "tongcha_delivery_delay_seconds",
      "For how long the delivery that is due longest has waited",
      "SELECT greatest(coalesce(extract(epoch FROM now() - min(next_at)), 0), 0)::float8 AS value FROM alerts.delivery WHERE state = 'PENDING'",
    ),
  ];
}

const UNDER_WAY = ["RECEIVED", "CHECKED", "SUBMITTED", "APPROVED"] as const;

async function readSubmissions(client: Queryable): Promise<ReadonlyMap<string, number>> {
  try {
    const { rows } = await client.query<{ state: string; count: number }>(
      "SELECT state, count(*) AS count FROM disclosure.submission WHERE state = ANY ($1) GROUP BY state",
      [UNDER_WAY],
    );
    return new Map([...UNDER_WAY.map((state) => [state, 0] as const), ...rows.map(pairOf)]);
  } catch {
    return new Map(UNDER_WAY.map((state) => [state, NaN]));
  }
}

function pairOf({ state, count }: { readonly state: string; readonly count: number }): [string, number] {
  return [state, count];
}

async function readNumber(client: Queryable, sql: string): Promise<number> {
  try {
    return (await client.query<{ value: number }>(sql)).rows[0]?.value ?? NaN;
  } catch {
    return NaN;
  }
}

/** A webhook and its deliveries, for their owner. */
import type { EntityReference } from "#kit";
import { laterEpochOf, type Queryable } from "#kit/hub";
import type { WebhookState } from "./claim.js";
import { messageId } from "./sign.js";

export interface Webhook {
  /** Number and identifier of the standing query. */
  readonly query: number;
  readonly id: string;
  readonly url: string;
  readonly state: WebhookState;
  readonly reason: string | null;
}

export async function readWebhook(statements: Queryable, query: number): Promise<Webhook | null> {
  const {
    rows: [webhook],
  } = await statements.query<Webhook>(
    "SELECT w.query, q.id, w.url, w.state, w.reason FROM alerts.webhook w JOIN alerts.query q ON q.number = w.query WHERE w.query = $1",
    [query],
  );
  return webhook ?? null;
}

export interface Delivery {
  readonly id: string;
  readonly release: EntityReference | null;
  readonly state: "PENDING" | "DELIVERED" | "OBSOLETE";
  readonly attempts: number;
  readonly outcome: string | null;
  readonly nextAt: Date | null;
}

interface DeliveredRelease {
  readonly release: number;
  readonly laterEpoch: string | null;
  readonly reminder: number;
}

/** Newest first; the challenge is the last. */
export async function readDeliveries(
  statements: Queryable,
  { query, id }: Pick<Webhook, "query" | "id">,
  first: number,
): Promise<readonly Delivery[]> {
  const { rows } = await statements.query<Omit<Delivery, "id" | "release"> & DeliveredRelease>(
    `SELECT release, reminder, ${laterEpochOf("d.release")} AS "laterEpoch", state, attempts, outcome, CASE state WHEN 'PENDING' THEN next_at END AS "nextAt"
    FROM alerts.delivery d WHERE query = $1 ORDER BY release DESC, reminder DESC LIMIT $2`,
    [query, first],
  );
  return rows.map(({ release, laterEpoch, reminder, ...delivery }) => ({
    ...delivery,
    id: messageId(id, { release, laterEpoch, reminder }),
    release: release === 0 || reminder > 0 ? null : { id: String(release) },
  }));
}

/**
 * What a feed's records as of one of its own releases are at: by it a kept file knows whether it still holds.
 */
import type { FeedContract } from "../../feed/contract.js";
import type { Queryable } from "../open/queryable.js";
import { tableOf } from "../open/tables.js";
import { wasOpen } from "./published-sql.js";

export interface SnapshotState {
  readonly epoch: string;
  readonly releasedAt: Date;
  /**
   * The latest release by which anything was taken out of it, by law or by the passing of time; 0 for none.
   */
  readonly withdrawnIn: number;
}

/** Null where the feed has no release of that number. */
export async function readSnapshotState(
  client: Queryable,
  contract: FeedContract,
  number: number,
): Promise<SnapshotState | null> {
  const { rows } = await client.query<Omit<SnapshotState, "withdrawnIn"> & { readonly isLessened: boolean }>(
    `SELECT (SELECT epoch FROM hub.epoch ORDER BY number DESC LIMIT 1) AS epoch, released_at AS "releasedAt",
      EXISTS (SELECT FROM hub.release w WHERE w.feed = $1 AND w.number > $2 AND w.kind <> 'FEED') AS "isLessened"
    FROM hub.release WHERE feed = $1 AND number = $2`,
    [contract.id, number],
  );
  const [found] = rows;
  if (!found) return null;
  const { epoch, releasedAt, isLessened } = found;
  return { epoch, releasedAt, withdrawnIn: isLessened ? await lastWithdrawal(client, contract, number) : 0 };
}

async function lastWithdrawal(client: Queryable, contract: FeedContract, number: number): Promise<number> {
  const { rows } = await client.query<{ readonly last: number | null }>(
    `SELECT max(withdrawn_in) AS last FROM ${tableOf(contract)} t WHERE t.withdrawn_in IS NOT NULL AND ${wasOpen(number)}`,
  );
  return rows[0]?.last ?? 0;
}

/** Why a record that was public is so no longer. */
import type { FeedContract } from "../../feed/contract.js";
import type { Queryable } from "../open/queryable.js";
import { tableOf } from "../open/tables.js";
import { removalBy, type Removal } from "./changes.js";
import type { ReleaseKind } from "./releases.js";

export interface RecordRemoval {
  readonly removal: Removal;
  /** The number of the release that did it. */
  readonly release: number;
  readonly releasedAt: Date;
}

/** Null for a record that is public, and for one that never was. */
export async function readRemoval(
  client: Queryable,
  contract: FeedContract,
  id: string,
): Promise<RecordRemoval | null> {
  const { rows } = await client.query<Omit<RecordRemoval, "removal"> & { readonly kind: ReleaseKind }>(
    `SELECT r.number AS release, r.kind, r.released_at AS "releasedAt" FROM
      (SELECT closed_in, withdrawn_in FROM ${tableOf(contract)} WHERE record_id = $1 ORDER BY opened_in DESC LIMIT 1) t
    JOIN hub.release r ON r.number = coalesce(t.withdrawn_in, t.closed_in)`,
    [id],
  );
  const [found] = rows;
  return found
    ? { removal: removalBy(found.kind), release: found.release, releasedAt: found.releasedAt }
    : null;
}

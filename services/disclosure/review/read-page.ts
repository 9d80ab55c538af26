/**
 * A page of what a submission changes: of its staged rows against what is published, or of the records that
 * it asks to withdraw.
 */
import type { FeedContract } from "#kit";
import {
  readDifference,
  readWithdrawals,
  type ChangeKind,
  type DifferenceRow,
  type Queryable,
} from "#kit/hub";
import type { Submission } from "../desk/entities.js";

export interface PageOfChanges {
  readonly first: number;
  /** The id of a record: from after it. */
  readonly after: string | null;
  /** Null: all. */
  readonly kinds: readonly ChangeKind[] | null;
  /** Rows of the file; null: all. */
  readonly rows: readonly number[] | null;
}

export const EVERYTHING = { kinds: null, rows: null } as const;

export async function readPage(
  client: Queryable,
  contract: FeedContract,
  { id, department, withdrawal }: Submission,
  page: PageOfChanges,
): Promise<readonly DifferenceRow[]> {
  if (!withdrawal) return readDifference(client, contract, { submission: id, department, ...page });
  if (page.rows || page.kinds?.includes("REMOVED") === false) return [];
  return readWithdrawals(client, contract, { ids: withdrawal.recordIds, ...page });
}

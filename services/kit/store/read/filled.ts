/** How many cells of a feed's published records have a value. */
import type { FeedContract } from "../../feed/contract.js";
import { storedFields } from "../../feed/stored-fields.js";
import type { Queryable } from "../open/queryable.js";
import { tableOf } from "../open/tables.js";

export interface Filled {
  readonly records: number;
  /** Of the columns that are public whole: what a mask takes away is nobody's omission. */
  readonly cells: number;
  readonly filled: number;
}

/** A number that is hidden because so few persons are behind it counts as one that was filled in. */
export async function readFilled(client: Queryable, contract: FeedContract): Promise<Filled> {
  const fields = storedFields(contract).filter(
    ({ field, exposed }) => exposed && contract.columns[field]?.show === "public",
  );
  const hidden = storedFields(contract).find(({ field }) => field === HIDDEN);
  const counts = fields.map(({ sqlName, kind }) =>
    hidden && (kind === "integer" || kind === "decimal")
      ? `count(*) FILTER (WHERE "${sqlName}" IS NOT NULL OR "${hidden.sqlName}")`
      : `count("${sqlName}")`,
  );
  const { rows } = await client.query<{ readonly records: string; readonly filled: string }>(
    `SELECT count(*) AS records, ${counts.length === 0 ? "0" : counts.join(" + ")} AS filled FROM ${tableOf(contract)} WHERE closed_in IS NULL`,
  );
  const records = Number(rows[0]?.records ?? 0);
  return { records, cells: records * fields.length, filled: Number(rows[0]?.filled ?? 0) };
}

const HIDDEN = "isSuppressed";

/** Transfers of names to another department by a supervisor; rows are never changed or deleted. */
import type { Client, Person } from "./revision-rows.js";

export interface Transfer {
  readonly from: string | null;
  readonly to: string;
  readonly reason: string;
  readonly by: Person;
  readonly at: Date;
}

/** Sets the name's new owner, and records the reason. Call it in a transaction. */
export async function transferName(
  client: Client,
  { subgraph, from, to, reason, by }: Omit<Transfer, "at"> & { readonly subgraph: string },
): Promise<void> {
  await client.query("UPDATE registry.subgraph SET owner = $2 WHERE name = $1", [subgraph, to]);
  await client.query(
    'INSERT INTO registry.transfer (subgraph, from_owner, to_owner, reason, "by", by_name) VALUES ($1, $2, $3, $4, $5, $6)',
    [subgraph, from, to, reason, by.subject, by.name],
  );
}

/** Ordered from newest to oldest. */
export async function readTransfers(client: Client, subgraph: string): Promise<readonly Transfer[]> {
  const { rows } = await client.query<
    Omit<Transfer, "by"> & { readonly by: string; readonly by_name: string }
  >(
    'SELECT from_owner AS "from", to_owner AS "to", reason, "by", by_name, at FROM registry.transfer WHERE subgraph = $1 ORDER BY id DESC',
    [subgraph],
  );
  return rows.map(({ by, by_name: name, ...row }) => ({ ...row, by: { subject: by, name } }));
}

/**
 * Rows of registered documents. The text of an id never changes; a client's document is withdrawn, never
 * deleted. Changes are numbered under the lock, so that a reader who has seen one has seen all before it.
 */
import type { Client, Person } from "./revision-rows.js";

export interface ClientDocument {
  readonly id: string;
  readonly text: string;
  /** Names of its operations; an empty string for an anonymous operation. */
  readonly operations: readonly string[];
  /** The contract that it was written for; null: the whole graph. */
  readonly contract: string | null;
  readonly publishedBy: Person;
  readonly publishedAt: Date;
  readonly withdrawnBy: Person | null;
  readonly withdrawnAt: Date | null;
}

export interface NewDocument extends Pick<ClientDocument, "id" | "text" | "operations"> {
  /** The schema coordinates that it uses: see `usage/coordinates.ts`. */
  readonly coordinates: readonly string[];
}

/** Resolves to the owner; undefined: nobody has published under that name; null: the district. */
export async function ownerOfClient(client: Client, name: string): Promise<string | null | undefined> {
  const {
    rows: [row],
  } = await client.query<{ owner: string | null }>("SELECT owner FROM registry.client WHERE name = $1", [
    name,
  ]);
  return row?.owner;
}

/** Claims the name for its first publisher; has no effect if it is taken. */
export async function claimClient(client: Client, name: string, owner: string | null): Promise<void> {
  await client.query(
    "INSERT INTO registry.client (name, owner) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
    [name, owner],
  );
}

/** Locks the documents against other writers until the transaction ends. */
export async function lockDocuments(client: Client): Promise<void> {
  await client.query("LOCK TABLE registry.client_document IN EXCLUSIVE MODE");
}

export const LATEST_CHANGE = "SELECT max(number) AS number FROM registry.client_document";

/** Null: there was never a change. */
export async function latestDocumentChange(client: Client): Promise<number | null> {
  const {
    rows: [row],
  } = await client.query<{ number: number | null }>(LATEST_CHANGE);
  return row?.number ?? null;
}

/** The ids that are already registered with another text. */
export async function readTaken(
  client: Client,
  documents: readonly NewDocument[],
): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ id: string }>(
    "SELECT id FROM json_to_recordset($1) AS given (id text, text text) JOIN registry.document AS known USING (id) WHERE known.text <> given.text",
    [JSON.stringify(documents)],
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * Adds documents; resolves to the number of those that are new for the client. Call it while the documents
 * are locked, with ids that are not taken.
 */
export async function addDocuments(
  client: Client,
  {
    name,
    contract,
    by,
    documents,
  }: {
    readonly name: string;
    readonly contract: string | null;
    readonly by: Person;
    readonly documents: readonly NewDocument[];
  },
): Promise<number> {
  const given = JSON.stringify(documents);
  await client.query(
    `INSERT INTO registry.document (id, text, operations, coordinates) SELECT id, text, operations, coordinates FROM json_to_recordset($1) AS (id text, text text, operations text[], coordinates text[])
     ON CONFLICT (id) DO UPDATE SET coordinates = excluded.coordinates`,
    [given],
  );
  const { rowCount } = await client.query(
    `INSERT INTO registry.client_document AS known (client, id, contract, number, published_by, published_by_name)
     SELECT $2, id, $3, (SELECT coalesce(max(number), 0) + 1 FROM registry.client_document), $4, $5 FROM json_to_recordset($1) AS (id text)
     ON CONFLICT (client, id) DO UPDATE SET contract = $3, number = excluded.number, published_by = $4, published_by_name = $5, published_at = now(), withdrawn_by = NULL, withdrawn_by_name = NULL, withdrawn_at = NULL
     WHERE known.withdrawn_at IS NOT NULL OR known.contract IS DISTINCT FROM $3`,
    [given, name, contract, by.subject, by.name],
  );
  return rowCount ?? 0;
}

/**
 * Withdraws documents; resolves to the withdrawn ids, without those that the client does not have, or no
 * longer. Call it while the documents are locked.
 */
export async function withdraw(
  client: Client,
  { name, ids, by }: { readonly name: string; readonly ids: readonly string[]; readonly by: Person },
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    `UPDATE registry.client_document SET number = (SELECT max(number) + 1 FROM registry.client_document), withdrawn_by = $3, withdrawn_by_name = $4, withdrawn_at = now()
     WHERE client = $1 AND id = ANY ($2) AND withdrawn_at IS NULL RETURNING id`,
    [name, ids, by.subject, by.name],
  );
  return rows.map(({ id }) => id);
}

/** Notifies other processes when the transaction commits. */
export async function announceDocuments(client: Client): Promise<void> {
  await client.query(`SELECT pg_notify($1, (${LATEST_CHANGE})::text)`, [DOCUMENT_CHANNEL]);
}

export const DOCUMENT_CHANNEL = "tongcha_document";

export async function countDocuments(client: Client, name: string): Promise<number> {
  const {
    rows: [row],
  } = await client.query<{ count: number }>(
    "SELECT count(*) FROM registry.client_document WHERE client = $1 AND withdrawn_at IS NULL",
    [name],
  );
  return row?.count ?? 0;
}

/** Ids of a client's documents, withdrawn ones among them, in their order. */
export async function readDocumentIds(client: Client, name: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    "SELECT id FROM registry.client_document WHERE client = $1 ORDER BY id",
    [name],
  );
  return rows.map(({ id }) => id);
}

/** Those of a client's documents with these ids. */
export async function readClientDocuments(
  client: Client,
  name: string,
  ids: readonly string[],
): Promise<readonly ClientDocument[]> {
  const { rows } = await client.query<Row>(
    "SELECT * FROM registry.client_document JOIN registry.document USING (id) WHERE client = $1 AND id = ANY ($2)",
    [name, ids],
  );
  return rows.map(({ id, text, operations, contract, ...row }) => ({
    id,
    text,
    operations,
    contract,
    publishedBy: { subject: row.published_by, name: row.published_by_name },
    publishedAt: row.published_at,
    withdrawnBy:
      row.withdrawn_by === null
        ? null
        : { subject: row.withdrawn_by, name: row.withdrawn_by_name ?? row.withdrawn_by },
    withdrawnAt: row.withdrawn_at,
  }));
}

/**
 * The documents that changed after the given change number: each text, or null if no client has it any more.
 */
export async function readDocumentChanges(
  client: Client,
  since: number,
): Promise<{
  readonly number: number;
  readonly changes: readonly { readonly id: string; readonly text: string | null }[];
}> {
  const { rows } = await client.query<{ id: string; text: string | null; number: number }>(
    `SELECT id, CASE WHEN bool_or(r.withdrawn_at IS NULL) THEN d.text END AS text, max(r.number) AS number
     FROM registry.document d JOIN registry.client_document r USING (id) WHERE id IN (SELECT id FROM registry.client_document WHERE number > $1) GROUP BY d.id, d.text`,
    [since],
  );
  return {
    number: rows.reduce((latest, { number }) => Math.max(latest, number), since),
    changes: rows.map(({ id, text }) => ({ id, text })),
  };
}

interface Row extends Pick<ClientDocument, "id" | "text" | "operations" | "contract"> {
  readonly published_by: string;
  readonly published_by_name: string;
  readonly published_at: Date;
  readonly withdrawn_by: string | null;
  readonly withdrawn_by_name: string | null;
  readonly withdrawn_at: Date | null;
}

/**
 * Rows of revisions: each is a set of published texts, and the supergraph composed of them. Numbers have no
 * gaps; rows are never changed or deleted, so that every revision can be restored from the database alone.
 */
import type { Queryable } from "../../database.js";
import type { Words } from "../../graph/composition/finding.js";

export type Client = Queryable;

export interface Person {
  readonly subject: string;
  readonly name: string;
}

export interface Publication {
  readonly id: number;
  readonly subgraph: string;
  /** Code of the department that owns the name; null: the hub's own. */
  readonly owner: string | null;
  readonly version: number;
  readonly sdl: string;
  readonly url: string;
  readonly by: Person;
  readonly at: Date;
  readonly note: string | null;
}

/** `HUB`: the hub's own subgraphs changed; `RESTORE`: an earlier revision was restored. */
export type RevisionKind = "HUB" | "PUBLISH" | "REMOVE" | "RESTORE";

/** One change of the API schema. */
export interface Change {
  readonly coordinate: string;
  readonly severity: "BREAKING" | "DANGEROUS" | "SAFE";
  readonly message: Words;
}

export interface RevisionSummary {
  readonly number: number;
  readonly kind: RevisionKind;
  /** Names of the subgraphs, or the number of the revision restored. */
  readonly subject: string;
  readonly changes: readonly Change[];
  readonly by: Person;
  readonly at: Date;
  readonly note: string | null;
}

export interface StoredRevision extends RevisionSummary {
  readonly supergraph: string;
  readonly members: readonly Publication[];
}

export const LATEST_NUMBER = "SELECT max(number) AS number FROM registry.revision";

/** Null: nothing was ever published. */
export async function latestNumber(client: Client): Promise<number | null> {
  const {
    rows: [row],
  } = await client.query<{ number: number | null }>(LATEST_NUMBER);
  return row?.number ?? null;
}

export async function readRevision(client: Client, number: number): Promise<StoredRevision | null> {
  const {
    rows: [row],
  } = await client.query<RevisionRow & { supergraph: string }>(
    `SELECT ${SUMMARY}, supergraph FROM registry.revision WHERE number = $1`,
    [number],
  );
  return row
    ? { ...toSummary(row), supergraph: row.supergraph, members: await readMembers(client, number) }
    : null;
}

export async function readSummary(client: Client, number: number): Promise<RevisionSummary | null> {
  const {
    rows: [row],
  } = await client.query<RevisionRow>(`SELECT ${SUMMARY} FROM registry.revision WHERE number = $1`, [number]);
  return row ? toSummary(row) : null;
}

export async function readMembers(client: Client, revision: number): Promise<readonly Publication[]> {
  const { rows } = await client.query<PublicationRow>(
    `SELECT ${PUBLICATION} FROM registry.member m JOIN registry.publication p ON p.id = m.publication JOIN registry.subgraph s ON s.name = p.subgraph WHERE m.revision = $1 ORDER BY p.subgraph`,
    [revision],
  );
  return rows.map(toPublication);
}

/** The numbers of all revisions, the newest first. */
export async function readNumbers(client: Client): Promise<readonly { readonly number: number }[]> {
  return (await client.query<{ number: number }>("SELECT number FROM registry.revision ORDER BY number DESC"))
    .rows;
}

/** Revisions by their numbers, the newest first. */
export async function readSummaries(
  client: Client,
  numbers: readonly number[],
): Promise<readonly RevisionSummary[]> {
  const { rows } = await client.query<RevisionRow>(
    `SELECT ${SUMMARY} FROM registry.revision WHERE number = ANY($1::int[]) ORDER BY number DESC`,
    [[...numbers]],
  );
  return rows.map(toSummary);
}

/** The newest first. */
export async function readPublications(client: Client, subgraph: string): Promise<readonly Publication[]> {
  const { rows } = await client.query<PublicationRow>(
    `SELECT ${PUBLICATION} FROM registry.publication p JOIN registry.subgraph s ON s.name = p.subgraph WHERE p.subgraph = $1 ORDER BY p.version DESC`,
    [subgraph],
  );
  return rows.map(toPublication);
}

export async function readNames(
  client: Client,
): Promise<readonly { readonly name: string; readonly owner: string | null }[]> {
  return (
    await client.query<{ name: string; owner: string | null }>(
      "SELECT name, owner FROM registry.subgraph ORDER BY name",
    )
  ).rows;
}

/** Resolves to the owner; undefined: nobody has published under that name. */
export async function ownerOf(client: Client, subgraph: string): Promise<string | null | undefined> {
  const {
    rows: [row],
  } = await client.query<{ owner: string | null }>("SELECT owner FROM registry.subgraph WHERE name = $1", [
    subgraph,
  ]);
  return row?.owner;
}

/** Claims the name for its first publisher; resolves to the owner. */
export async function claimName(
  client: Client,
  subgraph: string,
  owner: string | null,
): Promise<string | null> {
  await client.query(
    "INSERT INTO registry.subgraph (name, owner) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
    [subgraph, owner],
  );
  return (await ownerOf(client, subgraph)) ?? null;
}

/** Makes the hub the owner of the name, even if a department owned it. */
export async function takeName(client: Client, subgraph: string): Promise<void> {
  await client.query(
    "INSERT INTO registry.subgraph (name, owner) VALUES ($1, NULL) ON CONFLICT (name) DO UPDATE SET owner = NULL WHERE registry.subgraph.owner IS NOT NULL",
    [subgraph],
  );
}

export interface NewPublication extends Pick<Publication, "subgraph" | "sdl" | "url" | "by" | "note"> {}

/** Resolves to the id; publications of one name have consecutive versions. */
export async function addPublication(
  client: Client,
  { subgraph, sdl, url, by, note }: NewPublication,
): Promise<number> {
  const {
    rows: [row],
  } = await client.query<{ id: number }>(
    `INSERT INTO registry.publication (subgraph, version, sdl, url, "by", by_name, note)
     SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6 FROM registry.publication WHERE subgraph = $1 RETURNING id`,
    [subgraph, sdl, url, by.subject, by.name, note],
  );
  if (!row) throw new Error("A publication was not stored");
  return row.id;
}

export interface NewRevision extends Pick<
  StoredRevision,
  "kind" | "subject" | "supergraph" | "changes" | "by" | "note"
> {
  readonly publications: readonly number[];
}

/** Also notifies other processes of its number. Call it while the revisions are locked. */
export async function addRevision(
  client: Client,
  { kind, subject, supergraph, changes, by, note, publications }: NewRevision,
): Promise<number> {
  const {
    rows: [row],
  } = await client.query<{ number: number }>(
    `INSERT INTO registry.revision (number, kind, subject, supergraph, changes, "by", by_name, note)
     SELECT coalesce(max(number), 0) + 1, $1, $2, $3, $4, $5, $6, $7 FROM registry.revision RETURNING number`,
    [kind, subject, supergraph, JSON.stringify(changes), by.subject, by.name, note],
  );
  if (!row) throw new Error("A revision was not stored");
  await client.query(
    "INSERT INTO registry.member (revision, subgraph, publication) SELECT $1, subgraph, id FROM registry.publication WHERE id = ANY($2::bigint[])",
    [row.number, publications],
  );
  await client.query("SELECT pg_notify($1, $2)", [REVISION_CHANNEL, String(row.number)]);
  return row.number;
}

export const REVISION_CHANNEL = "tongcha_revision";

/** Locks the revisions against other writers until the transaction ends. */
export async function lockRevisions(client: Client): Promise<void> {
  await client.query("LOCK TABLE registry.revision IN EXCLUSIVE MODE");
}

const PUBLICATION = `p.id, p.subgraph, s.owner, p.version, p.sdl, p.url, p."by", p.by_name, p.at, p.note`;
const SUMMARY = `number, kind, subject, changes, "by", by_name, at, note`;

interface PublicationRow extends Omit<Publication, "by"> {
  readonly by: string;
  readonly by_name: string;
}
interface RevisionRow extends Omit<RevisionSummary, "by"> {
  readonly by: string;
  readonly by_name: string;
}

function toPublication({ by, by_name: name, ...row }: PublicationRow): Publication {
  return { ...row, by: { subject: by, name } };
}

function toSummary({
  by,
  by_name: name,
  number,
  kind,
  subject,
  changes,
  at,
  note,
}: RevisionRow): RevisionSummary {
  return { number, kind, subject, changes, at, note, by: { subject: by, name } };
}

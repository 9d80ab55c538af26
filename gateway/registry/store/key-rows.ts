/**
 * API keys: of each its hash, to whom it was given, and what became of it. Nothing is deleted. Changes are
 * numbered by whoever holds the lock, so that a reader who has seen one has seen all before it.
 */
import type { KeyChange } from "../../api-keys/key-source.js";
import { PLANS, type Plan } from "../../api-keys/plan.js";
import type { Client, Person } from "./revision-rows.js";

/** A step of the registry's migrations. */
export const keyTable: readonly string[] = [
  `CREATE TABLE registry.api_key (
    id text COLLATE "C" PRIMARY KEY, hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32), number bigint NOT NULL,
    name text NOT NULL, owner text NOT NULL, plan text NOT NULL CHECK (plan IN (${PLANS.map((plan) => `'${plan}'`).join(", ")})), until timestamptz,
    made_by text NOT NULL, made_by_name text NOT NULL, made_at timestamptz NOT NULL DEFAULT now(),
    revoked_by text, revoked_by_name text, revoked_at timestamptz, revoked_because text)`,
  "CREATE INDEX api_key_number ON registry.api_key (number)",
  "CREATE INDEX api_key_made ON registry.api_key (made_at, id)",
];

/** A later step. A key is suspended while `suspended_at` is not null. */
export const suspendedKeys = `ALTER TABLE registry.api_key ADD COLUMN suspended_by text,
  ADD COLUMN suspended_by_name text, ADD COLUMN suspended_at timestamptz, ADD COLUMN suspended_because text`;

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly plan: Plan;
  readonly until: Date | null;
  readonly madeBy: Person;
  readonly madeAt: Date;
  readonly revokedBy: Person | null;
  readonly revokedAt: Date | null;
  readonly revokedBecause: string | null;
  readonly suspendedBy: Person | null;
  readonly suspendedAt: Date | null;
  readonly suspendedBecause: string | null;
}

export const KEY_CHANNEL = "tongcha_key";
export const LATEST_KEY_CHANGE = "SELECT max(number) AS number FROM registry.api_key";
const NEXT = `(SELECT coalesce(max(number), 0) + 1 FROM registry.api_key)`;

/** Until the transaction ends, nobody else changes keys. */
export async function lockKeys(client: Client): Promise<void> {
  await client.query("LOCK TABLE registry.api_key IN EXCLUSIVE MODE");
}

/** Call it while the keys are locked. */
export async function addKey(
  client: Client,
  key: Pick<ApiKey, "id" | "name" | "owner" | "plan" | "until" | "madeBy"> & { readonly hash: string },
): Promise<void> {
  const { id, hash, name, owner, plan, until, madeBy } = key;
  await client.query(
    `INSERT INTO registry.api_key (id, hash, number, name, owner, plan, until, made_by, made_by_name) VALUES ($1, decode($2, 'hex'), ${NEXT}, $3, $4, $5, $6, $7, $8)`,
    [id, hash, name, owner, plan, until, madeBy.subject, madeBy.name],
  );
}

/** False when there is none, or it was revoked before. Call it while the keys are locked. */
export async function revokeKey(
  client: Client,
  { id, by, because }: { readonly id: string; readonly by: Person; readonly because: string },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE registry.api_key SET number = ${NEXT}, revoked_by = $2, revoked_by_name = $3, revoked_at = now(), revoked_because = $4 WHERE id = $1 AND revoked_at IS NULL`,
    [id, by.subject, by.name, because],
  );
  return rowCount === 1;
}

/**
 * False when there is none, it was revoked, or is suspended already. Call it while the keys are locked.
 */
export async function suspendKey(
  client: Client,
  { id, by, because }: { readonly id: string; readonly by: Person; readonly because: string },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE registry.api_key SET number = ${NEXT}, suspended_by = $2, suspended_by_name = $3, suspended_at = now(), suspended_because = $4
     WHERE id = $1 AND revoked_at IS NULL AND suspended_at IS NULL`,
    [id, by.subject, by.name, because],
  );
  return rowCount === 1;
}

/** False when there is none, it was revoked, or is not suspended. Call it while the keys are locked. */
export async function resumeKey(client: Client, { id }: { readonly id: string }): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE registry.api_key SET number = ${NEXT}, suspended_by = NULL, suspended_by_name = NULL, suspended_at = NULL, suspended_because = NULL
     WHERE id = $1 AND revoked_at IS NULL AND suspended_at IS NOT NULL`,
    [id],
  );
  return rowCount === 1;
}

/** Tells the other processes, when the transaction commits that holds the lock. */
export async function announceKeys(client: Client): Promise<void> {
  await client.query(`SELECT pg_notify($1, (${LATEST_KEY_CHANGE})::text)`, [KEY_CHANNEL]);
}

export async function readKey(client: Client, id: string): Promise<ApiKey | null> {
  const {
    rows: [row],
  } = await client.query<Row>("SELECT * FROM registry.api_key WHERE id = $1", [id]);
  return row ? toKey(row) : null;
}

/** The newest first. */
export async function readKeys(client: Client): Promise<readonly ApiKey[]> {
  const { rows } = await client.query<Row>("SELECT * FROM registry.api_key ORDER BY made_at DESC, id DESC");
  return rows.map(toKey);
}

export async function readKeyChanges(
  client: Client,
  since: number,
): Promise<{ readonly number: number; readonly changes: readonly KeyChange[] }> {
  const { rows } = await client.query<KeyChange & { readonly number: number }>(
    `SELECT id, name, plan, until, encode(hash, 'hex') AS hash, revoked_at IS NOT NULL AS "isRevoked", suspended_at IS NOT NULL AS "isSuspended", number FROM registry.api_key WHERE number > $1`,
    [since],
  );
  return {
    number: rows.reduce((latest, { number }) => Math.max(latest, number), since),
    changes: rows.map(({ id, name, plan, until, hash, isRevoked, isSuspended }) => ({
      id,
      name,
      plan,
      until,
      hash,
      isRevoked,
      isSuspended,
    })),
  };
}

interface Row extends Pick<ApiKey, "id" | "name" | "owner" | "plan" | "until"> {
  readonly made_by: string;
  readonly made_by_name: string;
  readonly made_at: Date;
  readonly revoked_by: string | null;
  readonly revoked_by_name: string | null;
  readonly revoked_at: Date | null;
  readonly revoked_because: string | null;
  readonly suspended_by: string | null;
  readonly suspended_by_name: string | null;
  readonly suspended_at: Date | null;
  readonly suspended_because: string | null;
}

function toKey({ id, name, owner, plan, until, ...row }: Row): ApiKey {
  return {
    id,
    name,
    owner,
    plan,
    until,
    madeBy: { subject: row.made_by, name: row.made_by_name },
    madeAt: row.made_at,
    revokedBy: personOf(row.revoked_by, row.revoked_by_name),
    revokedAt: row.revoked_at,
    revokedBecause: row.revoked_because,
    suspendedBy: personOf(row.suspended_by, row.suspended_by_name),
    suspendedAt: row.suspended_at,
    suspendedBecause: row.suspended_because,
  };
}

function personOf(subject: string | null, name: string | null): Person | null {
  return subject === null ? null : { subject, name: name ?? subject };
}

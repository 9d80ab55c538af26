/**
 * The epoch: a random name of this history. Two databases that have the same releases up to a place and then
 * went apart, because one was restored from the other's backup, have other epochs from there on.
 */
import type { Queryable } from "../open/queryable.js";

export interface Epoch {
  /** From 1, in this database. */
  readonly number: number;
  /** 16 hexadecimal digits. */
  readonly epoch: string;
  readonly beganAt: Date;
  readonly cause: string;
  /** The latest release when it began, and its hash; 0 and null before the first. */
  readonly release: number;
  readonly releaseHash: string | null;
  /** Whose history it is: `write/owner.ts`. Null: nobody has said so. */
  readonly owner: string | null;
}

const SELECT = `SELECT number, epoch, began_at AS "beganAt", cause, release, encode(release_hash, 'hex') AS "releaseHash", owner FROM hub.epoch`;

/** The one that holds. */
export async function readEpoch(client: Queryable): Promise<Epoch> {
  const { rows } = await client.query<Epoch>(`${SELECT} ORDER BY number DESC LIMIT 1`);
  const [epoch] = rows;
  if (!epoch) throw new Error("The database has no epoch");
  return epoch;
}

/**
 * An expression of the epoch in which a release was made, by an expression of its number; null in the first.
 */
export function laterEpochOf(release: string): string {
  return `(SELECT h.epoch FROM hub.epoch h WHERE h.number > 1 AND h.release < ${release} ORDER BY h.number DESC LIMIT 1)`;
}

/** All of them, in their order. */
export async function readEpochs(client: Queryable): Promise<readonly Epoch[]> {
  return (await client.query<Epoch>(`${SELECT} ORDER BY number`)).rows;
}

/** Its first 48 bits, by which a look sees that it is another. */
export function numberOfEpoch(epoch: string): number {
  return Number.parseInt(epoch.slice(0, 12), 16);
}

export const EPOCH_NUMBER =
  "SELECT ('x' || left(epoch, 12))::bit(48)::bigint FROM hub.epoch ORDER BY number DESC LIMIT 1";

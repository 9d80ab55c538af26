/**
 * Whose history the database holds. A copy must not write to those who subscribed to the original, nor
 * publish by itself: it is silent until somebody adopts it.
 *
 * The owner is the hub's public address, put down by the first hub that has one. Without an address it is the
 * database server's own name of the database, which a dump that is restored elsewhere does not have. The
 * embedded database has neither: it goes where its directory goes.
 */
import type { Database } from "../open/database.js";
import { readEpoch } from "../read/epoch.js";
import { openJournal } from "./journal.js";

/** Who runs on a database, by address and by the server's name of it; null where there is none. */
export interface OwnerNames {
  readonly address: string | null;
  readonly server: string | null;
}

export async function ownerNames({ kind, pool }: Database, address: string | null): Promise<OwnerNames> {
  return {
    address: address === null ? null : new URL(address).href,
    server: kind === "embedded" ? null : `database:${await identifyDatabase(pool)}`,
  };
}

/** Which database of which server it is: one that was made of another's backup is another. */
export async function identifyDatabase(pool: Database["pool"]): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    "SELECT system_identifier || '.' || (SELECT oid FROM pg_database WHERE datname = current_database()) AS name FROM pg_control_system()",
  );
  return rows[0]?.name ?? "";
}

/** A database that nobody owns, or that is owned by the name of this very one, is no copy. */
export function isCopyFor(owner: string | null, { address, server }: OwnerNames): boolean {
  return owner !== null && owner !== address && owner !== server;
}

export interface Ownership {
  /** The owner of which the database is a copy; null where it is none. */
  readonly copyOf: () => string | null;
  readonly close: () => Promise<void>;
}

/**
 * Puts the owner down where there is none, and an address in the place of the same database's name.
 * `onChange`: called with the owner of whom it is a copy, or null, when that changes.
 */
export async function openOwnership(
  database: Database,
  address: string | null,
  onChange: (copyOf: string | null) => void,
): Promise<Ownership> {
  const { pool } = database;
  const names = await ownerNames(database, address);
  const wanted = names.address ?? names.server;
  let copyOf: string | null = null;
  const look = async (): Promise<void> => {
    const { number, owner } = await readEpoch(pool);
    const isCopy = isCopyFor(owner, names);
    if (!isCopy && wanted !== null && owner !== wanted)
      await pool.query("UPDATE hub.epoch SET owner = $2 WHERE number = $1", [number, wanted]);
    const now = isCopy ? owner : null;
    if (now === copyOf) return;
    copyOf = now;
    onChange(copyOf);
  };
  await look();
  const journal = await openJournal(database);
  // Where it cannot be read, it stays as silent as it was.
  const unwatch = journal.watchRestarts(() => {
    look().catch(() => undefined);
  });
  return {
    copyOf: () => copyOf,
    close: async () => {
      unwatch();
      await journal.close();
    },
  };
}

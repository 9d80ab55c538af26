/**
 * One at a time over all processes on one database: a lock of the server that goes with the connection, so
 * that a process that dies leaves none behind. The embedded database has one process only, and needs none.
 */
import { connect, type Database } from "./database.js";

/** Runs `work` when no other process runs its own under that name; waits for it. */
export async function inTurn<T>(database: Database, name: string, work: () => Promise<T>): Promise<T> {
  return holding(
    database,
    async (lock) => {
      await lock("SELECT pg_advisory_lock(hashtextextended($1, 0)) IS NOT NULL AS held", name);
      return work();
    },
    work,
  );
}

/** Runs `work` unless another process runs its own under that name. */
export async function ifFree(database: Database, name: string, work: () => Promise<unknown>): Promise<void> {
  return holding(
    database,
    async (lock) => {
      if (await lock("SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held", name)) await work();
    },
    async () => {
      await work();
    },
  );
}

type Lock = (statement: string, name: string) => Promise<boolean>;

async function holding<T>(
  database: Database,
  work: (lock: Lock) => Promise<T>,
  alone: () => Promise<T>,
): Promise<T> {
  if (database.kind === "embedded") return alone();
  const client = await connect(database.config);
  try {
    return await work(
      async (statement, name) =>
        (await client.query<{ held: boolean }>(statement, [`tongcha ${name}`])).rows[0]?.held === true,
    );
  } finally {
    // A server that goes away is told by the work's own statements.
    await client.end().catch(() => undefined);
  }
}

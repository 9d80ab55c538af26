/**
 * Every process of a hub writes into its database: what it releases, who asks what, which process began. One
 * that it may only read, or in which its user lacks a right, is DATABASE_UNUSABLE, told before anything is
 * done or by the first statement that the server denies.
 */
import type { HubError } from "#schema/errors.js";
import type { Queryable } from "./queryable.js";
import { unusable } from "./refuse-unusable.js";

interface Found {
  /** Also while a server recovers, and lets its users read meanwhile. */
  readonly isReplica: boolean;
  readonly isReadOnly: boolean;
}

export async function refuseUnwritable(database: Queryable): Promise<void> {
  const {
    rows: [found],
  } = await database.query<Found>(
    `SELECT pg_is_in_recovery() AS "isReplica", current_setting('transaction_read_only') = 'on' AS "isReadOnly"`,
  );
  if (found?.isReplica === true) throw unusable(...REPLICA);
  if (found?.isReadOnly === true) throw unusable(...READ_ONLY);
}

/** Before schemas are made. */
export async function refuseWithoutCreate(database: Queryable): Promise<void> {
  const refused = await withoutCreate(database);
  if (refused) throw refused;
}

/** The server's denial as a sentence; any other error as it is. */
export async function explainDenial(database: Queryable, error: unknown): Promise<unknown> {
  return isDenial(error) ? denied(database, error) : error;
}

async function withoutCreate(database: Queryable): Promise<HubError | null> {
  const {
    rows: [found],
  } = await database.query<{ user: string; database: string; may: boolean }>(
    `SELECT current_user AS "user", current_database() AS database, has_database_privilege(current_database(), 'CREATE') AS may`,
  );
  if (found?.may !== false) return null;
  const grant = `GRANT CREATE ON DATABASE "${found.database}" TO "${found.user}"`;
  return unusable(
    `用户 ${found.user} 无权在其中建立模式（schema），请执行：${grant}`,
    `the user ${found.user} may not create schemas in it, run: ${grant}`,
  );
}

async function denied(database: Queryable, { message }: Error): Promise<HubError> {
  if (FOR_DATABASE.test(message)) {
    const refused = await withoutCreate(database);
    if (refused) return refused;
  }
  const { rows } = await database.query<{ user: string }>('SELECT current_user AS "user"');
  const user = rows[0]?.user ?? "";
  return unusable(
    `用户 ${user} 没有所需的权限（${message}）。通查的各表须归该用户所有，恢复备份时请用 pg_restore --no-owner`,
    `the user ${user} lacks a right (${message}). It must own the tables: restore a backup with pg_restore --no-owner`,
  );
}

const FOR_DATABASE = /^permission denied for database /;
const INSUFFICIENT_PRIVILEGE = "42501";

function isDenial(error: unknown): error is Error {
  return error instanceof Error && "code" in error && error.code === INSUFFICIENT_PRIVILEGE;
}

const REPLICA = [
  "这是只读的备库，或仍在恢复之中。请把 DATABASE_URL 改为主库的地址",
  "it is a read replica, or still recovering. Set DATABASE_URL to the primary's address",
] as const;
const READ_ONLY = [
  "它只可读取，请执行：ALTER DATABASE … SET default_transaction_read_only TO off",
  "it is read-only, run: ALTER DATABASE … SET default_transaction_read_only TO off",
] as const;

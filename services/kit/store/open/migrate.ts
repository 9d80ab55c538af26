/**
 * Tables whose rows have a life of their own (the hub's, the desk's, the registry's, of standing queries, of
 * search) are brought up to date by one Migrator with one history: `history.ts`. A step that was released is
 * never changed: a new one follows it. Tables of feeds follow from their contracts instead: `tables.ts`.
 *
 * Refused with DATABASE_UNUSABLE: a database that a later version has changed, or that this process may not
 * change.
 */
import { Migrator } from "@mikro-orm/migrations";
import { MikroORM } from "@mikro-orm/postgresql";
import type { Database } from "./database.js";
import { HISTORY, isUpToDate, openHistory, readPending } from "./history.js";
import { ormOptions } from "./orm-options.js";
import { namesOf, type OwnTables } from "./own-tables.js";
import { refuseUnwritable, refuseWithoutCreate } from "./refuse-unwritable.js";
import { inTurn } from "./turns.js";

export interface PlannedStep {
  readonly name: string;
  /** Statements; null where they follow from tables that the steps before it make. */
  readonly statements: readonly string[] | null;
}

/** Several processes may start at once. A part may use the tables of those before it. */
export async function migrate(database: Database, parts: readonly OwnTables[]): Promise<void> {
  if (await isUpToDate(database.pool, namesOf(parts))) return;
  await refuseUnwritable(database.pool);
  await refuseWithoutCreate(database.pool);
  await inTurn(database, "migrations", async () => {
    await database.transaction((client) => openHistory(client, parts));
    const orm = await openMigrator(database, parts);
    try {
      await orm.migrator.up();
    } finally {
      await orm.close();
    }
  });
}

/** What `migrate` would do. Whatever is read is read in transactions that can change nothing. */
export async function planMigration(
  database: Database,
  parts: readonly OwnTables[],
): Promise<readonly PlannedStep[]> {
  const pending = new Set(await readPending(database.pool, parts));
  if (pending.size === 0) return [];
  const orm = await openMigrator(database, parts);
  try {
    const driver = orm.em.getDriver();
    const plan: PlannedStep[] = [];
    for (const { name, class: Step } of parts.flatMap(({ migrations }) => migrations)) {
      if (!pending.has(name)) continue;
      const step = new Step(driver, orm.config);
      const statements = await orm.em
        .fork()
        .transactional(
          async (em) => {
            step.setTransactionContext(em.getTransactionContext());
            await step.up();
            return (step.getQueries?.() ?? []).map(String);
          },
          { readOnly: true },
        )
        .catch((error: unknown) => {
          if (isMissing(error)) return null;
          throw error;
        });
      plan.push({ name, statements });
    }
    return plan;
  } finally {
    await orm.close();
  }
}

function openMigrator(database: Database, parts: readonly OwnTables[]) {
  return MikroORM.init({
    ...ormOptions(database),
    entities: [],
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    migrations: {
      migrationsList: parts.flatMap(({ migrations }) => migrations),
      snapshot: false,
      tableName: HISTORY,
    },
    pool: { min: 0, max: 1 },
  });
}

/** No such table, or no such schema. */
const MISSING: ReadonlySet<unknown> = new Set(["42P01", "3F000"]);

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && MISSING.has(error.code);
}

/** A database with small feeds whose releases are made on given days, and counted at once. */
import type { FeedContract } from "#kit";
import { tableOf, withdrawRecords, type Database } from "#kit/hub";
import { prepareStore, publish, type Cells } from "../../services/kit/store/store.test-data.js";
import { MIGRATIONS } from "../../services/disclosure/desk/migrations.js";
import { openLedger, type Ledger } from "../../services/disclosure/duties/ledger/catch-up.js";
import { DUTY_MIGRATIONS } from "../../services/disclosure/duties/ledger/tables.js";
import { REMINDER_MIGRATIONS } from "../../services/disclosure/reminders/tables.js";
import { openTestDatabase } from "../open-test-database.js";
import { shopContracts } from "./shop.test-data.js";

export interface Shop {
  readonly database: Database;
  /** Publishes on a day, and counts it. */
  readonly on: (
    day: string,
    contract: FeedContract,
    department: string,
    rows: readonly Cells[],
  ) => Promise<void>;
  /** Withdraws one record that meets the condition. */
  readonly withdraw: (day: string, contract: FeedContract, where: string) => Promise<void>;
  /** From the first release, by a process that knows nothing. */
  readonly countAnew: () => Promise<void>;
}

export async function openShop(): Promise<Shop> {
  const database = await openTestDatabase();
  await prepareStore(database, shopContracts, {
    schema: "disclosure",
    migrations: [...MIGRATIONS, ...DUTY_MIGRATIONS, ...REMINDER_MIGRATIONS],
  });
  const open = (): Ledger => {
    const history = { definedBy: [], at: () => Promise.resolve(shopContracts) };
    return openLedger({ database, contracts: () => shopContracts, history });
  };
  const ledger = open();
  const catchUp = async (of: Ledger): Promise<void> => {
    while (await of.next());
  };
  const dated = async (day: string): Promise<void> => {
    await database.pool.query(
      "UPDATE hub.release SET released_at = $1 WHERE number = (SELECT max(number) FROM hub.release)",
      [`${day}T12:00:00+08:00`],
    );
    await catchUp(ledger);
  };
  return {
    database,
    on: async (day, contract, department, rows) => {
      if (await publish(database, contract, department, rows)) await dated(day);
    },
    withdraw: async (day, contract, where) => {
      const { rows } = await database.pool.query<{ id: string; department: string }>(
        `SELECT record_id AS id, department FROM ${tableOf(contract)} WHERE closed_in IS NULL AND ${where} ORDER BY 1 LIMIT 1`,
      );
      const [record] = rows;
      if (!record) return;
      const made = await withdrawRecords(database, contract, {
        submission: crypto.randomUUID(),
        department: record.department,
        releasedBy: "clerk",
        approvedBy: "reviewer",
        recordIds: [record.id],
        within: () => Promise.resolve(),
      });
      if (made) await dated(day);
    },
    countAnew: async () => {
      await database.pool.query("UPDATE disclosure.duty_progress SET shape = ''");
      await catchUp(open());
    },
  };
}

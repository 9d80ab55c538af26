/**
 * Decisions that are to be public within seven working days of their day: a database with so many of them,
 * released by sixty departments over two years and counted, and releases of more.
 */
import { DUTY_MIGRATIONS } from "../../services/disclosure/duties/ledger/tables.js";
import { openLedger } from "../../services/disclosure/duties/ledger/catch-up.js";
import { createChecker } from "../../services/kit/check/check-rows.js";
import { date, text } from "../../services/kit/feed/columns.js";
import { deadlineInWorkingDays } from "../../services/kit/feed/deadlines.js";
import { defineFeed } from "../../services/kit/feed/define-feed.js";
import type { FileHead } from "../../services/kit/feed/stages.js";
import { connect, openDatabase } from "../../services/kit/store/open/database.js";
import { HUB_TABLES } from "../../services/kit/store/open/hub-tables.js";
import { migrate } from "../../services/kit/store/open/migrate.js";
import { prepareTables } from "../../services/kit/store/open/tables.js";
import { summariseDifference } from "../../services/kit/store/write/difference.js";
import { releaseSubmission } from "../../services/kit/store/write/release.js";
import { openStage } from "../../services/kit/store/write/stage.js";
import { addDays, today } from "../../services/kit/values/dates.js";
import { benchDatabase } from "./bench-database.js";

const words = { zh: "示例", en: "Sample" };
const decisions = defineFeed({
  id: "bench.decisions",
  edition: "1",
  title: words,
  description: words,
  type: "BenchDecision",
  plural: "benchDecisions",
  lead: "d0",
  submitters: "every-department",
  legalBases: [{ title: "示例" }],
  due: {
    kind: "working-days",
    after: "decidedOn",
    deadline: deadlineInWorkingDays("bench-deadline", words, [
      { from: "2018-01-01", basis: "示例", isConfirmed: true, values: { days: 7 } },
    ]),
  },
  mode: "append",
  columns: {
    number: text({ ...words, required: true, indexed: true, maxLength: 40 }),
    decidedOn: date({ ...words, required: true, indexed: true }),
  },
  key: ["number"],
  order: { field: "decidedOn", descending: true },
});

const FIELDS = ["number", "decidedOn"];
const HEAD: FileHead = {
  format: "csv",
  encoding: "utf-8",
  headerLine: 1,
  headers: FIELDS,
  fields: FIELDS,
  units: FIELDS.map(() => null),
  findings: [],
};
const RELEASES = 100;
const DEPARTMENTS = 60;
const SPACING_DAYS = 7;

export interface Decisions {
  /** From staged rows to their clocks. */
  readonly release: (rows: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openDecisions(count: number): Promise<Decisions> {
  const server = await benchDatabase();
  const database = await openDatabase({ url: server.url, directory: ":memory:" });
  const { pool } = database;
  await migrate(database, [HUB_TABLES, { schema: "disclosure", migrations: DUTY_MIGRATIONS }]);
  await prepareTables(database, [decisions]);
  const contracts = () => [decisions];
  const ledger = openLedger({
    database,
    contracts,
    history: { definedBy: [], at: () => Promise.resolve(contracts()) },
  });
  let [numbers, files] = [0, 0];

  const releaseOn = async (day: string, rows: number): Promise<void> => {
    const department = `d${(files += 1) % DEPARTMENTS}`;
    const checker = createChecker({
      contract: decisions,
      head: HEAD,
      findingLimit: 1,
      secrets: { pseudonym: (name) => name },
      context: {
        today: day,
        department: { code: department, uscc: null },
        lookup: () => null,
        rows: () => [],
        contracts: [],
      },
    });
    const file = Array.from({ length: rows }, (_, at) => ({
      line: at + 2,
      cells: [`${(numbers += 1)}`, addDays(day, -(at % 14))],
    }));
    const submission = crypto.randomUUID();
    const client = await connect(database.connection);
    const stage = await openStage(database.kind, client, decisions, submission);
    await stage.write([...checker.check(file), ...checker.finish()]);
    await stage.finish();
    await client.end();
    const { digest } = await summariseDifference(pool, decisions, { submission, department });
    await releaseSubmission(database, decisions, {
      submission,
      department,
      releasedBy: "clerk",
      approvedBy: "reviewer",
      expectedDigest: digest,
      within: async (transaction, made) => {
        await transaction.query("UPDATE hub.release SET released_at = $2 WHERE number = $1", [
          made?.number,
          `${day}T12:00:00+08:00`,
        ]);
      },
    });
    while (await ledger.next());
  };

  for (let made = 0; made < RELEASES; made += 1)
    await releaseOn(addDays(today(), (made - RELEASES) * SPACING_DAYS), count / RELEASES);
  await pool.query("VACUUM ANALYZE");
  return {
    release: (rows) => releaseOn(today(), rows),
    close: async () => {
      await database.close();
      server.stop();
    },
  };
}

/**
 * Two small feeds with a column of each kind, and how the tests of this folder stage and release rows of
 * them.
 */
import { createChecker } from "../check/check-rows.js";
import { boolean, codes, date, decimal, integer, text } from "../feed/columns.js";
import type { CodeList, FeedContract, Row } from "../feed/contract.js";
import { defineFeed, type FeedDefinition } from "../feed/define-feed.js";
import type { CheckedRow, FileHead } from "../feed/stages.js";
import { connect, type Database } from "./open/database.js";
import { summariseDifference } from "./write/difference.js";
import { releaseSubmission, type ReleaseRequest } from "./write/release.js";
import type { Release } from "./read/releases.js";
import { openStage } from "./write/stage.js";
import { toStoredRow } from "./read/stored-row.js";
import { HUB_TABLES } from "./open/hub-tables.js";
import { migrate } from "./open/migrate.js";
import type { OwnTables } from "./open/own-tables.js";
import { prepareTables, tableOf } from "./open/tables.js";

const kinds: CodeList = {
  name: "NoticeKind",
  title: { zh: "类别", en: "Kind" },
  codes: [
    { name: "WARNING", zh: "警告", en: "Warning" },
    { name: "FINE", zh: "罚款", en: "Fine" },
  ],
};

const definition: FeedDefinition = {
  id: "shop.notices",
  edition: "1",
  title: { zh: "示例公告", en: "Sample notices" },
  description: { zh: "示例", en: "Sample" },
  type: "Notice",
  plural: "notices",
  lead: "slj",
  submitters: "every-department",
  legalBases: [{ title: "示例" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: {
    number: text({ zh: "文号", en: "Number", required: true }),
    title: text({ zh: "标题", en: "Title", indexed: true }),
    decidedOn: date({ zh: "决定日期", en: "Decided on", indexed: true }),
    publicUntil: date({ zh: "公示截止期", en: "Public until" }),
    kinds: codes(kinds, { zh: "类别", en: "Kinds", indexed: true }),
    fine: decimal({ zh: "罚款", en: "Fine", scale: 6 }),
    people: integer({ zh: "人数", en: "People" }),
    heard: boolean({ zh: "是否听证", en: "Heard" }),
  },
  key: ["number"],
  order: { field: "decidedOn", descending: true },
  expiresAfter: "publicUntil",
};

/** The hub's own tables, those of the feeds, and of parts besides. */
export async function prepareStore(
  database: Database,
  contracts: readonly FeedContract[],
  ...parts: readonly OwnTables[]
): Promise<void> {
  await migrate(database, [HUB_TABLES, ...parts]);
  await prepareTables(database, contracts);
}

/** A file adds and corrects. */
export const notices = defineFeed(definition);
/** A file is the whole list of its department. */
export const shelf = defineFeed({
  ...definition,
  id: "shop.shelf",
  mode: "snapshot",
  type: "ShelfNotice",
  plural: "shelfNotices",
});
export { definition as noticesDefinition };

/** Cells by field, as a clerk would type them. */
export type Cells = Readonly<Record<string, string>>;

/** Rows of a file, through the checker: there is no other way to a checked row. */
export function checkRows(contract: FeedContract, rows: readonly Cells[]): readonly CheckedRow[] {
  const fields = Object.keys(contract.columns);
  const head: FileHead = {
    format: "csv",
    encoding: "utf-8",
    headerLine: 1,
    headers: fields,
    fields,
    units: fields.map(() => null),
    findings: [],
  };
  const checker = createChecker({
    contract,
    head,
    findingLimit: 10,
    secrets: { pseudonym: (name) => name },
    context: {
      today: "2020-06-03",
      department: { code: "slj", uscc: null },
      lookup: () => null,
      rows: () => [],
      contracts: [],
    },
  });
  const checked = checker.check(
    rows.map((cells, index) => ({ line: index + 2, cells: fields.map((field) => cells[field] ?? "") })),
  );
  if (checker.counts.errors > 0)
    throw new Error(`The sample rows have findings: ${JSON.stringify(checker.findings)}`);
  return [...checked, ...checker.finish()];
}

/** Stages the rows as a new submission and gives its id. */
export async function stageRows(
  database: Database,
  contract: FeedContract,
  rows: readonly CheckedRow[],
): Promise<string> {
  const submission = crypto.randomUUID();
  const client = await connect(database.connection);
  try {
    const stage = await openStage(database.kind, client, contract, submission);
    await stage.write(rows);
    await stage.finish();
  } finally {
    await client.end();
  }
  return submission;
}

/** Releases a staged submission as its difference is now. */
export async function release(
  database: Database,
  contract: FeedContract,
  submission: string,
  department: string,
  request: Partial<ReleaseRequest> = {},
): Promise<Release | null> {
  const { digest } = await summariseDifference(database.pool, contract, { submission, department });
  return releaseSubmission(database, contract, {
    submission,
    department,
    releasedBy: "clerk",
    approvedBy: "reviewer",
    expectedDigest: digest,
    within: () => Promise.resolve(),
    ...request,
  });
}

/** From cells to a release in one step. */
export async function publish(
  database: Database,
  contract: FeedContract,
  department: string,
  rows: readonly Cells[],
): Promise<Release | null> {
  return release(
    database,
    contract,
    await stageRows(database, contract, checkRows(contract, rows)),
    department,
  );
}

/** Stored rows of one department, now or as of a release, by their number. */
export async function publishedRows(
  database: Database,
  contract: FeedContract,
  department: string,
  asOf: number | null = null,
): Promise<readonly Row[]> {
  const { rows } = await database.pool.query<Record<string, unknown>>(
    `SELECT * FROM ${tableOf(contract)} WHERE department = $1 AND withdrawn_in IS NULL
    AND CASE WHEN $2::int IS NULL THEN closed_in IS NULL ELSE opened_in <= $2 AND (closed_in IS NULL OR closed_in > $2) END ORDER BY number`,
    [department, asOf],
  );
  return rows.map((row) => toStoredRow(contract, row));
}

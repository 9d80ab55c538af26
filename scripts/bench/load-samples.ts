/** Generated rows, checked and released like any feed, without the file between. */
import { loadLookup } from "../../services/disclosure/intake/lookup.js";
import { createChecker } from "../../services/kit/check/check-rows.js";
import { createRowSecrets } from "../../services/kit/check/row-secrets.js";
import type { FeedContract } from "../../services/kit/feed/contract.js";
import { findSampleGenerator } from "../../services/kit/sample/discover-sample.js";
import { generateRows } from "../../services/kit/sample/generate-rows.js";
import type { SampleGenerator } from "../../services/kit/sample/sample.js";
import { connect, type Database } from "../../services/kit/store/open/database.js";
import { summariseDifference } from "../../services/kit/store/write/difference.js";
import { releaseSubmission } from "../../services/kit/store/write/release.js";
import { openStage } from "../../services/kit/store/write/stage.js";
import { today } from "../../services/kit/values/dates.js";
import { findSampleDepartment } from "../start/sample-department.js";

const BATCH = 2_000;

export async function loadSamples(
  database: Database,
  contracts: readonly FeedContract[],
  contract: FeedContract,
  wanted: {
    readonly rows: number;
    readonly department: string;
    /** Cells that are otherwise, by field: of records that are public the release is a correction. */
    readonly changes?: Readonly<Record<string, string>>;
    /** Rows of the benchmark's own in place of the domain's. */
    readonly sample?: SampleGenerator;
  },
): Promise<void> {
  const { kind, connection, pool } = database;
  const department = await findSampleDepartment(contracts, wanted.department);
  const fields = Object.keys(contract.columns);
  const loading = await connect(connection);
  const known = await loadLookup(loading, contract.references, contracts, department.code);
  const checker = createChecker({
    contract,
    findingLimit: 10,
    secrets: createRowSecrets(new Uint8Array(32)),
    head: {
      format: "csv",
      encoding: "utf-8",
      headerLine: 1,
      headers: fields,
      fields,
      units: fields.map(() => null),
      findings: [],
    },
    context: { today: today(), department, ...known },
  });
  const submission = crypto.randomUUID();
  const stage = await openStage(kind, loading, contract, submission);
  let batch: { line: number; cells: readonly string[] }[] = [];
  let line = 1;
  for (const generated of generateRows(contract, {
    rows: wanted.rows,
    seed: 1,
    today: today(),
    department,
    sample: wanted.sample ?? (await findSampleGenerator(contract.id)) ?? undefined,
  })) {
    const row = { ...generated, ...wanted.changes };
    batch.push({ line: (line += 1), cells: fields.map((field) => row[field] ?? "") });
    if (batch.length < BATCH) continue;
    await stage.write(checker.check(batch));
    batch = [];
  }
  await stage.write(checker.check(batch));
  await stage.write(checker.finish());
  await stage.finish();
  await loading.end();
  if (checker.counts.errors > 0)
    throw new Error(`The samples of ${contract.id} have errors: ${JSON.stringify(checker.counts.byCode)}`);
  const { digest } = await summariseDifference(pool, contract, { submission, department: wanted.department });
  await releaseSubmission(database, contract, {
    submission,
    department: wanted.department,
    releasedBy: "甲",
    approvedBy: "乙",
    expectedDigest: digest,
    within: () => Promise.resolve(),
  });
}

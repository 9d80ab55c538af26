/** A process that stages and releases one batch of penalties after the other until it is killed. Arguments: data directory, round. */
import { createChecker } from "../../services/kit/check/check-rows.js";
import { createRowSecrets } from "../../services/kit/check/row-secrets.js";
import { openDatabase } from "../../services/kit/store/database.js";
import { summariseDifference } from "../../services/kit/store/difference.js";
import { releaseSubmission } from "../../services/kit/store/release.js";
import { openStage } from "../../services/kit/store/stage.js";
import { prepareTables } from "../../services/kit/store/tables.js";
import { today } from "../../services/kit/values/dates.js";
import { penalties } from "../../services/enforcement/feeds/penalties.js";
import { MARKET, penaltyRow } from "../penalty-file.js";

const ROWS = 300;
const [, , directory = "", round = "0"] = process.argv;
const fields = Object.keys(penalties.columns);
const database = await openDatabase({ url: null, directory });
await prepareTables(database, [penalties]);

for (let batch = 0; ; batch += 1) {
  const checker = createChecker({
    contract: penalties, findingLimit: 10, secrets: createRowSecrets(new Uint8Array(32)),
    head: { format: "csv", encoding: "utf-8", headerLine: 1, headers: fields, fields, units: fields.map(() => null), findings: [] },
    context: { today: today(), department: { code: MARKET.code, uscc: MARKET.uscc }, lookup: () => ({ name: MARKET.name }) },
  });
  const first = Number(round) * 20_000 + batch * ROWS;
  const rows = checker.check(Array.from({ length: ROWS }, (_, index) => {
    // Some records of the round before are corrected, so that versions close as well.
    const row = penaltyRow(index % 3 === 0 ? index : first + index, { violationFacts: `第${round}轮第${batch}批` });
    return { line: index + 2, cells: fields.map((field) => row[field] ?? "") };
  }));
  const submission = crypto.randomUUID();
  await database.transaction(async (client) => {
    const stage = await openStage(database.kind, client, penalties, submission);
    await stage.write(rows);
    await stage.finish();
  });
  const { digest } = await summariseDifference(database.pool, penalties, { submission, department: MARKET.code });
  if (batch === 0) process.send?.("releasing");
  await releaseSubmission(database, penalties, { submission, department: MARKET.code, releasedBy: "甲", approvedBy: "乙", expectedDigest: digest, within: () => Promise.resolve() });
}

import { createReadStream, readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { expect, test } from "@jest/globals";
import { lookups, type FeedContract } from "#kit";
import { createChecker, createRowSecrets, READ_LIMITS, readFeed } from "#kit/hub";
import { licences } from "./feeds/licences.js";
import { penalties } from "./feeds/penalties.js";

const FAULTY = new URL("../../../services/enforcement/samples/faulty/", import.meta.url);
/** The day on which the samples were made: late and expired are told by it. */
const TODAY = "2026-11-20";
const DEPARTMENT = { code: "scjgj", name: "北京市密云区市场监督管理局" };

async function findingsOf(contract: FeedContract, file: string): Promise<unknown> {
  const { head, batches } = await readFeed(contract, createReadStream(new URL(file, FAULTY)), READ_LIMITS);
  const checker = createChecker({
    contract,
    head,
    findingLimit: 1_000,
    secrets: createRowSecrets(new Uint8Array(32)),
    context: {
      today: TODAY,
      department: { code: DEPARTMENT.code, uscc: null },
      ...lookups(() => ({ name: DEPARTMENT.name })),
    },
  });
  for await (const batch of batches) checker.check(batch);
  return checker.findings
    .filter(({ severity }) => severity !== "INFO")
    .map(({ row, field, value, code, severity, message }) => ({
      row,
      field,
      value,
      code,
      severity,
      message,
    }));
}

test.each([
  ["penalties", penalties],
  ["licences", licences],
] as const)("the faulty sample of %s is found fault with as its golden file says", async (name, contract) => {
  const golden: unknown = JSON.parse(readFileSync(new URL(`${name}.findings.json`, FAULTY), "utf8"));
  expect(await findingsOf(contract, `${name}.csv`)).toEqual(golden);
});

test.each(["罚没金额", "罚没金额（元）"])(
  "a column %s is refused: fine and confiscation have one each",
  async (header) => {
    const headers = Object.values(penalties.columns).flatMap(({ zh, required }) => (required ? [zh] : []));
    const file = Readable.from([
      Buffer.from(`${[...headers, header].join(",")}\n${headers.map(() => "1").join(",")},1\n`),
    ]);
    await expect(readFeed(penalties, file, READ_LIMITS)).rejects.toMatchObject({
      code: "FEED_COLUMNS",
      message: expect.stringContaining("“罚没金额”是罚款与没收之和，请分为"),
    });
  },
);

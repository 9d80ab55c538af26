/**
 * The copies that the guide's programs keep, in Python and in JavaScript, are what the dataset's own file
 * has, whatever is released, corrected, withdrawn, dropped and has expired, in pages of any size.
 */
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { MARKET, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { WITH_FILES } from "../prepared.js";
import { SCALE } from "../scale.js";
import { startHub, type TestHub } from "../start-hub.js";
import { withdrawByLaw } from "../withdraw-record.js";
import { penalties } from "../../services/enforcement/feeds/penalties.js";
import { sampleInstitutionCode } from "../../services/kit/sample/parties.js";
import { beginEpoch } from "../../services/kit/store/write/epoch.js";
import { expireRecords } from "../../services/kit/store/write/withdraw.js";
import { addMonths, today } from "../../services/kit/values/dates.js";
import { charities } from "../../services/social-assistance/feeds/charities.js";

const PYTHON = ["python3", "services/open-data/mirror/mirror.py"] as const;
const JAVASCRIPT = [process.execPath, "services/open-data/mirror/mirror.mjs"] as const;
const hasPython = spawnSync("python3", ["--version"]).status === 0;
if (!hasPython) process.stderr.write("There is no python3 here: the mirror in Python is not tried.\n");
const PROGRAMS = hasPython ? [PYTHON, JAVASCRIPT] : [JAVASCRIPT];
const DATASETS = [penalties.id, charities.id];

type Records = Readonly<Record<string, unknown>>;

let hub: TestHub;
const folder = mkdtempSync(join(tmpdir(), "tongcha-mirror-"));
beforeAll(async () => {
  hub = await startHub({
    domains: WITH_FILES,
    holds: "directory",
  });
});
afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true });
});

let times = 0;
let unused = 300_000;
const fresh = (): number => (unused += 1);

/** Adds penalties, or corrects those that are public; every third ends in a month. */
async function publishPenalties(numbers: readonly number[]): Promise<void> {
  times += 1;
  const rows = numbers.map((number) => {
    const end = addMonths(today(), number % 3 === 0 ? 1 : 30);
    return penaltyRow(number, {
      violationFacts: `示例事实N${number}T${times}E，"引号"`,
      penaltyValidTo: end,
      publicityEnds: end,
    });
  });
  await hub.publish(penalties.id, penaltyCsv(rows), MARKET.code);
}

/** The whole list of charities: those that are not in it are dropped. */
async function publishCharities(numbers: readonly number[]): Promise<void> {
  times += 1;
  const rows = numbers.map(
    (number) =>
      `示例${number}号基金会,${sampleInstitutionCode("53", number)},2025-03-01,是,助学${times},有效`,
  );
  await hub.publish(
    charities.id,
    ["名称,统一社会信用代码,认定日期,是否具有公开募捐资格,业务范围,状态", ...rows].join("\n"),
    "mzj",
  );
}

async function withdraw(id: string): Promise<void> {
  await withdrawByLaw(hub.parts.database, penalties, MARKET.code, [id]);
}

/** What the dataset's own file has, by the ids of records. */
async function source(dataset: string): Promise<Records> {
  const lines = (await (await fetch(`${hub.url}/data/${dataset}.ndjson`)).text()).split("\n").filter(Boolean);
  const records = lines.map((line) => JSON.parse(line) as { readonly id: string });
  return Object.fromEntries(records.map((record) => [record.id, record]));
}

/** The copy after one more run of the program. */
async function mirrored(
  [command, program]: (typeof PROGRAMS)[number],
  dataset: string,
  first: number,
): Promise<Records> {
  const file = join(folder, `${program.slice(-3)}.${dataset}.json`);
  await promisify(execFile)(command, [program, `${hub.url}/data/${dataset}/changes?first=${first}`, file]);
  return (JSON.parse(readFileSync(file, "utf8")) as { readonly records: Records }).records;
}

async function expectEqual(first: number): Promise<void> {
  for (const dataset of DATASETS) {
    const wanted = await source(dataset);
    for (const program of PROGRAMS) expect(await mirrored(program, dataset, first)).toEqual(wanted);
  }
}

type Step =
  | { readonly kind: "penalties"; readonly numbers: readonly number[] }
  | { readonly kind: "charities"; readonly numbers: readonly number[] }
  | { readonly kind: "withdraw"; readonly which: number }
  | { readonly kind: "expire" };

const anyNumbers = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("penalties" as const), numbers: anyNumbers }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("charities" as const), numbers: anyNumbers }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("withdraw" as const), which: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("expire" as const) }) },
);

async function carryOut(step: Step): Promise<void> {
  if (step.kind === "charities") return publishCharities(step.numbers);
  // One that is new, so that there is something to release though all others were withdrawn before.
  if (step.kind === "penalties") return publishPenalties([...step.numbers, fresh()]);
  if (step.kind === "expire")
    return void (await expireRecords(hub.parts.database, penalties, addMonths(today(), 2)));
  const shown = Object.keys(await source(penalties.id));
  const chosen = shown[step.which % Math.max(1, shown.length)];
  if (chosen !== undefined) await withdraw(chosen);
}

test("they equal the source after every round of random releases, withdrawals and removals", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          steps: fc.array(anyStep, { minLength: 1, maxLength: 6 }),
          first: fc.integer({ min: 1, max: 20 }),
        }),
        { minLength: 5, maxLength: 5 },
      ),
      async (rounds) => {
        for (const { steps, first } of rounds) {
          for (const step of steps) await carryOut(step);
          await expectEqual(first);
        }
      },
    ),
    { numRuns: SCALE.mirrors },
  );
});

test("they are made anew where the source was restored to an earlier time", async () => {
  await publishPenalties([fresh(), fresh()]);
  await expectEqual(2_000);
  await beginEpoch(hub.parts.database, { cause: "RESTORED", after: null });
  await withdraw(Object.keys(await source(penalties.id))[0] ?? "");
  await expectEqual(2_000);
});

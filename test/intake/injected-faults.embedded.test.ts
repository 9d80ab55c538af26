import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readFile } from "node:fs/promises";
import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import exceljs from "exceljs";
import fc from "fast-check";
import { discoverContracts } from "../../services/kit/graph/serve/discover.js";
import { subgraphOf, type FeedContract } from "../../services/kit/feed/contract.js";
import { findSampleGenerator } from "../../services/kit/sample/discover-sample.js";
import { generateRows } from "../../services/kit/sample/generate-rows.js";
import { injectFaults } from "../../services/kit/sample/inject-faults.js";
import type { SampleRow } from "../../services/kit/sample/sample.js";
import { writeSample } from "../../services/kit/sample/write-sample.js";
import { today } from "../../services/kit/values/dates.js";
import { findSampleDepartment } from "../../scripts/start/sample-department.js";
import { startHub, type SubmitAnswer, type TestHub } from "../start-hub.js";
import { SCALE } from "../scale.js";

const contracts = await discoverContracts();
type Finding = NonNullable<SubmitAnswer["findings"]>[number];

const ROWS = 12;
const SERVICES = new URL("../../../services/", import.meta.url);
const REFERRED_TO = [
  ["enforcement.inspection-items", "inspection-items.scjgj.csv", "scjgj"],
  ["enforcement.inspection-plans", "inspection-plans.scjgj.csv", "scjgj"],
  ["enforcement.agencies", "agencies.sfj.csv", "sfj"],
  ["enforcement.powers", "powers.sfj.csv", "sfj"],
  ["education.schools", "schools.jw.xlsx", "jw"],
  ["services-guide.places", "places.zwfwj.csv", "zwfwj"],
  ["services-guide.items", "items.zwfwj.csv", "zwfwj"],
  ["services-guide.materials", "materials.zwfwj.csv", "zwfwj"],
  ["decisions.matters", "matters.zwfwj.csv", "zwfwj"],
  ["decisions.consultations", "consultations.zwfwj.csv", "zwfwj"],
  ["decisions.consultations", "consultations.jw.csv", "jw"],
  ["decisions.consultations", "consultations.mzj.csv", "mzj"],
  ["decisions.consultations", "consultations.swj.csv", "swj"],
  ["execution.tasks", "tasks.zwfwj.csv", "zwfwj"],
  ["disclosure.duties", "duties.zwfwj.csv", "zwfwj"],
] as const;
/** What is generated of others refers to what is generated of these. */
const GENERATED = [
  ["policy.documents", "zwfwj", 64],
  ["policy.documents", "qzfb", 64],
  ["policy.gazette-issues", "qzfb", 12],
  ["disclosure.withheld", "zwfwj", 64],
] as const;

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "directory" });
  // Other feeds refer to these: items and plans of inspections, agencies and their powers, schools, services.
  for (const [feed, file, department] of REFERRED_TO)
    await hub.publish(
      feed,
      await readFile(new URL(`${subgraphOf(feed)}/samples/${file}`, SERVICES)),
      department,
    );
  for (const [feed, department, rows] of GENERATED) {
    const contract = contracts.find(({ id }) => id === feed);
    if (!contract) throw new Error(`There is no feed ${feed}`);
    const clean = await cleanRows(contract, 0, { department, rows });
    await hub.publish(feed, await workbookOf(contract, clean), department);
  }
});
afterAll(() => hub.close());

/** In time each feed has its turn: whose it is now is a matter of chance. */
const TURN = Math.floor(Math.random() * SCALE.correctedFeeds);

describe.each(
  contracts.map((contract, at) => [contract.id, contract, at % SCALE.correctedFeeds === TURN] as const),
)("a workbook of %s with injected faults", (_, contract, isItsTurn) => {
  test(`is found fault with exactly there${isItsTurn ? ", and passes once only the marked cells are corrected" : ""}`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0 }), async (seed) => {
        const clean = await cleanRows(contract, seed);
        const faulty = injectFaults(contract, clean, { fraction: 0.6, seed, firstRow: 2 });
        const file = await workbookOf(contract, [...faulty.rows]);
        const token = await hub.token("clerk", contract.lead);
        const { body } = await hub.submit(contract.id, file, token);
        const found = (body.findings ?? [])
          .filter(isAboutCell)
          .map(({ row, field, code }) => ({ row, field, code }));
        expect(found).toEqual(faulty.expected);
        if (faulty.expected.length === 0 || !isItsTurn) return;

        const report = await hub.report(body.submission?.id ?? "", token);
        const { workbook, marked } = await correctMarked(report, contract, clean);
        const cells = (body.findings ?? [])
          .filter(({ row }) => row !== null)
          .map(({ row, field }) => `${row} ${field}`);
        expect(marked).toEqual([...new Set(cells)].toSorted());
        // Two seeds may give the same rows, and the same bytes would be nothing new.
        workbook.title = crypto.randomUUID();
        const corrected = Buffer.from(await workbook.xlsx.writeBuffer());
        const again = await hub.submit(contract.id, corrected, token);
        expect((again.body.findings ?? []).filter(isAboutCell)).toEqual([]);
        expect(again.status).toBe(201);
      }),
      { numRuns: SCALE.injectedFaults },
    );
  });
});

/** Notices aside, and what the file as a whole lacks: a dozen rows are not all towns of a month. */
function isAboutCell({ row, severity }: Finding): boolean {
  return row !== null && severity !== "INFO";
}

async function cleanRows(
  contract: FeedContract,
  seed: number,
  { department: code, rows } = { department: contract.lead, rows: ROWS },
): Promise<readonly SampleRow[]> {
  const department = await findSampleDepartment(contracts, code);
  return [
    ...generateRows(contract, {
      rows,
      seed,
      today: today(),
      department,
      sample: (await findSampleGenerator(contract.id)) ?? undefined,
    }),
  ];
}

async function workbookOf(contract: FeedContract, rows: readonly SampleRow[]): Promise<Buffer> {
  const file = new PassThrough();
  const [bytes] = await Promise.all([
    buffer(file),
    writeSample(contract, rows, { format: "xlsx", encoding: "utf8" }, file),
  ]);
  return bytes;
}

/** Corrects a report as the clerk does: goes through the coloured cells, and through nothing else. */
async function correctMarked(
  report: ArrayBuffer,
  contract: FeedContract,
  clean: readonly SampleRow[],
): Promise<{ readonly workbook: exceljs.Workbook; readonly marked: readonly string[] }> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(report);
  const sheet = workbook.worksheets[0];
  const fields = Object.keys(contract.columns);
  const marked: string[] = [];
  sheet?.eachRow((row, line) => {
    row.eachCell({ includeEmpty: true }, (cell, at) => {
      if (cell.note === undefined) return;
      const field = fields[at - 1] ?? "";
      marked.push(`${line} ${field}`);
      cell.value = clean[line - 2]?.[field] ?? null;
    });
  });
  return { workbook, marked: marked.toSorted() };
}

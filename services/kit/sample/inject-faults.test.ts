import { describe, expect, test } from "@jest/globals";
import { PassThrough } from "node:stream";
import fc from "fast-check";
import { FINDING_TEXTS } from "../check/finding-texts.js";
import { type Checker, createChecker } from "../check/check-rows.js";
import type { FileHead, Finding } from "../feed/stages.js";
import { READ_LIMITS, readFeed } from "../read/read-feed.js";
import { FAULT_CLASSES } from "./fault-classes.js";
import { generateRows } from "./generate-rows.js";
import { type ExpectedFinding, injectFaults } from "./inject-faults.js";
import { sampleContract, sampleOptions } from "./sample-contract.test-data.js";
import type { SampleRow } from "./sample.js";
import { writeSample, type WriteSampleOptions } from "./write-sample.js";
import { runs } from "../../../test/scale.js";

const fields = Object.keys(sampleContract.columns);

function openChecker(head: FileHead): Checker {
  const context = {
    today: sampleOptions.today,
    department: sampleOptions.department,
    lookup: () => null,
    rows: () => [],
    contracts: [],
  };
  return createChecker({
    contract: sampleContract,
    head,
    context,
    secrets: { pseudonym: (text) => text },
    findingLimit: 100_000,
  });
}

function findingsOf(rows: Iterable<SampleRow>): readonly Finding[] {
  const checker = openChecker({
    format: "csv",
    encoding: "utf-8",
    headerLine: 1,
    headers: fields,
    fields,
    units: fields.map(() => null),
    findings: [],
  });
  checker.check(
    [...rows].map((row, at) => ({ line: at + 2, cells: fields.map((field) => row[field] ?? "") })),
  );
  return checker.findings;
}

/** Through a real file and its reader. */
async function findingsOfFile(
  rows: Iterable<SampleRow>,
  options: WriteSampleOptions,
): Promise<readonly Finding[]> {
  const file = new PassThrough();
  const [findings] = await Promise.all([checkFile(file), writeSample(sampleContract, rows, options, file)]);
  return findings;
}

async function checkFile(file: AsyncIterable<Uint8Array>): Promise<readonly Finding[]> {
  const { head, batches } = await readFeed(sampleContract, file, READ_LIMITS);
  const checker = openChecker(head);
  for await (const batch of batches) checker.check(batch);
  return checker.findings;
}

function injected(
  seed: number,
  rows: number,
  fraction: number,
): { readonly rows: readonly SampleRow[]; readonly expected: readonly ExpectedFinding[] } {
  const faulty = injectFaults(
    sampleContract,
    generateRows(sampleContract, { ...sampleOptions, rows, seed }),
    { fraction, seed, firstRow: 2 },
  );
  return { rows: [...faulty.rows], expected: faulty.expected };
}

describe("injectFaults", () => {
  test("rows without injected faults have no finding", () => {
    expect(findingsOf(generateRows(sampleContract, { ...sampleOptions, rows: 500 }))).toEqual([]);
  });

  test("each injected fault is found, and nothing else", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { rows, expected } = injected(seed, 60, 0.5);
        expect(findingsOf(rows).map(({ row, field, code }) => ({ row, field, code }))).toEqual(expected);
      }),
      { numRuns: runs(50) },
    );
  });

  test.each([
    { format: "csv", encoding: "utf8" },
    { format: "csv", encoding: "gbk" },
    { format: "xlsx", encoding: "utf8" },
    { format: "json", encoding: "utf8" },
    { format: "ndjson", encoding: "utf8" },
  ] as const)(
    "in a $format file ($encoding) each injected fault is found, and nothing else",
    async (options) => {
      const clean = generateRows(sampleContract, { ...sampleOptions, rows: 100 });
      const { rows, expected } = injectFaults(sampleContract, clean, {
        fraction: 0.9,
        seed: 7,
        firstRow: options.format === "json" || options.format === "ndjson" ? 1 : 2,
      });
      const found = await findingsOfFile(rows, options);
      expect(found.map(({ row, field, code }) => ({ row, field, code }))).toEqual(expected);
    },
  );

  test("every class of fault is injected into a contract that has its kind of column", () => {
    const codes = new Set(injected(1, 3000, 1).expected.map(({ code }) => code));
    expect([...codes].sort()).toEqual(FAULT_CLASSES.map(({ code }) => code).sort());
  });

  test("every class of fault has a sentence", () => {
    for (const { code } of FAULT_CLASSES) expect(FINDING_TEXTS).toHaveProperty(code);
  });

  test("the fraction is kept about, and a damaged row differs in the one cell only", () => {
    const clean = [...generateRows(sampleContract, { ...sampleOptions, rows: 2000, seed: 5 })];
    const { rows, expected } = injected(5, 2000, 0.1);
    expect(Math.abs(expected.length - 200)).toBeLessThan(60);
    rows.forEach((row, at) => {
      const changed = fields.filter((field) => row[field] !== clean[at]?.[field]);
      expect(changed).toEqual(expected.filter((finding) => finding.row === at + 2).map(({ field }) => field));
    });
  });

  test("a spared field is never damaged, and a fraction of 0 damages nothing", () => {
    const rows = [...generateRows(sampleContract, { ...sampleOptions, rows: 500 })];
    const spared = injectFaults(sampleContract, rows, { fraction: 1, seed: 1, firstRow: 2, spare: ["fine"] });
    expect([...spared.rows].every((row, at) => row["fine"] === rows[at]?.["fine"])).toBe(true);
    expect([...injectFaults(sampleContract, rows, { fraction: 0, seed: 1, firstRow: 2 }).rows]).toEqual(rows);
  });
});

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { EMERGENCY, MARKET, penaltyCsv, penaltyRow } from "../../test/penalty-file.js";
import { WITH_PENALTIES } from "../../test/prepared.js";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";
import { until } from "../../test/until.js";

const FEED = "enforcement.penalties";
let hub: TestHub;
let clerk: string;
beforeAll(async () => {
  hub = await startHub({ domains: WITH_PENALTIES, holds: "directory" });
  clerk = await hub.token("clerk", MARKET.code);
});
afterAll(() => hub.close());

interface Correction {
  readonly row: number;
  readonly field: string;
  readonly text: string;
}

/** The new submission, or the code by which it is refused. */
async function correct(
  id: string,
  corrections: readonly Correction[],
  token = clerk,
): Promise<{ readonly id: string } | { readonly code: unknown }> {
  const { data, errors } = await hub.query(
    "mutation ($id: ID!, $corrections: [CellCorrection!]!) { correctSubmission(id: $id, corrections: $corrections) { id state } }",
    { id, corrections },
    token,
  );
  const made = valueAt(data, "correctSubmission", "id");
  return typeof made === "string" ? { id: made } : { code: errors?.[0]?.extensions["code"] };
}

async function submissionOf(id: string): Promise<unknown> {
  const { data } = await hub.query(
    `query ($id: ID!) { submission(id: $id) { state rows errors fileName refusal { code }
      findings { row field code severity value } events { to note byName }
      difference { digest rows { row identity { value } fields { field after } findings { code } } } } }`,
    { id },
    clerk,
  );
  return valueAt(data, "submission");
}

async function checked(made: { readonly id: string } | { readonly code: unknown }): Promise<unknown> {
  if (!("id" in made)) throw new Error(`It was refused: ${String(made.code)}`);
  await until(async () => valueAt(await submissionOf(made.id), "state") !== "RECEIVED", "it is checked");
  return submissionOf(made.id);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Two rows, of which the second has a date that is none and a category that nothing is called. */
const FAULTY = penaltyCsv([
  penaltyRow(1),
  penaltyRow(2, { decisionDate: "前天", penaltyCategories: "批评" }),
]);

async function handIn(file: string): Promise<string> {
  const { body } = await hub.submit(FEED, file, clerk);
  return String(body.submission?.id);
}

test("a mistake is corrected in its cell: the file is checked again, and says which cell is not as it came", async () => {
  const id = await handIn(FAULTY);
  const mistakes = listOf(valueAt(await submissionOf(id), "findings"));
  expect(new Set(mistakes.map((one) => valueAt(one, "field")))).toEqual(
    new Set(["decisionDate", "penaltyCategories"]),
  );
  const day = String(penaltyRow(2)["decisionDate"]);
  const first = await correct(id, [{ row: 3, field: "decisionDate", text: day }]);
  expect(await checked(first)).toMatchObject({ state: "CHECKED", errors: 1, difference: null });
  expect(await submissionOf(id)).toMatchObject({ state: "WITHDRAWN" });
  const second = await correct("id" in first ? first.id : "", [
    { row: 3, field: "penaltyCategories", text: "警告；罚款" },
  ]);
  const whole = await checked(second);
  expect(whole).toMatchObject({ state: "CHECKED", errors: 0, rows: 2 });
  expect(valueAt(whole, "findings")).toEqual(
    ["decisionDate", "penaltyCategories"].map((field) => ({
      row: 3,
      field,
      code: "CELL_CORRECTED",
      severity: "INFO",
      value: null,
    })),
  );
  const row = listOf(valueAt(whole, "difference", "rows"))[1];
  expect(listOf(valueAt(row, "findings")).map((one) => valueAt(one, "code"))).toContain("CELL_CORRECTED");
  expect(listOf(valueAt(row, "fields"))).toContainEqual({ field: "penaltyCategories", after: "警告；罚款" });
  const made = "id" in second ? second.id : "";
  const original = await fetch(`${hub.url}/intake/submissions/${made}/original`, {
    headers: { authorization: `Bearer ${clerk}` },
  });
  expect(await original.text()).toBe(FAULTY);
  const note = valueAt(whole, "events", 0, "note");
  expect(note).toContain("id" in first ? first.id : "");
});

test("what is corrected is published as it was corrected, once another person has approved it", async () => {
  const id = await handIn(penaltyCsv([penaltyRow(7, { fineAmount: "二千" })]));
  const made = await correct(id, [{ row: 2, field: "fineAmount", text: "0.35" }]);
  const digest = valueAt(await checked(made), "difference", "digest");
  const given = "id" in made ? made.id : "";
  const reviewer = await hub.token("reviewer", MARKET.code);
  await hub.query("mutation ($id: ID!) { submitForReview(id: $id) { id } }", { id: given }, clerk);
  await hub.query(
    "mutation ($id: ID!, $digest: String!) { approve(id: $id, differenceDigest: $digest) { id } }",
    { id: given, digest },
    reviewer,
  );
  const { errors } = await hub.query(
    "mutation ($id: ID!) { publish(id: $id) { id } }",
    { id: given },
    reviewer,
  );
  expect(errors).toBeUndefined();
  const { data } = await hub.query(
    "query ($number: String) { penalties(where: { decisionNumber: { eq: $number } }) { nodes { fineAmount provenance { row } } } }",
    { number: penaltyRow(7)["decisionNumber"] },
  );
  expect(valueAt(data, "penalties", "nodes")).toEqual([{ fineAmount: "0.35", provenance: { row: 2 } }]);
});

test("a correction that is wrong itself is found as one in a file would be, and a formula is refused", async () => {
  let id = await handIn(penaltyCsv([penaltyRow(11, { decisionDate: "前天" })]));
  for (const text of ["昨天", "=1+1", "2026-02-30"]) {
    const made = await correct(id, [{ row: 2, field: "decisionDate", text }]);
    expect(await checked(made)).toMatchObject({ errors: 1, difference: null });
    if ("id" in made) id = made.id;
  }
});

test("a cell with a person's number says nothing of it, neither before nor after", async () => {
  const number = "110228199001011232";
  const id = await handIn(penaltyCsv([penaltyRow(21, { violationFacts: `当事人身份证号${number}` })]));
  const made = await checked(
    await correct(id, [{ row: 2, field: "violationFacts", text: `身份证号${number}` }]),
  );
  expect(JSON.stringify(made)).not.toContain(number);
  expect(valueAt(made, "errors")).toBe(1);
  const { rows } = await hub.parts.database.pool.query(
    "SELECT count(*)::int AS clear FROM disclosure.original WHERE part = -1 AND position($1::bytea IN bytes) > 0",
    [Buffer.from(number)],
  );
  expect(rows).toEqual([{ clear: 0 }]);
});

test("what the file has not, and what is too much, is refused, and nothing is left of it", async () => {
  const id = await handIn(penaltyCsv([penaltyRow(31, { decisionDate: "前天" })]));
  const one = { row: 2, field: "decisionDate", text: "2026-01-01" };
  for (const corrections of [
    [],
    [{ ...one, field: "constructor" }],
    [{ ...one, row: 0 }],
    [{ ...one, text: "字".repeat(5_001) }],
    Array.from({ length: 501 }, (_, at) => ({ ...one, row: at + 1 })),
  ])
    expect(await correct(id, corrections)).toEqual({ code: "CORRECTION_INVALID" });
  expect(await submissionOf(id)).toMatchObject({ state: "CHECKED" });
  const beyond = await correct(id, [{ ...one, row: 99 }]);
  expect(await checked(beyond)).toMatchObject({ state: "REJECTED", refusal: { code: "CORRECTION_INVALID" } });
});

test("only the clerks of its department correct a file, and none that is under review or published", async () => {
  const id = await handIn(penaltyCsv([penaltyRow(41)]));
  const one = [{ row: 2, field: "fineAmount", text: "0.4" }];
  expect(await correct(id, one, await hub.token("clerk", EMERGENCY.code))).toEqual({
    code: "SUBMISSION_UNKNOWN",
  });
  expect(await correct(id, one, await hub.token("reviewer", MARKET.code))).toEqual({ code: "FORBIDDEN" });
  expect(await correct(id, one, await hub.token("supervisor", null))).toEqual({ code: "FORBIDDEN" });
  await hub.query("mutation ($id: ID!) { submitForReview(id: $id) { id } }", { id }, clerk);
  expect(await correct(id, one)).toEqual({ code: "SUBMISSION_STATE" });
  await hub.query(
    'mutation ($id: ID!) { returnForCorrection(id: $id, reason: "请核对罚款金额") { id } }',
    { id },
    await hub.token("reviewer", MARKET.code),
  );
  expect(await checked(await correct(id, one))).toMatchObject({ state: "CHECKED", errors: 0 });
  expect(await submissionOf(id)).toMatchObject({ state: "RETURNED" });
});

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { eraseExpired } from "./desk/retention.js";
import { MARKET, penaltyCsv, penaltyRow } from "../../test/penalty-file.js";
import { WITH_PENALTIES } from "../../test/prepared.js";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";

let hub: TestHub;
let clerk: string;
let reviewer: string;
beforeAll(async () => {
  hub = await startHub({ domains: WITH_PENALTIES, holds: "directory" });
  [clerk, reviewer] = await Promise.all([
    hub.token("clerk", MARKET.code),
    hub.token("reviewer", MARKET.code),
  ]);
});
afterAll(() => hub.close());

async function sentForReview(number: number): Promise<string> {
  const { body } = await hub.submit("enforcement.penalties", penaltyCsv([penaltyRow(number)]), clerk);
  const id = String(body.submission?.id);
  await hub.query("mutation ($id: ID!) { submitForReview(id: $id) { id } }", { id }, clerk);
  return id;
}

async function giveBack(id: string, rows: unknown): Promise<unknown> {
  const { data, errors } = await hub.query(
    'mutation ($id: ID!, $rows: [RowReasonInput!]) { returnForCorrection(id: $id, reason: "请逐行核对", rows: $rows) { state } }',
    { id, rows },
    reviewer,
  );
  return errors?.[0]?.extensions["code"] ?? valueAt(data, "returnForCorrection", "state");
}

async function eventsOf(id: string): Promise<unknown> {
  const { data } = await hub.query(
    "query ($id: ID!) { submission(id: $id) { events { to note rows { row reason } } } }",
    { id },
    clerk,
  );
  return valueAt(data, "submission", "events");
}

test("a file is returned with a reason for each row, which its clerk reads, and which goes with the file", async () => {
  const id = await sentForReview(1);
  const rows = [
    { row: 2, reason: "罚款金额与决定书不符" },
    { row: 2, reason: "请写明处罚依据的条款" },
  ];
  expect(await giveBack(id, rows)).toBe("RETURNED");
  expect(await eventsOf(id)).toMatchObject([
    { to: "RECEIVED", rows: [] },
    { to: "CHECKED", rows: [] },
    { to: "SUBMITTED", rows: [] },
    { to: "RETURNED", note: "请逐行核对", rows },
  ]);
  await eraseExpired(hub.parts, new Date(Date.now() + 400 * 86_400_000));
  expect(JSON.stringify(await eventsOf(id))).not.toContain("罚款金额");
});

test("without rows, and with none, a file is returned as before", async () => {
  for (const [number, rows] of [
    [11, null],
    [12, []],
  ] as const) {
    const id = await sentForReview(number);
    expect(await giveBack(id, rows)).toBe("RETURNED");
    expect(valueAt(await eventsOf(id), 3, "rows")).toEqual([]);
  }
});

test("reasons that cannot be are refused, and the file stays under review", async () => {
  const id = await sentForReview(21);
  for (const rows of [
    [{ row: 0, reason: "理由" }],
    [{ row: 2, reason: " " }],
    [{ row: 2, reason: "字".repeat(501) }],
    Array.from({ length: 101 }, () => ({ row: 2, reason: "理由" })),
  ])
    expect(await giveBack(id, rows)).toBe("RETURN_INVALID");
  expect(await giveBack(id, [{ row: 2, reason: "理由" }])).toBe("RETURNED");
});

test("findings are listed by kind and by severity, page by page, and each kind is counted", async () => {
  const rows = Array.from({ length: 5 }, (_, at) =>
    penaltyRow(31 + at, {
      decisionDate: "前天",
      violationFacts: `电话1391234567${at}，见附件`,
      ...(at === 0 && { penaltyCategories: "批评" }),
    }),
  );
  const { body } = await hub.submit("enforcement.penalties", penaltyCsv(rows), clerk);
  const id = String(body.submission?.id);
  const { data, errors } = await hub.query(
    `query ($id: ID!) { submission(id: $id) { errors warnings findings(first: 100) { row code severity }
      findingKinds { code severity count message } onlyErrors: findings(severities: [ERROR], first: 100) { row code severity }
      some: findings(codes: ["PERSONAL_DATA"], first: 2, after: 1) { row code severity } none: findings(codes: []) { row } } }`,
    { id },
    clerk,
  );
  expect(errors).toBeUndefined();
  const submission = valueAt(data, "submission");
  const all = Object.values(valueAt(submission, "findings") ?? {});
  const of = (name: string, value: string): readonly unknown[] =>
    all.filter((finding) => valueAt(finding, name) === value);
  expect(valueAt(submission, "onlyErrors")).toEqual(of("severity", "ERROR"));
  expect(valueAt(submission, "some")).toEqual(of("code", "PERSONAL_DATA").slice(1, 3));
  expect(of("code", "PERSONAL_DATA")).toHaveLength(5);
  expect(valueAt(submission, "none")).toEqual([]);
  const kinds = Object.values(valueAt(submission, "findingKinds") ?? {});
  expect(kinds.map((kind) => [valueAt(kind, "code"), valueAt(kind, "count")])).toEqual(
    expect.arrayContaining(
      [...new Set(all.map((finding) => String(valueAt(finding, "code"))))].map((code) => [
        code,
        of("code", code).length,
      ]),
    ),
  );
  const counts = kinds.map((kind) => Number(valueAt(kind, "count")));
  expect(counts).toEqual(counts.toSorted((one, other) => other - one));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(all.length);
});

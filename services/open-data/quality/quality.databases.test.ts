import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { FeedContract } from "../../kit/feed/contract.js";
import { discoverContracts } from "../../kit/graph/serve/discover.js";
import { sampleInstitutionCode } from "../../kit/sample/parties.js";
import { untilDutiesAreCounted } from "../../../test/duties/until-counted.js";
import { startHub, valueAt, type TestHub } from "../../../test/start-hub.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
  await untilDutiesAreCounted(hub);
});
afterAll(() => hub.close());

const contracts = await discoverContracts();
const CHARITIES = "social-assistance.charities";

interface Criterion {
  readonly code: string;
  readonly percent: number;
  readonly isMet: boolean;
  readonly weight: number;
  readonly explanation: string;
  readonly nextStep?: string | null;
}

interface Quality {
  readonly id: string;
  readonly score: number;
  readonly criteria: readonly Criterion[];
}

async function qualities(): Promise<readonly Quality[]> {
  const { data, errors } = await hub.query(
    "{ datasets(first: 100) { nodes { id graphType quality { score criteria { code percent isMet weight explanation } } } } }",
  );
  expect(errors).toBeUndefined();
  return Object.values(valueAt(data, "datasets", "nodes") ?? {}).map((node) => ({
    id: String(valueAt(node, "id")),
    ...(valueAt(node, "quality") as Omit<Quality, "id">), // the selection above
  }));
}

async function criterionOf(id: string, code: string, token?: string): Promise<Criterion | undefined> {
  const field = token === undefined ? "" : "nextStep";
  const { data, errors } = await hub.query(
    `{ dataset(id: "${id}") { quality { criteria { code percent isMet weight explanation ${field} } } } }`,
    {},
    token,
  );
  expect(errors).toBeUndefined();
  const all = valueAt(data, "dataset", "quality", "criteria") as readonly Criterion[]; // the selection above
  return all.find((one) => one.code === code);
}

/** Percent of the cells of public columns that have a value in the file that anybody can download. */
async function filledInFile({ id, columns }: FeedContract): Promise<number> {
  const text = await (await fetch(`${hub.url}/data/${id}.ndjson`)).text();
  const records = text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>); // each line is a record
  const fields = Object.entries(columns).filter(([, { show }]) => show === "public");
  const filled = records.flatMap((record) =>
    fields.filter(
      ([field, { kind }]) =>
        record[field] !== null ||
        (record["isSuppressed"] === true && (kind === "integer" || kind === "decimal")),
    ),
  );
  return Math.floor((100 * filled.length) / (records.length * fields.length));
}

test("the score of every open dataset is the sum of its criteria by their weights", async () => {
  const all = await qualities();
  expect(all.length).toBeGreaterThan(30);
  for (const { id, score, criteria } of all) {
    expect(criteria.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
    const sum = criteria.reduce((points, { weight, percent }) => points + weight * percent, 0);
    expect([id, score]).toEqual([id, Math.round(sum / 100)]);
  }
  expect(new Set(all.map(({ score }) => score)).size).toBeGreaterThan(3);
});

test.each(["enforcement.penalties", CHARITIES, "social-assistance.minimum-living"])(
  "how complete %s is can be counted in its file",
  async (id) => {
    const contract = contracts.find((one) => one.id === id) as FeedContract; // feeds of the samples
    const complete = await criterionOf(id, "COMPLETE");
    expect(complete?.percent).toBe(await filledInFile(contract));
    expect(complete?.percent).toBeGreaterThan(0);
  },
);

test("records with deadlines of their own are on time as their departments' duties say", async () => {
  const { data } = await hub.query("{ departments(first: 100) { nodes { code } } }");
  const all: unknown[] = [];
  for (const department of Object.values(valueAt(data, "departments", "nodes") ?? {})) {
    const code = String(valueAt(department, "code"));
    const told = await hub.query(
      "query ($code: String) { departments(where: { code: { eq: $code } }, first: 1) { nodes { duties(first: 50) { nodes { feed { id } punctuality { records lateRecords } } } } } }",
      { code },
    );
    expect([code, told.errors]).toEqual([code, undefined]);
    const duties = valueAt(told.data, "departments", "nodes", 0, "duties", "nodes");
    all.push(
      ...Object.values(duties ?? {}).filter(
        (duty) => valueAt(duty, "feed", "id") === "enforcement.penalties",
      ),
    );
  }
  const sum = (of: string): number =>
    all.reduce<number>((total, duty) => total + Number(valueAt(duty, "punctuality", of)), 0);
  const onTime = await criterionOf("enforcement.penalties", "ON_TIME");
  const [records, late] = [sum("records"), sum("lateRecords")];
  expect(records).toBeGreaterThan(20);
  expect(onTime?.percent).toBe(Math.floor((100 * (records - late)) / records));
  expect(onTime?.explanation).toContain(`${records}条记录中，${late}条`);
});

describe("what a department does next", () => {
  const nextFor = async (...person: Parameters<TestHub["token"]>): Promise<unknown> =>
    (await criterionOf(CHARITIES, "HISTORY", await hub.token(...person)))?.nextStep;

  test("is told to those who publish it and to supervisors, and to nobody else", async () => {
    expect(await nextFor("clerk", "mzj")).toMatch(/继续报送/);
    expect(await nextFor("supervisor", null)).toMatch(/继续报送/);
    expect(await nextFor("clerk", "jtj")).toBeNull();
    expect(await nextFor("developer", "mzj")).toBeNull();
    const { errors } = await hub.query(
      `{ dataset(id: "${CHARITIES}") { quality { criteria { nextStep } } } }`,
    );
    expect(errors?.[0]?.extensions["code"]).toBe("GRAPHQL_VALIDATION_FAILED");
  });

  test("is told to those who hand it in, of what another department leads", async () => {
    const own = await criterionOf("enforcement.penalties", "ON_TIME", await hub.token("clerk", "scjgj"));
    expect(own?.nextStep).toMatch(/工作日内报送/);
  });

  test("and has done is counted from its next release on", async () => {
    const contract = contracts.find(({ id }) => id === CHARITIES) as FeedContract; // a feed of the samples
    expect(await criterionOf(CHARITIES, "HISTORY")).toMatchObject({ percent: 50, isMet: false });
    await hub.publish(CHARITIES, CHARITY, "mzj");
    expect(await criterionOf(CHARITIES, "HISTORY")).toMatchObject({ percent: 100, isMet: true });
    expect((await criterionOf(CHARITIES, "COMPLETE"))?.percent).toBe(await filledInFile(contract));
    expect(await nextFor("clerk", "mzj")).toBeNull();
  });
});

const CHARITY = `名称,统一社会信用代码,认定日期,是否具有公开募捐资格,业务范围,状态\n甲乙丙丁慈善会,${sampleInstitutionCode("53", 907)},2025-03-01,是,,有效`;

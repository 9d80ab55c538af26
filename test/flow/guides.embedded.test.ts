/**
 * Every command and every query of every guide, as its reader would try them, on one hub with the samples.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { buildSchema, parse, validate, type DocumentNode, type GraphQLSchema } from "graphql";
import { openGuideFollower, TRIED_ELSEWHERE, type GuideFollower } from "../guide-follower.js";
import { blocksOf, codeSpansOf, GUIDES, queriesOf, ROOT } from "../guides.js";
import { EMERGENCY, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { WITH_SAMPLES } from "../prepared.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";

/** Queries of a guide for people with a role are sent with a token. */
const NEEDS_ROLE = /^services\/disclosure\//;

const DESK = "services/disclosure/README.md";
const SOURCES = "services/disclosure/sources/README.md";
/** Followed by `guide-of-departments.embedded.test.ts`. */
const ON_ANOTHER_HUB = ["services/README.md", "services/open-data/README.md"];

let folder: string;
let hub: TestHub;
let follower: GuideFollower;
let schema: GraphQLSchema;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tongcha-guides-"));
  hub = await startHub({
    holds: "samples",
    settings: { SUBGRAPH_NETWORKS: "127.0.0.0/8", ...sourcesOfGuide() },
  });
  follower = await openGuideFollower(hub, WITH_SAMPLES);
  const headers = { authorization: `Bearer ${await hub.token("supervisor", null)}` };
  schema = buildSchema(await (await fetch(`${hub.url}/schema.graphql`, { headers })).text(), {
    assumeValid: true,
  });
});
afterAll(async () => {
  await follower.close();
  await hub.close();
  rmSync(folder, { recursive: true });
});

/** What the guide of sources has its reader write, with a file in the folder that it names. */
function sourcesOfGuide(): Readonly<Record<string, string>> {
  const [sources, secrets] = blocksOf(SOURCES).filter(({ language }) => language === "json");
  const inbox = join(folder, "inbox");
  mkdirSync(inbox);
  writeFileSync(
    join(inbox, "行政处罚.csv"),
    penaltyCsv(Array.from({ length: 20 }, (_, at) => penaltyRow(at, {}, EMERGENCY))),
  );
  const settled = sources?.text
    .replace("/srv/tongcha/inbox/yjj", inbox)
    .replace('"settleSeconds": 60', '"settleSeconds": 0');
  writeFileSync(join(folder, "sources.json"), settled ?? "");
  return { SOURCES: join(folder, "sources.json"), SOURCE_SECRETS: secrets?.text ?? "" };
}

test.each(
  GUIDES.flatMap(queriesOf).map(({ guide, line, text }) => [`${guide}:${line}`, guide, text] as const),
)("the query at %s is answered on the samples, without an error", async (_, guide, query) => {
  const { data: answer, errors } = await hub.query(
    query,
    {},
    NEEDS_ROLE.test(guide) ? await hub.token("supervisor", null) : undefined,
  );
  expect(errors).toBeUndefined();
  for (const [field, value] of Object.entries(answer ?? {}))
    expect([field, value]).not.toEqual([field, null]);
});

test("the queries in a line of text are valid, and so are the schemas", () => {
  const wrong = GUIDES.flatMap((guide) =>
    codeSpansOf(guide).flatMap((code) => {
      const query = /^(?:\{ (?!_service)[^{(]*[{(]|subscription |mutation )/.test(code)
        ? parseOrNull(code)
        : null;
      return query ? validate(schema, query).map(({ message }) => `${guide}: ${code}: ${message}`) : [];
    }),
  );
  expect(wrong).toEqual([]);
  for (const { text } of GUIDES.flatMap(blocksOf).filter(({ language }) => language === "graphql"))
    expect(parse(text).definitions).not.toEqual([]);
});

test.each(
  GUIDES.filter(
    (guide) =>
      guide !== DESK &&
      !ON_ANOTHER_HUB.includes(guide) &&
      blocksOf(guide).some(({ language }) => language === "bash"),
  ),
)("the commands of %s do what they say, in their order", async (guide) => {
  await follower.follow(guide);
});

test("what is tried elsewhere is tried there", () => {
  for (const [, file, words] of TRIED_ELSEWHERE)
    expect([
      file,
      existsSync(join(ROOT, file)) && readFileSync(join(ROOT, file), "utf8").includes(words),
    ]).toEqual([file, true]);
});

describe("the desk's guide", () => {
  test("takes a file with mistakes to the graph", async () => {
    const { said, workbooks } = await follower.follow(DESK);
    for (const words of [
      /✗ 错误 {2}第\d+行/,
      /未送审/,
      /已送审/,
      /＋ 新增 第2行 .*行政处罚决定书文号/,
      /已发布：第\d+次发布，新增60、变更0、删除0/,
      /完好：.* Whole: /,
    ])
      expect(said).toMatch(words);
    expect(workbooks).toEqual({
      "校验结果.xlsx": expect.arrayContaining(["校验结果"]),
      "差异.xlsx": ["汇总", "逐条变化"],
    });
  });

  test("one bad submission leaves the inbox as it is, and says why it has no difference", async () => {
    const reviewer = await hub.token("reviewer", "scjgj");
    const { data, errors } = await hub.query(
      "{ submissions { nodes { errors state noDifference { code message } difference { added } } } }",
      {},
      reviewer,
    );
    expect(errors).toBeUndefined();
    const reasons = Object.values(valueAt(data, "submissions", "nodes") ?? {}).map((submission) =>
      valueAt(submission, "noDifference", "code"),
    );
    expect(new Set(reasons)).toEqual(new Set(["SUBMISSION_ENDED", "SUBMISSION_HAS_ERRORS"]));
  });

  test("a figure that moved must be named by whoever approves, and stays with the event", async () => {
    const [clerk, reviewer] = [await hub.token("clerk", "scjgj"), await hub.token("reviewer", "scjgj")];
    const csv = await follower.run("npx tongcha sample enforcement.penalties --department scjgj --rows 60");
    // One fine with two digits more; the rest as published.
    const [header = "", ...rows] = csv.split(/\r?\n/);
    const at = header.split(",").findIndex((name) => name.includes("罚款金额"));
    const row = rows.findIndex((line) => Number(line.split(",")[at]) >= 1);
    const cells = rows[row]?.split(",") ?? [];
    const file = [
      header,
      cells.map((cell, column) => (column === at ? String(Number(cell) * 100) : cell)).join(","),
    ].join("\n");
    const { body } = await hub.submit("enforcement.penalties", file, clerk);
    expect(body.findings?.filter(({ severity }) => severity === "ERROR")).toEqual([]);
    const id = body.submission?.id;
    await hub.query("mutation ($id: ID!) { submitForReview(id: $id) { id } }", { id }, clerk);
    const { data } = await hub.query(
      "query ($id: ID!) { submission(id: $id) { difference { digest unusual { name message rows { identity { value } } } columns { field changed sumBefore sumAfter largest { row } } } } }",
      { id },
      reviewer,
    );
    expect(valueAt(data, "submission", "difference", "unusual", 0, "name")).toBe("FIGURE_MOVED.fineAmount");
    expect(valueAt(data, "submission", "difference", "columns", 0, "field")).toBe("fineAmount");
    const approve = (acknowledged: readonly string[]): ReturnType<TestHub["query"]> =>
      hub.query(
        "mutation ($id: ID!, $digest: String!, $acknowledged: [String!]) { approve(id: $id, differenceDigest: $digest, acknowledged: $acknowledged) { state events { acknowledged } } }",
        { id, digest: valueAt(data, "submission", "difference", "digest"), acknowledged },
        reviewer,
      );
    expect((await approve([])).errors?.[0]?.extensions["code"]).toBe("CHANGES_UNACKNOWLEDGED");
    const approved = await approve(["FIGURE_MOVED.fineAmount"]);
    expect(valueAt(approved.data, "approve", "state")).toBe("APPROVED");
    expect(Object.values(valueAt(approved.data, "approve", "events") ?? {}).at(-1)).toEqual({
      acknowledged: ["FIGURE_MOVED.fineAmount"],
    });
  });

  test("a browser that opens a report's link is told how to sign in", async () => {
    const response = await fetch(
      `${hub.url}/intake/submissions/00000000-0000-4000-8000-000000000000/report.xlsx`,
      { headers: { accept: "text/html,*/*" } },
    );
    expect([response.status, response.headers.get("content-type")]).toEqual([
      401,
      "text/html; charset=utf-8",
    ]);
    expect(await response.text()).toContain("npx tongcha report 00000000");
  });
});

function parseOrNull(code: string): DocumentNode | null {
  try {
    return parse(code);
  } catch {
    return null; // JSON, or with dots for what is left out
  }
}

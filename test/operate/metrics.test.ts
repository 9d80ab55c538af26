/** `/metrics` of a hub, and the rules and the board in `scripts/operate/` that read it. */
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { startHub, type TestHub } from "../start-hub.js";

const pathOf = (name: string): string =>
  fileURLToPath(new URL(`../../../scripts/operate/${name}`, import.meta.url));
const read = (name: string): string => readFileSync(pathOf(name), "utf8");
const hasPromtool = spawnSync("promtool", ["--version"]).status === 0;

let hub: TestHub;
beforeAll(async () => {
  // There is no Redis, which is a figure, too.
  hub = await startHub({
    holds: "nothing",
    settings: { REDIS_URL: "redis://127.0.0.1:1", RATE_LIMITS: "60000/60000/60000" },
  });
});
afterAll(() => hub.close());

const metrics = async (accept = "*/*"): Promise<string> =>
  (await fetch(`${hub.url}/metrics`, { headers: { accept } })).text();

/** The value of a series, or null where there is none. */
async function valueOf(series: string): Promise<number | null> {
  const line = (await metrics()).split("\n").find((one) => one.startsWith(`${series} `));
  return line === undefined ? null : Number(line.slice(series.length + 1));
}

/** Names as expressions may write them. */
function shown(text: string): ReadonlySet<string> {
  return new Set(
    [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = "", type]) =>
      type === "histogram" ? [name, `${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  );
}

function named(text: string): ReadonlySet<string> {
  return new Set(text.match(/\b(?:tongcha|process|nodejs)_\w+/g));
}

test("every metric of the rules and of the board is one that a hub shows", async () => {
  const known = shown(await metrics());
  for (const file of ["alerts.yml", "board.json", "RUNBOOK.md"]) {
    const names = [...named(read(file))];
    expect(names.length).toBeGreaterThan(4);
    expect([file, names.filter((name) => !known.has(name))]).toEqual([file, []]);
  }
});

test("every alarm has its paragraph, and every paragraph its alarm", () => {
  const {
    groups,
  }: { readonly groups: readonly { readonly rules: readonly { readonly alert: string }[] }[] } = parse(
    read("alerts.yml"),
  );
  const headings = [...read("RUNBOOK.md").matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
  expect(headings).toEqual(groups.flatMap(({ rules }) => rules.map(({ alert }) => alert)));
});

(hasPromtool ? test : test.skip)(
  "Prometheus' own tool has nothing to say of the rules and the text",
  async () => {
    execFileSync("promtool", ["check", "rules", pathOf("alerts.yml")], { stdio: "pipe" });
    const checked = spawnSync("promtool", ["check", "metrics"], { input: await metrics(), encoding: "utf8" });
    expect({ status: checked.status, said: checked.stderr }).toEqual({ status: 0, said: "" });
  },
);

test("operations are counted by view, kind and outcome, with their stages and calls", async () => {
  const count = (of: string): Promise<number | null> =>
    valueOf(`tongcha_operation_duration_seconds_count${of}`);
  const text = "{ areas { totalCount } }";
  const clerk = await hub.token("clerk", "zwfwj");
  // The second is the first word for word, and no operation again; the last is found where the third is kept.
  for (const token of [undefined, undefined, clerk, clerk])
    expect((await hub.query(text, {}, token)).errors).toBeUndefined();
  await hub.query("{ nothing }");
  expect(await count('{view="/",kind="query",outcome="answered"}')).toBe(3);
  expect(await count('{view="/",kind="unknown",outcome="refused"}')).toBe(1);
  expect(await valueOf('tongcha_operations_refused_total{code="GRAPHQL_VALIDATION_FAILED"}')).toBe(1);
  expect(await valueOf('tongcha_operation_stage_duration_seconds_count{stage="run"}')).toBe(2);
  expect(
    await valueOf('tongcha_subgraph_call_duration_seconds_count{subgraph="directory",outcome="answered"}'),
  ).toBe(2);
  expect(await valueOf('tongcha_stored_answers_total{how="made"}')).toBe(2);
  expect(await valueOf('tongcha_stored_answers_total{how="found"}')).toBe(2);
  expect(await valueOf("tongcha_requests_repeated_total")).toBe(1);
});

test("the hub's own figures are read when they are asked for", async () => {
  expect(await valueOf("tongcha_database_up")).toBe(1);
  expect(await valueOf("tongcha_redis_up")).toBe(0);
  expect(await valueOf("tongcha_deliveries_pending")).toBe(0);
  const { status } = await hub.submit("directory.departments", "名称\n", await hub.token("clerk", "zwfwj"));
  expect(status).toBeGreaterThanOrEqual(400);
  expect(await valueOf('tongcha_submissions{state="SUBMITTED"}')).toBe(0);
  expect(await valueOf("tongcha_release_known")).toBe(await valueOf("tongcha_release_latest"));
});

test("who asks for OpenMetrics has its names and its end", async () => {
  const text = await metrics("application/openmetrics-text; version=1.0.0");
  expect(text.endsWith("\n# EOF\n")).toBe(true);
  expect(text).toContain("# TYPE tongcha_operations_refused counter\n");
  expect(text).toMatch(/^tongcha_operations_refused_total\{/m);
  expect(text).not.toContain("\n\n");
});

test("views that there are not add one series, however they are called", async () => {
  const seriesOf = async (): Promise<readonly string[]> =>
    [...(await metrics()).matchAll(/^tongcha_operation_duration_seconds_count\{view="([^"]+)"/gm)].map(
      ([, view = ""]) => view,
    );
  for (const name of ["no-such", "another", "a-third"])
    await fetch(`${hub.url}/graphql/${name}?query={__typename}`);
  const views = await seriesOf();
  expect(views.filter((view) => view === "unknown")).toHaveLength(1);
  expect(views).not.toContain("no-such");
});

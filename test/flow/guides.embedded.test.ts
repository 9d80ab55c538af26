/**
 * Every command and every query of every guide, as its reader would try them, on one hub with the samples.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import exceljs from "exceljs";
import { buildSchema, parse, validate, type DocumentNode, type GraphQLSchema } from "graphql";
import { lockDataDirectory } from "../../services/kit/store/open/data-lock.js";
import { commandsOf, openGuideShell, type GuideShell } from "../guide-shell.js";
import { blocksOf, codeSpansOf, GUIDES, queriesOf, ROOT } from "../guides.js";
import { preparedDirectory, WITH_SAMPLES } from "../prepared.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";

/** What would start a second hub or change this repository, and the test that does it. */
const TRIED_ELSEWHERE: readonly (readonly [RegExp, string, string])[] = [
  [/^(?:\w+=\S+ )*npm start/, "test/flow/npm-start.embedded.test.ts", 'start("npm", ["start"])'],
  [/^npm (?:test|run (?:lint|test:deep))|^npm install && npm run build/, ".ci/run", "npm test"],
  [/^npx tongcha compose/, "scripts/test.mjs", '"compose", "--check"'],
  [/docker compose up/, "test/outage/compose-file.embedded.test.ts", "gateway"],
  [/^npx tongcha gateway --supergraph/, "test/gateway/command.test.ts", '"gateway", "--supergraph"'],
  [/^HUB_URL=\S+ npx tongcha gateway/, "test/gateway/processes.server.test.ts", "gateway"],
  [/^npx tongcha subgraph dev/, "test/registry/dev-subgraph.test.ts", "openDev"],
  [
    /^(?:\(cd \S+ && )?npm (?:install|run (?:dev|schema))\b/,
    "test/registry/new-subgraph.embedded.test.ts",
    'spawnSync("npm", ["test"]',
  ],
];
/** What is shown to people who have a role is asked with a token. */
const NEEDS_ROLE = /^services\/disclosure\//;

const DESK = "services/disclosure/README.md";

let hub: TestHub;
let data: string;
let unlock: () => void;
let schema: GraphQLSchema;
const children: ChildProcess[] = [];

beforeAll(async () => {
  hub = await startHub({ holds: "samples", settings: { SUBGRAPH_NETWORKS: "127.0.0.0/8" } });
  // The commands find the hub's keys there, and that a hub has the directory.
  data = mkdtempSync(join(tmpdir(), "tongcha-data-"));
  const prepared = await preparedDirectory(WITH_SAMPLES);
  for (const key of ["hub.key", "person.key", "issuer.json", "callers.json"])
    cpSync(join(prepared, key), join(data, key));
  unlock = lockDataDirectory(data);
  schema = buildSchema(await (await fetch(`${hub.url}/schema.graphql`)).text(), { assumeValid: true });
});
afterAll(async () => {
  for (const child of children) if (child.exitCode === null && child.kill()) await once(child, "exit");
  await hub.close();
  unlock();
  rmSync(data, { recursive: true });
});

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
  GUIDES.filter((guide) => guide !== DESK && blocksOf(guide).some(({ language }) => language === "bash")),
)("the commands of %s do what they say, in their order", async (guide) => {
  await follow(guide);
});

interface Followed {
  readonly said: string;
  /** Sheets of the workbooks that were written, by their files. */
  readonly workbooks: Readonly<Record<string, readonly string[]>>;
}

async function follow(guide: string): Promise<Followed> {
  const shell = await openGuideShell({ hubUrl: hub.url, dataDirectory: data });
  try {
    const known = new Map<string, string>([["http://127.0.0.1:4000", hub.url]]);
    const blocks = blocksOf(guide);
    const said: string[] = [];
    for (const [at, block] of blocks.entries()) {
      if (block.language !== "bash") continue;
      await shell.run(`cd "${shell.folder}"`);
      const from = said.length;
      for (const command of commandsOf(block.text)) said.push(await carryOut(command, shell, known));
      const last = said.at(-1) ?? "";
      const next = blocks[at + 1];
      const isAnswer = next?.line === block.line + block.text.split("\n").length + 1;
      if (isAnswer && next.language === "json") expect(JSON.parse(last)).toEqual(JSON.parse(next.text));
      else if (isAnswer)
        expect(said.slice(from).join("\n").split("\n")).toEqual(
          expect.arrayContaining(
            next.text
              .trim()
              .split("\n")
              .filter((line) => line !== "…"),
          ),
        );
      else if (last.startsWith('{"')) expect(JSON.parse(last)).not.toHaveProperty("errors");
    }
    const files = readdirSync(shell.folder).filter((file) => file.endsWith(".xlsx"));
    return {
      said: said.join("\n"),
      workbooks: Object.fromEntries(
        await Promise.all(files.map(async (file) => [file, await sheetsOf(join(shell.folder, file))])),
      ),
    };
  } finally {
    await shell.close();
  }
}

async function sheetsOf(file: string): Promise<readonly string[]> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(file);
  return workbook.worksheets.map(({ name }) => name);
}

/** What it says. Names in angle brackets are what earlier commands have told. */
async function carryOut(command: string, shell: GuideShell, known: Map<string, string>): Promise<string> {
  const elsewhere = TRIED_ELSEWHERE.find(([pattern]) => pattern.test(command));
  if (elsewhere) {
    if (command.startsWith("npx tongcha subgraph dev")) await publishAsDevWould(shell, known);
    return "";
  }
  const filled = [...known].reduce((text, [name, value]) => text.replaceAll(name, value), command);
  // Who follows a stream stops when there was something.
  const { said, code } = await shell.run(
    command.includes("text/event-stream") ? `grep -m3 -E '^(event|id|data):' < <(${filled}\n)` : filled,
  );
  expect({ command, code, said: code === 0 ? "" : said }).toEqual({ command, code: 0, said: "" });
  learn(said, known);
  return said;
}

function learn(said: string, known: Map<string, string>): void {
  for (const [name, pattern] of [
    ["<id>", /报送 ([0-9a-f]{8})/],
    ["<digest>", /--digest ([0-9a-f]{12})/],
    ["<atom>", /"atom":"([^"]+)"/],
  ] as const) {
    const [, value] = pattern.exec(said) ?? [];
    if (value !== undefined) known.set(name, value);
  }
}

/**
 * `subgraph dev` runs a hub of its own around the service: here that is the test's, and the service is
 * published to it.
 */
async function publishAsDevWould(shell: GuideShell, known: Map<string, string>): Promise<void> {
  const child = spawn(process.execPath, ["dist/src/main.js"], {
    cwd: join(shell.folder, "../bus-lines"),
    env: { ...process.env, NODE_OPTIONS: "", PORT: "0", HUB_URL: hub.url },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  // the first line that it prints
  const [line] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
  const url = line.slice(line.indexOf("http")).trim();
  known.set("https://bus.example/graphql", url);
  const { said, code } = await shell.run(
    `TONGCHA_TOKEN=${await hub.token("developer", "jtj")} npx tongcha subgraph publish --name bus-lines --url ${url}`,
  );
  expect({ code, said: code === 0 ? "" : said }).toEqual({ code: 0, said: "" });
}

test("what is tried elsewhere is tried there", () => {
  for (const [, file, words] of TRIED_ELSEWHERE)
    expect([
      file,
      existsSync(join(ROOT, file)) && readFileSync(join(ROOT, file), "utf8").includes(words),
    ]).toEqual([file, true]);
});

describe("the desk's guide", () => {
  test("takes a file with mistakes to the graph", async () => {
    const { said, workbooks } = await follow(DESK);
    for (const words of [
      /✗ 错误 {2}第 \d+ 行/,
      /未送审/,
      /已送审/,
      /＋ 新增 第 2 行 .*行政处罚决定书文号/,
      /已发布：第 \d+ 次发布，新增 60、变更 0、移除 0/,
      /完好 Whole/,
    ])
      expect(said).toMatch(words);
    expect(workbooks).toEqual({
      "核对结果.xlsx": expect.arrayContaining(["核对结果"]),
      "差异.xlsx": ["汇总", "逐条变化"],
    });
  });

  test("one bad submission leaves the inbox as it is, and says why it has no difference", async () => {
    const reviewer = await hub.token("reviewer", "scjgj");
    const { data, errors } = await hub.query(
      "{ submissions { errors state noDifference { code message } difference { added } } }",
      {},
      reviewer,
    );
    expect(errors).toBeUndefined();
    const reasons = Object.values(valueAt(data, "submissions") ?? {}).map((submission) =>
      valueAt(submission, "noDifference", "code"),
    );
    expect(new Set(reasons)).toEqual(new Set(["SUBMISSION_ENDED", "SUBMISSION_HAS_ERRORS"]));
  });

  test("a figure that moved must be named by whoever approves, and stays with the event", async () => {
    const [clerk, reviewer] = [await hub.token("clerk", "scjgj"), await hub.token("reviewer", "scjgj")];
    const csv = await runAlone("npx tongcha sample enforcement.penalties --department scjgj --rows 60");
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

async function runAlone(command: string): Promise<string> {
  const shell = await openGuideShell({ hubUrl: hub.url, dataDirectory: data });
  try {
    return (await shell.run(command)).said;
  } finally {
    await shell.close();
  }
}

function parseOrNull(code: string): DocumentNode | null {
  try {
    return parse(code);
  } catch {
    return null; // JSON, or with dots for what is left out
  }
}

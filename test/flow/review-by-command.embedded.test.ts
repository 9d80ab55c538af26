import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import exceljs from "exceljs";
import { openKeys } from "../../scripts/start/keys.js";
import { readSettings } from "../../scripts/start/settings.js";
import { demoDirectory } from "../demo-directory.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const README = readFileSync(join(ROOT, "README.md"), "utf8");

let hub: TestHub;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tongcha-review-"));
  hub = await startHub({ keys: await openKeys(readSettings({ TONGCHA_DATA: folder })) });
  await demoDirectory(hub);
});

afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true });
});

/** The lines of an example, as a shell runs them in an empty folder, `npx tongcha` being the one that was built. */
async function run(example: string, known: Readonly<Record<string, string>>): Promise<string> {
  const block = new RegExp(`<!-- example:${example} -->\\n\`\`\`bash\\n([\\s\\S]*?)\\n\`\`\``).exec(README)?.[1] ?? "";
  const lines = Object.entries(known).reduce((text, [name, value]) => text.replaceAll(`<${name}>`, value), block);
  return shell(lines);
}

async function shell(lines: string): Promise<string> {
  const command = `set -e; npx() { shift; "${process.execPath}" "${join(ROOT, "dist/scripts/tongcha.js")}" "$@"; }\n${lines}`;
  const { port } = new URL(hub.url);
  const { stdout } = await promisify(execFile)("bash", ["-c", command], { cwd: folder, env: { PATH: process.env["PATH"], PORT: port, TONGCHA_DATA: folder } });
  return stdout;
}

const workbook = async (file: string): Promise<readonly string[]> => {
  const read = new exceljs.Workbook();
  await read.xlsx.readFile(join(folder, file));
  return read.worksheets.map(({ name }) => name);
};

test("the README's clerk and reviewer take a file with mistakes to the graph", async () => {
  const handedIn = await shell(`export TONGCHA_TOKEN=$(npx tongcha token --role clerk --department scjgj)
    npx tongcha sample enforcement.penalties --department scjgj --rows 60 --bad 0.05 --encoding gbk --out 行政处罚.csv
    npx tongcha submit enforcement.penalties 行政处罚.csv --review || true`);
  expect(handedIn).toMatch(/✗ 错误 {2}第 \d+ 行/);
  expect(handedIn).toContain("未送审");
  const id = /报送 ([0-9a-f]{8})/.exec(handedIn)?.[1] ?? "";

  const asClerk = await run("clerk", { id });
  expect(asClerk).toContain(`npx tongcha report ${id}`);
  expect(asClerk).toMatch(/已送审/);
  expect(await workbook("核对结果.xlsx")).toContain("核对结果");

  const waiting = await shell("export TONGCHA_TOKEN=$(npx tongcha token --role reviewer --department scjgj); npx tongcha inbox");
  const next = /npx tongcha show ([0-9a-f]{8})/.exec(waiting)?.[1] ?? "";
  const shown = await shell(`export TONGCHA_TOKEN=$(npx tongcha token --role reviewer --department scjgj); npx tongcha show ${next}`);
  expect(shown).toMatch(/＋ 新增 第 2 行 .*行政处罚决定书文号/);
  const digest = /--digest ([0-9a-f]{12})/.exec(shown)?.[1] ?? "";

  const asReviewer = await run("reviewer", { id: next, digest });
  expect(asReviewer).toMatch(/已发布：第 \d+ 次发布，新增 60、变更 0、移除 0/);
  expect(await workbook("差异.xlsx")).toEqual(["汇总", "逐条变化"]);
  expect(valueAt((await hub.query("{ penalties { totalCount } }")).data, "penalties", "totalCount")).toBe(60);
});

test("one bad submission leaves the inbox as it is, and says why it has no difference", async () => {
  const reviewer = await hub.token("reviewer", "scjgj");
  const { data, errors } = await hub.query("{ submissions { errors state noDifference { code message } difference { added } } }", {}, reviewer);
  expect(errors).toBeUndefined();
  const reasons = Object.values(valueAt(data, "submissions") ?? {}).map((submission) => valueAt(submission, "noDifference", "code"));
  expect(new Set(reasons)).toEqual(new Set(["SUBMISSION_ENDED", "SUBMISSION_HAS_ERRORS"]));
});

test("a figure that moved must be named by whoever approves, and stays with the event", async () => {
  const [clerk, reviewer] = [await hub.token("clerk", "scjgj"), await hub.token("reviewer", "scjgj")];
  const csv = await shell("npx tongcha sample enforcement.penalties --department scjgj --rows 60");
  // One fine with two digits more; the rest as published.
  const [header = "", ...rows] = csv.split(/\r?\n/);
  const at = header.split(",").findIndex((name) => name.includes("罚款金额"));
  const row = rows.findIndex((line) => Number(line.split(",")[at]) >= 1);
  const cells = rows[row]?.split(",") ?? [];
  const file = [header, cells.map((cell, column) => (column === at ? String(Number(cell) * 100) : cell)).join(",")].join("\n");
  const { body } = await hub.submit("enforcement.penalties", file, clerk);
  expect(body.findings?.filter(({ severity }) => severity === "ERROR")).toEqual([]);
  const id = body.submission?.id;
  await hub.query("mutation ($id: ID!) { submitForReview(id: $id) { id } }", { id }, clerk);
  const { data } = await hub.query("query ($id: ID!) { submission(id: $id) { difference { digest unusual { name message rows { identity { value } } } columns { field changed sumBefore sumAfter largest { row } } } } }", { id }, reviewer);
  expect(valueAt(data, "submission", "difference", "unusual", 0, "name")).toBe("FIGURE_MOVED.fineAmount");
  expect(valueAt(data, "submission", "difference", "columns", 0, "field")).toBe("fineAmount");
  const approve = (acknowledged: readonly string[]): ReturnType<TestHub["query"]> => hub.query(
    "mutation ($id: ID!, $digest: String!, $acknowledged: [String!]) { approve(id: $id, differenceDigest: $digest, acknowledged: $acknowledged) { state events { acknowledged } } }",
    { id, digest: valueAt(data, "submission", "difference", "digest"), acknowledged }, reviewer,
  );
  expect((await approve([])).errors?.[0]?.extensions["code"]).toBe("CHANGES_UNACKNOWLEDGED");
  const approved = await approve(["FIGURE_MOVED.fineAmount"]);
  expect(valueAt(approved.data, "approve", "state")).toBe("APPROVED");
  expect(Object.values(valueAt(approved.data, "approve", "events") ?? {}).at(-1)).toEqual({ acknowledged: ["FIGURE_MOVED.fineAmount"] });
});

test("a browser that opens a report's link is told how to sign in", async () => {
  const response = await fetch(`${hub.url}/intake/submissions/00000000-0000-4000-8000-000000000000/report.xlsx`, { headers: { accept: "text/html,*/*" } });
  expect([response.status, response.headers.get("content-type")]).toEqual([401, "text/html; charset=utf-8"]);
  expect(await response.text()).toContain("npx tongcha report 00000000");
});

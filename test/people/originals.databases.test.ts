/** Files as they came are unmasked: nobody who gets hold of the database alone can read them. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { addressOf, findTool } from "../../scripts/backup/postgres-tools.js";
import { createSeal } from "../../services/disclosure/desk/seal.js";
import { sealClear } from "../../services/disclosure/desk/seal-clear.js";
import { openDatabase, type Database } from "../../services/kit/store/open/database.js";
import { makeCitizenId } from "../../services/kit/values/citizen-id.js";
import { openTestDatabase } from "../open-test-database.js";
import { MARKET, naturalPerson, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { copyPrepared, WITH_PENALTIES, type Prepared } from "../prepared.js";
import { keysFor, startHub, type TestHub } from "../start-hub.js";

const PREPARED: Prepared = { domains: WITH_PENALTIES, holds: "directory" };
const FEED = "enforcement.penalties";
const IDS = ["11022819851231123", "11022819900101246", "11022819770707369"].map(makeCitizenId);
const fileOf = (number: number, more = {}): string =>
  penaltyCsv([penaltyRow(number, { ...naturalPerson("张示例", IDS[number] ?? ""), ...more })]);

let hub: TestHub;
let database: Database;
let directory: string;
let [published, waiting, faulty] = ["", "", ""];
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tongcha-originals-"));
  if (process.env["TEST_DATABASE_URL"] === undefined) {
    await copyPrepared(PREPARED, directory);
    database = await openDatabase({ url: null, directory });
  } else database = await openTestDatabase(PREPARED);
  hub = await startHub({ domains: PREPARED.domains, database, keys: await keysFor(PREPARED) });
  const clerk = await hub.token("clerk", MARKET.code);
  published = await hub.publish(FEED, fileOf(0), MARKET.code);
  const handIn = async (file: string): Promise<string> =>
    (await hub.submit(FEED, file, clerk)).body.submission?.id ?? "";
  waiting = await handIn(fileOf(1));
  faulty = await handIn(fileOf(2, { fineAmount: "二百", decisionDate: "从前" }));
});
afterAll(async () => {
  await hub.close();
  await rm(directory, { recursive: true });
});

/** All that lies outside of the hub's own reach: a real dump, or every file of the embedded database. */
async function stored(): Promise<Buffer> {
  if (database.kind === "embedded") {
    const folder = join(directory, "database");
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return Buffer.concat(await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name)))));
  }
  const { url, environment } = addressOf(urlOf(database));
  const { stdout } = await promisify(execFile)(await findTool("pg_dump", 15), ["--dbname", url], {
    env: environment,
    encoding: "buffer",
    maxBuffer: 1024 ** 3,
  });
  return stdout;
}

function urlOf({ connection }: Database): string {
  if ("connectionString" in connection) return connection.connectionString;
  throw new Error("The embedded database has no address");
}

/** Text, or bytes as a dump writes them. */
function isIn(all: Buffer, sought: Buffer | string): boolean {
  const bytes = Buffer.from(sought);
  return all.includes(bytes) || all.includes(bytes.toString("hex"));
}

const download = async (id: string): Promise<{ status: number; text: string }> => {
  const response = await fetch(`${hub.url}/intake/submissions/${id}/original`, {
    headers: { authorization: `Bearer ${await hub.token("clerk", MARKET.code)}` },
  });
  return { status: response.status, text: await response.text() };
};

test("no ID number that was handed in is in what is stored: published, under review or with errors", async () => {
  const all = await stored();
  expect(isIn(all, FEED)).toBe(true);
  expect(IDS.filter((id) => isIn(all, id))).toEqual([]);
  const { rows } = await database.pool.query<{ bytes: Buffer; sealed: boolean }>(
    "SELECT bytes, sealed_by IS NOT NULL AS sealed FROM disclosure.original WHERE submission = ANY($1)",
    [[published, waiting, faulty]],
  );
  expect(rows).toHaveLength(3);
  for (const { bytes, sealed } of rows) expect([sealed, bytes.includes(ZSTD_MAGIC)]).toEqual([true, false]);
});

const ZSTD_MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

test("whoever may gets the file as it came", async () => {
  expect(await download(published)).toEqual({ status: 200, text: fileOf(0) });
  expect(await download(waiting)).toEqual({ status: 200, text: fileOf(1) });
});

test("a file of an earlier release that lies in the clear is read, told apart from others, and sealed", async () => {
  const clear = zstdCompressSync(fileOf(1));
  const sum = createHash("sha256").update(fileOf(1)).digest("hex");
  await database.pool.query(
    "UPDATE disclosure.original SET bytes = $2, sealed_by = NULL WHERE submission = $1",
    [waiting, clear],
  );
  await database.pool.query("UPDATE disclosure.submission SET sha256 = $2 WHERE id = $1", [waiting, sum]);
  await database.pool.query("CHECKPOINT");
  expect(isIn(await stored(), clear)).toBe(true);
  expect((await download(waiting)).text).toBe(fileOf(1));
  expect(await sealClear(database, createSeal(hub.parts.originalKey))).toBe(1);
  expect(await sealClear(database, createSeal(hub.parts.originalKey))).toBe(0);
  const all = await stored();
  expect([isIn(all, clear), isIn(all, sum)]).toEqual([false, false]);
  expect((await download(waiting)).text).toBe(fileOf(1));
  const again = await hub.submit(FEED, fileOf(1), await hub.token("clerk", MARKET.code));
  expect(again.body).toMatchObject({ code: "SUBMISSION_SAME_BYTES", details: { submission: waiting } });
});

test("what was changed, moved to another submission, or sealed by a lost key is refused and not given", async () => {
  const refused = { status: 500, text: expect.stringContaining("ORIGINAL_UNREADABLE") };
  const put = (id: string, bytes: Buffer, sealedBy: string): Promise<unknown> =>
    database.pool.query("UPDATE disclosure.original SET bytes = $2, sealed_by = $3 WHERE submission = $1", [
      id,
      bytes,
      sealedBy,
    ]);
  const { rows } = await database.pool.query<{ bytes: Buffer; by: string }>(
    "SELECT bytes, sealed_by AS by FROM disclosure.original WHERE submission = $1",
    [published],
  );
  const { bytes, by } = rows[0] ?? { bytes: Buffer.alloc(0), by: "" };
  await put(faulty, bytes, by);
  expect(await download(faulty)).toMatchObject(refused);
  await put(published, Buffer.concat([bytes.subarray(0, -1), Buffer.from([1 + (bytes.at(-1) ?? 0)])]), by);
  expect(await download(published)).toMatchObject(refused);
  await put(published, bytes, "another");
  expect((await download(published)).text).toContain("密钥已丢失");
  await put(published, bytes, by);
  expect(await download(published)).toEqual({ status: 200, text: fileOf(0) });
});

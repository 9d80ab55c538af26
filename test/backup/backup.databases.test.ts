/** A backup is made while all goes on; elsewhere it is the hub as it was at that moment. */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { checkBackup } from "../../scripts/backup/check-backup.js";
import { openKey } from "../../scripts/backup/locks.js";
import type { Manifest } from "../../scripts/backup/manifest.js";
import { findTool } from "../../scripts/backup/postgres-tools.js";
import { restore } from "../../scripts/backup/restore.js";
import { dumpServer } from "../../scripts/backup/server.js";
import backup from "../../scripts/cli/commands/backup.js";
import { makeKeys, openKeys } from "../../scripts/start/keys/keys.js";
import { TEXT_KEYS } from "../../scripts/start/keys/key-files.js";
import { readSettings, type Environment, type Settings } from "../../scripts/start/settings.js";
import { openDatabase, type Database } from "../../services/kit/store/open/database.js";
import { makeCitizenId } from "../../services/kit/values/citizen-id.js";
import { openTestDatabase } from "../open-test-database.js";
import { MARKET, naturalPerson, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { copyKeys, copyPrepared, WITH_DIRECTORY } from "../prepared.js";
import { startHub, valueAt, type Answer, type TestHub } from "../start-hub.js";

const FEED = "enforcement.penalties";
const PERSON = penaltyRow(1, naturalPerson("张示例", makeCitizenId("11022819851231123")));
const isServer = process.env["TEST_DATABASE_URL"] !== undefined;
const QUERIES = [
  "{ penalties(first: 50) { totalCount nodes { id decisionNumber partyName party { id name } department { name } provenance { row release { number releasedAt hash digest } } } } }",
  "{ penalties(orderBy: DECISION_DATE_DESC) { nodes { id penaltyContent fineAmount } } areas { nodes { id name } } }",
  "{ releases { nodes { number kind feed { id title } releasedBy approvedBy added changed removed digest hash previousHash } } }",
  "{ feeds { nodes { id title lead { code name } } } areas(first: 50) { totalCount nodes { id code name } } }",
  "{ submissions { nodes { id state fileName rows errors events { at from to byName note } difference { added digest } } } }",
  "{ trail(first: 50) { nodes { number kind actorName subject hash } } }",
  "{ verification { releases records lastHash problems { code } } }",
];
const [TRAIL, VERIFICATION] = [5, 6];

let folder: string;
let file: string;
let identity: string;
let source: Settings;
let database: Database;
let target: Database | null = null;
let hub: TestHub;
let restored: TestHub | null = null;
let [published, waiting] = ["", ""];
let answers: readonly Answer[];
let manifest: Manifest;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tongcha-backup-"));
  file = join(folder, "backup.age");
  identity = await generateIdentity();
  const from = join(folder, "from");
  if (isServer) {
    database = await openTestDatabase(WITH_DIRECTORY);
    await copyKeys(WITH_DIRECTORY, from);
  } else {
    await copyPrepared(WITH_DIRECTORY, from);
    database = await openDatabase({ url: null, directory: from });
  }
  source = await settingsOf(from, database);
  hub = await startHub({
    database,
    settings: { TONGCHA_DATA: from },
    keys: await openKeys(source),
  });
  published = await hub.publish(FEED, penaltyCsv([PERSON, penaltyRow(2)]), MARKET.code);
  const clerk = await hub.token("clerk", MARKET.code);
  waiting = (await hub.submit(FEED, penaltyCsv([penaltyRow(3)]), clerk)).body.submission?.id ?? "";
  await hub.query("mutation ($id: ID!) { submitForReview(id: $id) { id } }", { id: waiting }, clerk);
});
afterAll(async () => {
  await restored?.close();
  await hub.close();
  await rm(folder, { recursive: true });
});

async function settingsOf(
  directory: string,
  { connection }: Database,
  more: Environment = {},
): Promise<Settings> {
  return readSettings({
    TONGCHA_DATA: directory,
    ...("connectionString" in connection && { DATABASE_URL: connection.connectionString }),
    BACKUP_RECIPIENTS: await identityToRecipient(identity),
    BACKUP_IDENTITY: identity,
    ...more,
  });
}

const ask = async (from: TestHub): Promise<readonly Answer[]> => {
  const token = await from.token("supervisor", null);
  const found: Answer[] = [];
  for (const query of QUERIES) found.push(await from.query(query, {}, token));
  return found;
};

const original = async (from: TestHub, id: string): Promise<string> => {
  const headers = { authorization: `Bearer ${await from.token("clerk", MARKET.code)}` };
  return (await fetch(`${from.url}/intake/submissions/${id}/original`, { headers })).text();
};

const check = async (): Promise<Manifest> => (await checkBackup(file, await openKey(source))).manifest;

test("a backup is made of a hub that runs, and leaves nothing else behind", async () => {
  answers = await ask(hub);
  expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
  const input = { settings: source, environment: {}, parameters: [file], options: { hub: hub.url } };
  await backup.run(input);
  await hub.publish(FEED, penaltyCsv([penaltyRow(4)]), MARKET.code);
  expect(await ask(hub)).not.toEqual(answers);
  expect((await readdir(source.dataDirectory)).filter((name) => name.startsWith("backup"))).toEqual([]);
  await expect(backup.run(input)).rejects.toMatchObject({ code: "BACKUP_FILE" });
});

test("its head says which moment it is of, and a check reads it to its end", async () => {
  manifest = await check();
  const lastHash = valueAt(answers[VERIFICATION]?.data, "verification", "lastHash");
  expect(manifest.facts).toMatchObject({
    head: { release: 5, hash: lastHash },
    counts: { "hub.release": 5, "enforcement.penalties": 2 },
  });
  const staged = Object.keys(manifest.facts.counts).filter((table) => table.startsWith("staging."));
  expect(staged.map((table) => manifest.facts.counts[table])).toEqual([1]);
});

test("nothing is restored over a database, beside other keys, into another kind of database, or of a file that was cut off", async () => {
  const key = await openKey(source);
  await expect(restore({ settings: source, file, key })).rejects.toMatchObject({ code: "RESTORE_NOT_EMPTY" });
  const empty = await openTestDatabase();
  const into = await settingsOf(join(folder, "refused"), empty, {
    HUB_KEY: TEXT_KEYS.write((await makeKeys()).hub),
  });
  await expect(restore({ settings: into, file, key })).rejects.toMatchObject({ code: "KEY_OTHER" });
  const cut = join(folder, "cut.age");
  const whole = await readFile(file);
  await writeFile(cut, whole.subarray(0, whole.length - 1));
  const blank = await settingsOf(join(folder, "refused"), empty);
  await expect(restore({ settings: blank, file: cut, key })).rejects.toMatchObject({
    code: "BACKUP_DAMAGED",
  });
  const other = readSettings({ TONGCHA_DATA: join(folder, "other") });
  if (isServer)
    await expect(restore({ settings: other, file, key })).rejects.toMatchObject({ code: "BACKUP_OTHER" });
  expect((await empty.pool.query("SELECT FROM pg_tables WHERE schemaname = 'hub'")).rows).toEqual([]);
  const left = await readdir(blank.dataDirectory).catch(() => []);
  expect(left.filter((name) => name !== "hub.lock")).toEqual([]);
  await empty.close();
});

test("elsewhere every answer is what it was at that moment, with the chain, the originals and what waits", async () => {
  target = isServer ? await openTestDatabase() : null;
  const to = join(folder, "to");
  const into = await settingsOf(to, target ?? database);
  expect(await restore({ settings: into, file, key: await openKey(into) })).toEqual(manifest);
  restored = await startHub({
    database: target ?? (await openDatabase({ url: null, directory: to })),
    keys: await openKeys(into),
  });
  const now = await ask(restored);
  const isOther = (_: Answer, at: number): boolean => at !== TRAIL;
  expect(now.filter(isOther)).toEqual(answers.filter(isOther));
  // What came of the restore is told after what was there.
  const [trail, before] = [now, answers].map((all) => valueAt(all[TRAIL]?.data, "trail", "nodes"));
  expect(trail).toEqual(
    expect.arrayContaining([
      ...Object.values(before ?? []),
      expect.objectContaining({ kind: "HISTORY_BEGAN" }),
    ]),
  );
  expect(await original(restored, published)).toBe(penaltyCsv([PERSON, penaltyRow(2)]));
  expect(await original(restored, waiting)).toBe(penaltyCsv([penaltyRow(3)]));
});

test("and it goes on from there: what waited is published, and a person keeps the pseudonym", async () => {
  if (!restored) throw new Error("Nothing was restored");
  const reviewer = await restored.token("reviewer", MARKET.code);
  const seen = await restored.query(
    "query ($id: ID!) { submission(id: $id) { difference { digest } } }",
    { id: waiting },
    reviewer,
  );
  const digest = valueAt(seen.data, "submission", "difference", "digest");
  for (const move of ["approve(id: $id, differenceDigest: $digest)", "publish(id: $id)"]) {
    const declared = move.includes("$digest") ? "($id: ID!, $digest: String!)" : "($id: ID!)";
    const moved = await restored.query(
      `mutation ${declared} { ${move} { state } }`,
      { id: waiting, digest },
      reviewer,
    );
    expect(moved.errors).toBeUndefined();
  }
  const again = await restored.submit(
    FEED,
    penaltyCsv([{ ...PERSON, remark: "补报" }]),
    await restored.token("clerk", MARKET.code),
  );
  const { data } = await restored.query(
    "query ($id: ID!) { submission(id: $id) { difference { added } } }",
    { id: again.body.submission?.id },
    reviewer,
  );
  expect(valueAt(data, "submission", "difference", "added")).toBe(0);
});

(isServer ? test : test.skip)(
  "publishing goes on while the most of a server's database is dumped",
  async () => {
    const url = source.databaseUrl ?? "";
    await dumpServer(database, url, async ({ staged, main }) => {
      for await (const bytes of staged) void bytes;
      await hub.publish(FEED, penaltyCsv([penaltyRow(5)]), MARKET.code);
      for await (const bytes of main) void bytes;
    });
  },
);

(isServer ? test : test.skip)(
  "a pg_dump that is older than the server is told with what is needed",
  async () => {
    await expect(findTool("pg_dump", 99)).rejects.toMatchObject({
      code: "BACKUP_TOOL",
      details: { least: 99, reasonEn: expect.stringMatching(/is of version \d+$/) },
    });
  },
);

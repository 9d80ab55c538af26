import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openTestDatabase } from "../../../../test/open-test-database.js";
import { until } from "../../../../test/until.js";
import type { Database } from "../open/database.js";
import { announce } from "./announce.js";
import { openClock, readClock, TOLD_MS } from "./clock.js";
import { openOwnership, type Ownership } from "./owner.js";
import { followReleases, workOnReleases } from "./follow-releases.js";
import { openJournal } from "./journal.js";
import { compareHead, headOf } from "../read/compare-head.js";
import { readEpoch, readEpochs } from "../read/epoch.js";
import { noticeRestores } from "../write/notice-restores.js";
import { beginEpoch } from "../write/epoch.js";
import { appendRelease, lockChain } from "../write/hash-chain.js";
import { openDatabase } from "../open/database.js";
import { readReleases, type Release } from "../read/releases.js";
import { prepareStore } from "../store.test-data.js";

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await prepareStore(database, []);
});
afterAll(() => database.close());

/** As another process: nothing of this one is told. */
const release = (): Promise<Release> =>
  database.transaction(async (client) =>
    appendRelease(client, await lockChain(client), {
      feed: "x.y",
      kind: "FEED",
      submission: null,
      department: "d",
      releasedBy: "甲",
      approvedBy: "乙",
      added: 1,
      changed: 0,
      removed: 0,
      digest: "00",
      leaves: 0,
      root: "00",
    }),
  );

async function hashAt(number: number): Promise<string> {
  return (await readReleases(database.pool, [number]))[0]?.hash ?? "";
}

async function take(from: Database, after: number, count: number): Promise<readonly number[]> {
  const ending = new AbortController();
  const numbers: number[] = [];
  const { epoch } = await readEpoch(from.pool);
  for await (const { number } of followReleases(from, { epoch, after }, ending.signal)) {
    numbers.push(number);
    if (numbers.length === count) ending.abort();
  }
  return numbers;
}

const from = (first: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => first + at);

test("releases come in order and once each, from wherever one begins, more than are kept in memory, while they are made", async () => {
  const before = await release();
  const late = take(database, before.number, 700);
  for (let at = 0; at < 600; at += 1) announce(database, await release());
  const early = take(database, 0, 701);
  for (let at = 0; at < 100; at += 1) announce(database, await release());
  expect(await late).toEqual(from(2, 700));
  expect(await early).toEqual(from(1, 701));
});

test("a release that nobody told of is found by its number", async () => {
  const following = take(database, 701, 1);
  await release();
  expect(await following).toEqual([702]);
});

test("what another process released is told by the database, also after the connection to it was lost", async () => {
  const { connection } = database;
  // The embedded database has one process only.
  if (!("connectionString" in connection)) return;
  const other = await openDatabase({ url: connection.connectionString, directory: ":memory:" });
  const following = take(other, 702, 2);
  await release();
  await database.pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'",
  );
  await release();
  expect(await following).toEqual([703, 704]);
  await other.close();
});

test("a restored database has another history: its streams end with that, its versions are others though their numbers are the same, and work is done again", async () => {
  const worked: number[] = [];
  const working = await workOnReleases(database, {
    work: (number) => Promise.resolve(worked.push(number) > 0),
    onFault: () => undefined,
  });
  const journal = await openJournal(database);
  const stopNoticing = await noticeRestores(database, () => undefined);
  const before = await release();
  await until(() => journal.released().head === before.hash, "the release is known");
  const { epoch } = journal.released();
  const place = { epoch, after: before.number };
  const following = followReleases(database, place, new AbortController().signal).next();
  // Both are settled by what is restored below, and nothing else.
  const ended = expect(following).rejects.toMatchObject({ code: "HISTORY_OTHER" });
  await until(() => worked.includes(before.number), "the work is done");
  // As a backup from before it is restored, and gone on with, without a word to anybody.
  await database.pool.query("DELETE FROM hub.release WHERE number = $1", [before.number]);
  const other = await release();
  expect([other.number, other.hash === before.hash]).toEqual([before.number, false]);
  await ended;
  await until(() => worked.filter((number) => number === other.number).length === 2, "it is done again");
  expect(journal.released()).toMatchObject({ latest: other.number, head: other.hash });
  expect(journal.released().feeds.get("x.y")).toBe(other.hash);
  await until(async () => (await readEpochs(database.pool)).length === 2, "it is noticed");
  await until(() => journal.released().epoch !== epoch, "the epoch that it began is known");
  await database.pool.query("DELETE FROM hub.release WHERE number = $1", [other.number]);
  await until(() => journal.released().latest === other.number - 1, "releases go backwards");
  await until(async () => (await readEpochs(database.pool)).length === 3, "both are noticed");
  await until(
    async () => journal.released().epoch === (await readEpoch(database.pool)).epoch,
    "the epoch that begins is known",
  );
  const noticed = journal.released().epoch;
  expect(noticed).not.toBe(epoch);
  expect((await readEpoch(database.pool)).epoch).toBe(noticed);
  const old = followReleases(database, place, new AbortController().signal).next();
  await expect(old).rejects.toMatchObject({ code: "HISTORY_OTHER" });
  // An operator says it, and nothing was lost.
  await beginEpoch(database, { cause: "RESTORED", after: null });
  await until(() => journal.released().epoch !== noticed, "the other epoch is known");
  // Numbers that were worked on before come again.
  const again = await release();
  await until(() => worked.at(-1) === again.number, "it is done, too");
  const causes = (await readEpochs(database.pool)).map(({ cause }) => cause);
  expect(causes).toEqual(["CREATED", "NOTICED", "NOTICED", "RESTORED"]);
  // Heads of before tell where their histories and this one parted.
  const head = (name: string, number: number, hash: string): string => `${name}.${number}.${hash}`;
  const compare = (given: string) => compareHead(database.pool, given);
  expect(await compare(head(epoch, before.number, before.hash))).toEqual({
    kind: "PARTED",
    from: 0,
    to: before.number - 1,
  });
  expect(await compare(head(epoch, before.number - 1, await hashAt(before.number - 1)))).toEqual({
    kind: "PAST",
  });
  expect(await compare(await headOf(database.pool))).toEqual({ kind: "SAME" });
  await stopNoticing();
  await journal.close();
  await working.stop();
});

test("a database belongs to the first address that runs on it: for another, and for none, it is a copy until it is adopted", async () => {
  const told: (string | null)[] = [];
  const open = (address: string | null): Promise<Ownership> =>
    openOwnership(database, address, (copyOf) => told.push(copyOf));
  // Where there is no address, nobody stands in the way.
  const nameless = await open(null);
  const first = await open("https://hub.example.cn");
  expect([nameless.copyOf(), first.copyOf()]).toEqual([null, null]);
  const other = await open("https://test.example.cn");
  expect([other.copyOf(), (await open(null)).copyOf()]).toEqual([
    "https://hub.example.cn/",
    "https://hub.example.cn/",
  ]);
  expect((await open("https://hub.example.cn/")).copyOf()).toBeNull();
  told.length = 0;
  await beginEpoch(database, { cause: "ADOPTED", after: null, owner: "https://test.example.cn/" });
  await until(
    () => other.copyOf() === null && first.copyOf() !== null,
    "it is the other's, and not the first's",
  );
  expect(first.copyOf()).toBe("https://test.example.cn/");
  expect(told).toContain(null);
});

test("a process whose clock is off says so, and goes by the database's", async () => {
  const told: (readonly [minutes: number, isOff: boolean])[] = [];
  const clock = await openClock(database.pool, {
    local: () => Date.now() - 120_000,
    onOff: (offsetMs, isOff) => told.push([Math.round(offsetMs / 60_000), isOff]),
  });
  await clock.close();
  expect(told).toEqual([[2, true]]);
  const by = (await readClock(database.pool)).getTime() - clock.now().getTime();
  expect(Math.abs(by)).toBeLessThan(TOLD_MS);
  const right = await openClock(database.pool, { onOff: (offsetMs) => told.push([offsetMs, true]) });
  await right.close();
  expect(told).toHaveLength(1);
});

test("who is told to end while waiting ends", async () => {
  const ending = new AbortController();
  const { epoch } = await readEpoch(database.pool);
  const next = followReleases(database, { epoch, after: 10_000 }, ending.signal).next();
  ending.abort();
  expect(await next).toEqual({ done: true, value: undefined });
});

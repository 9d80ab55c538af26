import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { openTestDatabase } from "../../../../test/open-test-database.js";
import type { FeedContract, Row } from "../../feed/contract.js";
import { onRelease } from "../follow/announce.js";
import type { Database } from "../open/database.js";
import { readDifference, summariseDifference, type ChangeKind } from "./difference.js";
import { releaseAt, readReleases } from "../read/releases.js";
import {
  checkRows,
  notices,
  publish,
  publishedRows,
  release,
  shelf,
  stageRows,
  type Cells,
  prepareStore,
} from "../store.test-data.js";
import { stagedTableOf } from "../open/tables.js";
import { verifyChain } from "./verify.js";
import { runs } from "../../../../test/scale.js";

let database: Database;
/** Two departments of each test's own. */
let mine: string;
let theirs: string;
let tests = 0;

beforeAll(async () => {
  database = await openTestDatabase();
  await prepareStore(database, [notices, shelf]);
});

afterAll(async () => {
  await database.close();
});

beforeEach(() => {
  tests += 1;
  mine = `mine${tests}`;
  theirs = `theirs${tests}`;
});

/** Numbers are per test, for the feeds are shared. */
const cells = (number: number, title: string): Cells => ({ number: `${tests}-${number}`, title });
const titles = async (contract: FeedContract, asOf: number | null = null): Promise<readonly unknown[]> =>
  (await publishedRows(database, contract, mine, asOf)).map((row) => row["title"]);
const stage = (contract: FeedContract, rows: readonly Cells[]): Promise<string> =>
  stageRows(database, contract, checkRows(contract, rows));

describe("a file that adds and corrects", () => {
  test("opens what is new, replaces what changed, leaves the rest, and the past stays as it was", async () => {
    const first = await publish(database, notices, mine, [cells(1, "甲"), cells(2, "乙"), cells(3, "丙")]);
    const second = await publish(database, notices, mine, [cells(2, "乙改"), cells(3, "丙"), cells(4, "丁")]);
    expect([first, second]).toMatchObject([
      { added: 3, changed: 0, removed: 0, kind: "FEED" },
      { added: 1, changed: 1, removed: 0, number: (first?.number ?? 0) + 1, previousHash: first?.hash },
    ]);
    expect(await titles(notices)).toEqual(["甲", "乙改", "丙", "丁"]);
    expect(await titles(notices, first?.number)).toEqual(["甲", "乙", "丙"]);
  });

  test("with nothing new makes no release", async () => {
    const rows = [cells(1, "甲")];
    const first = await publish(database, notices, mine, rows);
    const submission = await stage(notices, rows);
    let told: unknown = "nothing";
    expect(
      await release(database, notices, submission, mine, {
        within: (_, made) => {
          told = made;
          return Promise.resolve();
        },
      }),
    ).toBeNull();
    expect(told).toBeNull();
    expect(await releaseAt(database.pool, new Date(8e12))).toBe(first?.number);
  });

  test("that holds another department's record is refused whole, even where it says the same", async () => {
    await publish(database, notices, theirs, [cells(1, "甲")]);
    await expect(publish(database, notices, mine, [cells(1, "甲"), cells(2, "乙")])).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    expect(await titles(notices)).toEqual([]);
  });
});

describe("a file that is the whole list of its department", () => {
  test("removes what it lacks, of its own department only, and may bring it back", async () => {
    await publish(database, shelf, theirs, [cells(9, "他")]);
    await publish(database, shelf, mine, [cells(1, "甲"), cells(2, "乙")]);
    expect(await publish(database, shelf, mine, [cells(2, "乙")])).toMatchObject({
      added: 0,
      changed: 0,
      removed: 1,
    });
    expect(await titles(shelf)).toEqual(["乙"]);
    expect(await publish(database, shelf, mine, [cells(1, "甲"), cells(2, "乙")])).toMatchObject({
      added: 1,
      changed: 0,
      removed: 0,
    });
    expect(await publishedRows(database, shelf, theirs)).toHaveLength(1);
  });
});

describe("the difference", () => {
  test("tells counts, and both sides of each record, page by page", async () => {
    await publish(database, shelf, mine, [cells(1, "甲"), cells(2, "乙"), cells(3, "丙")]);
    const submission = await stage(shelf, [cells(2, "乙改"), cells(3, "丙"), cells(4, "丁")]);
    const scope = { submission, department: mine };
    expect(await summariseDifference(database.pool, shelf, scope)).toMatchObject({
      added: 1,
      changed: 1,
      removed: 1,
      unchanged: 1,
      suppressed: 0,
      foreign: 0,
    });
    const found = [];
    for (let after: string | null = null; ;) {
      const page = await readDifference(database.pool, shelf, {
        ...scope,
        first: 2,
        after,
        kinds: null,
        rows: null,
      });
      found.push(...page);
      if (page.length < 2) break;
      after = page.at(-1)?.recordId ?? null;
    }
    expect(
      found.map(({ kind, row, before, after }) => [kind, row, before?.["title"], after?.["title"]]),
    ).toEqual([
      ["CHANGED", 2, "乙", "乙改"],
      ["ADDED", 4, undefined, "丁"],
      ["REMOVED", null, "甲", undefined],
    ]);
    const only = async (filter: {
      readonly kinds: readonly ChangeKind[] | null;
      readonly rows: readonly number[] | null;
    }): Promise<readonly string[]> =>
      (await readDifference(database.pool, shelf, { ...scope, first: 9, after: null, ...filter })).map(
        ({ kind }) => kind,
      );
    expect(await only({ kinds: ["ADDED", "REMOVED"], rows: null })).toEqual(["ADDED", "REMOVED"]);
    expect(await only({ kinds: null, rows: [2, 3] })).toEqual(["CHANGED"]);
  });

  test("that moved since it was approved is not released, and the stage is still there", async () => {
    await publish(database, notices, mine, [cells(1, "甲")]);
    const submission = await stage(notices, [cells(1, "乙")]);
    const { digest } = await summariseDifference(database.pool, notices, { submission, department: mine });
    await publish(database, notices, mine, [cells(1, "丙")]);
    await expect(
      release(database, notices, submission, mine, { expectedDigest: digest }),
    ).rejects.toMatchObject({ code: "SUBMISSION_STALE" });
    expect(await titles(notices)).toEqual(["丙"]);
    expect(await release(database, notices, submission, mine)).toMatchObject({ changed: 1 });
  });
});

describe("a release", () => {
  test("that its caller cannot follow is undone, and its number is given to the next", async () => {
    const submission = await stage(notices, [cells(1, "甲")]);
    const heard: number[] = [];
    const stop = onRelease(database, ({ number }) => void heard.push(number));
    let undone: number | undefined;
    await expect(
      release(database, notices, submission, mine, {
        within: (_, made) => {
          undone = made?.number;
          return Promise.reject(new Error("no"));
        },
      }),
    ).rejects.toThrow("no");
    expect(await titles(notices)).toEqual([]);
    const made = await release(database, notices, submission, mine);
    expect(made?.number).toBe(undone);
    expect(heard).toEqual([undone]);
    stop();
  });

  test("commits together with what its caller writes, and takes the stage away", async () => {
    await database.pool.query("CREATE TABLE note (release int)");
    const submission = await stage(notices, [cells(1, "甲")]);
    const made = await release(database, notices, submission, mine, {
      within: async (client, one) => {
        await client.query("INSERT INTO note VALUES ($1)", [one?.number]);
      },
    });
    expect((await database.pool.query("SELECT release FROM note")).rows).toEqual([{ release: made?.number }]);
    expect(
      (await database.pool.query("SELECT to_regclass($1) AS stage", [stagedTableOf(submission)])).rows,
    ).toEqual([{ stage: null }]);
  });

  test("races with others and none is lost, doubled or skipped", async () => {
    const before = await releaseAt(database.pool, new Date(8e12));
    const submissions = await Promise.all(
      Array.from({ length: 6 }, (_, index) => stage(index % 2 ? notices : shelf, [cells(index, `${index}`)])),
    );
    const made = await Promise.all(
      submissions.map((submission, index) =>
        release(database, index % 2 ? notices : shelf, submission, `${mine}-${index}`),
      ),
    );
    expect(made.map((one) => one?.number).toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual(
      made.map((_, index) => before + 1 + index),
    );
    expect((await verifyChain(database.pool, [notices, shelf])).problems).toEqual([]);
  });

  test("is read by its number with the very fields that its hash covers", async () => {
    const made = await publish(database, notices, mine, [cells(1, "甲")]);
    expect(await readReleases(database.pool, [made?.number ?? 0])).toEqual([made]);
  });
});

test("after any sequence of files every moment of the past shows what was published then", async () => {
  const anyFile = fc.record({
    contract: fc.constantFrom(notices, shelf),
    ours: fc.boolean(),
    rows: fc.uniqueArray(
      fc.record({ number: fc.integer({ min: 1, max: 5 }), title: fc.constantFrom("甲", "乙") }),
      { selector: ({ number }) => number, maxLength: 5 },
    ),
  });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyFile, { minLength: 1, maxLength: 6 }), async (files) => {
      run += 1;
      const departments = [`${mine}/${run}`, `${theirs}/${run}`] as const;
      const published = new Map<string, Row>();
      const moments: { readonly number: number; readonly rows: ReadonlyMap<string, Row> }[] = [];
      for (const { contract, ours, rows } of files) {
        const department = departments[ours ? 0 : 1];
        const sent = rows.map(({ number, title }) => ({ number: `${mine}/${run}/${number}`, title }));
        const nameOf = ({ number }: Cells): string => `${contract.id} ${number ?? ""}`;
        const isForeign = sent.some(
          (row) => (published.get(nameOf(row))?.["department"] ?? department) !== department,
        );
        const made = publish(database, contract, department, sent);
        if (isForeign) {
          await expect(made).rejects.toMatchObject({ code: "FORBIDDEN" });
          continue;
        }
        if (contract.mode === "snapshot")
          for (const [name, row] of published)
            if (row["department"] === department && name.startsWith(contract.id)) published.delete(name);
        for (const row of sent) published.set(nameOf(row), { ...row, department });
        const number = (await made)?.number;
        if (number !== undefined) moments.push({ number, rows: new Map(published) });
      }
      for (const { number, rows } of moments) {
        for (const contract of [notices, shelf]) {
          for (const department of departments) {
            const expected = [...rows]
              .filter(([name, row]) => name.startsWith(contract.id) && row["department"] === department)
              .map(([, row]) => row["number"] + String(row["title"]))
              .toSorted();
            expect(
              (await publishedRows(database, contract, department, number)).map(
                (row) => String(row["number"]) + String(row["title"]),
              ),
            ).toEqual(expected);
          }
        }
      }
    }),
    { numRuns: runs(12) },
  );
  expect((await verifyChain(database.pool, [notices, shelf])).problems).toEqual([]);
});

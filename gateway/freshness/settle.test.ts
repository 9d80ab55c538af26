import { describe, expect, test } from "@jest/globals";
import type { Dependencies } from "./dependencies.js";
import { createVersionsText, type FeedVersions } from "./feed-versions.js";
import { settle } from "./settle.js";

const OF_A: Dependencies = { feeds: ["a"], seconds: Infinity, byCaller: false };

/** The database's versions, one for each time that they are read. */
function versionsOf(...answers: readonly (number | Error)[]): FeedVersions {
  const left = [...answers];
  const confirm: FeedVersions["confirm"] = () => {
    const next = left.length > 1 ? left.shift() : left[0];
    return next instanceof Error
      ? Promise.reject(next)
      : Promise.resolve({
          epoch: "e",
          latest: 100,
          head: "",
          feeds: new Map([
            ["a", String(next ?? 0)],
            ["b", String(left.length)],
          ]),
        });
  };
  return { current: () => null, confirm };
}

interface Run {
  readonly number: number;
  readonly isWhole: boolean;
}

function counted(isWhole = true): { readonly run: () => Promise<Run>; readonly runs: () => number } {
  let runs = 0;
  return { run: () => Promise.resolve({ number: (runs += 1), isWhole }), runs: () => runs };
}

const nth = (number: number, isWhole = true): Run => ({ number, isWhole });

describe("an answer", () => {
  test("during which nothing was released that it reads is taken as it is", async () => {
    const { run } = counted();
    expect(await settle(run, OF_A, versionsOf(7, 7), createVersionsText())).toEqual({
      answer: nth(1),
      versions: "e,7",
    });
  });

  test("is made again when a feed of it was released meanwhile, and not for another feed", async () => {
    const { run } = counted();
    expect(await settle(run, OF_A, versionsOf(7, 8, 9, 9), createVersionsText())).toEqual({
      answer: nth(3),
      versions: "e,9",
    });
  });

  test("whose versions are known beforehand is held against the database once, afterwards", async () => {
    let looks = 0;
    const { confirm } = versionsOf(7);
    const knowing = (version: number): FeedVersions => ({
      current: () => ({ epoch: "e", latest: 100, head: "", feeds: new Map([["a", String(version)]]) }),
      confirm: () => {
        looks += 1;
        return confirm();
      },
    });
    expect(await settle(counted().run, OF_A, knowing(7), createVersionsText())).toEqual({
      answer: nth(1),
      versions: "e,7",
    });
    expect(looks).toBe(1);
    // The known version was stale: a release came before the answer was begun, or while it was made.
    expect(await settle(counted().run, OF_A, knowing(6), createVersionsText())).toEqual({
      answer: nth(2),
      versions: "e,7",
    });
  });

  test("that never settles is refused", async () => {
    const { run, runs } = counted();
    await expect(
      settle(run, OF_A, versionsOf(1, 2, 3, 4, 5, 6, 7), createVersionsText()),
    ).rejects.toMatchObject({ code: "ANSWER_UNSETTLED" });
    expect(runs()).toBe(5);
  });

  test("is refused while the database does not say whether it mixes two versions, and given when it says itself what it lacks", async () => {
    const away = new Error("away");
    for (const versions of [() => versionsOf(away), () => versionsOf(7, away)]) {
      await expect(settle(counted().run, OF_A, versions(), createVersionsText())).rejects.toMatchObject({
        code: "DATABASE_UNAVAILABLE",
        status: 503,
      });
      expect(await settle(counted(false).run, OF_A, versions(), createVersionsText())).toEqual({
        answer: nth(1, false),
        versions: null,
      });
    }
  });

  test("that was begun while the database did not say is made again once it does", async () => {
    expect(
      await settle(counted().run, OF_A, versionsOf(new Error("away"), 7, 7), createVersionsText()),
    ).toEqual({ answer: nth(2), versions: "e,7" });
  });

  test("that no release changes is not held against the database", async () => {
    expect(
      await settle(
        counted().run,
        { ...OF_A, feeds: [] },
        versionsOf(new Error("away")),
        createVersionsText(),
      ),
    ).toEqual({ answer: nth(1), versions: "" });
  });
});

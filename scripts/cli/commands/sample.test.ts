import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSettings } from "../../start/settings.js";
import command from "./sample.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tongcha-sample-"));
});
afterAll(() => rm(folder, { recursive: true }));

const fallbacks = Object.fromEntries(
  (command.options ?? []).flatMap(({ flags, fallback }) =>
    fallback === undefined ? [] : [[/--(\w+)/.exec(flags)?.[1] ?? "", fallback]],
  ),
);

async function sample(feed: string, options: Readonly<Record<string, string>>): Promise<Buffer> {
  const out = join(folder, `${Math.random()}.out`);
  await command.run({
    settings: readSettings({}),
    environment: {},
    parameters: [feed],
    options: { ...fallbacks, rows: "20", today: "2026-06-30", out, ...options },
  });
  return readFile(out);
}

describe("tongcha sample", () => {
  test("the same seed gives the same file, to the byte", async () => {
    expect(await sample("directory.areas", { seed: "a" })).toEqual(
      await sample("directory.areas", { seed: "a" }),
    );
    expect(await sample("directory.areas", { seed: "a" })).not.toEqual(
      await sample("directory.areas", { seed: "b" }),
    );
  });

  test("a GBK file is no UTF-8, and has a line for each row under its header", async () => {
    const bytes = await sample("enforcement.penalties", { encoding: "gbk" });
    expect(() => new TextDecoder("utf-8", { fatal: true }).decode(bytes)).toThrow();
    expect(new TextDecoder("gbk", { fatal: true }).decode(bytes).trimEnd().split("\r\n").length).toBe(21);
  });

  test("a workbook is a ZIP archive", async () => {
    expect((await sample("enforcement.licences", { format: "xlsx" })).subarray(0, 2).toString()).toBe("PK");
  });

  test("the expected findings of bad rows are written where they are asked for", async () => {
    const expected = join(folder, "expected.json");
    await sample("enforcement.inspection-items", { bad: "1", expected });
    const findings: unknown = JSON.parse(await readFile(expected, "utf8"));
    expect(findings).toHaveLength(20);
    expect(findings).toEqual(
      expect.arrayContaining([{ row: 2, field: expect.any(String), code: expect.any(String) }]),
    );
  });

  test.each([
    ["nobody.nothing", {}, "FEED_UNKNOWN"],
    ["directory.areas", { rows: "many" }, "OPTION_INVALID"],
    ["directory.areas", { bad: "2" }, "OPTION_INVALID"],
    ["directory.areas", { format: "pdf" }, "OPTION_INVALID"],
    ["directory.areas", { encoding: "big5" }, "OPTION_INVALID"],
    ["directory.areas", { department: "nobody" }, "OPTION_INVALID"],
    ["directory.areas", { today: "2026-02-30" }, "OPTION_INVALID"],
    ["directory.areas", { out: "/nowhere/at/all.csv" }, "OPTION_INVALID"],
  ])("%s with %j is refused: %s", async (feed, options, code) => {
    await expect(sample(feed, options)).rejects.toMatchObject({ code });
  });
});

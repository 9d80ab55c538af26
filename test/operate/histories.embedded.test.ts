/**
 * `restored`, `verify --head`, `adopt` and `doctor` as an operator runs them, on a directory and its copy.
 */
import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { copyPrepared, WITH_DIRECTORY } from "../prepared.js";

const TONGCHA = fileURLToPath(new URL("../../scripts/tongcha.js", import.meta.url));
let [folder, own, copy] = ["", "", ""];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tongcha-histories-"));
  [own, copy] = [join(folder, "own"), join(folder, "copy")];
  await copyPrepared(WITH_DIRECTORY, own);
});
afterAll(() => rm(folder, { recursive: true }));

const run = (
  data: string,
  words: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<string> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [TONGCHA, ...words],
      { env: { ...process.env, DATABASE_URL: "", TONGCHA_DATA: data, ...settings } },
      (_, stdout, stderr) => resolve(stdout + stderr),
    );
  });
const headOf = (said: string): string => /链首 (\S+)/.exec(said)?.[1] ?? "";

test("a restored database is another history, and a head that was kept says where it parted", async () => {
  const before = headOf(await run(own, ["verify"]));
  expect(before).toMatch(/^[0-9a-f]{16}\.\d+\.[0-9a-f]{64}/);
  expect(await run(own, ["verify", "--head", before])).toContain("It has this very head");
  await cp(own, copy, { recursive: true });
  expect(await run(own, ["restored"])).toContain("Another history began");
  const after = headOf(await run(own, ["verify"]));
  expect(after).not.toBe(before);
  expect(await run(own, ["verify", "--head", before])).toContain("This head is of its own past");
  expect(await run(copy, ["verify", "--head", after])).toContain("This head is another history's");
});

test("a copy is silent until it is adopted, and says so", async () => {
  const [ours, theirs] = [
    { PUBLIC_URL: "https://data.example.test" },
    { PUBLIC_URL: "https://test.example.test" },
  ];
  expect(await run(copy, ["adopt"], ours)).toContain("https://data.example.test/");
  expect(await run(copy, ["doctor"], ours)).not.toContain("npx tongcha adopt");
  expect(await run(copy, ["doctor"], theirs)).toContain("npx tongcha adopt");
  expect(await run(copy, ["adopt"], theirs)).toContain("https://test.example.test/");
  expect(await run(copy, ["doctor"], theirs)).not.toContain("npx tongcha adopt");
  expect(await run(copy, ["verify"])).toContain("Whole");
});

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { VERSION } from "#schema/runtime/version.js";

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tongcha-migrate-"));
});
afterAll(() => rm(directory, { recursive: true }));

const TONGCHA = fileURLToPath(new URL("../../tongcha.js", import.meta.url));

const migrate = (...more: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [TONGCHA, "migrate", ...more],
      { env: { ...process.env, DATABASE_URL: "", TONGCHA_DATA: join(directory, "data") } },
      (error, stdout, stderr) => (error ? reject(new Error(stderr, { cause: error })) : resolve(stdout)),
    );
  });

test("what would be done is told, then done, then nothing is left to do", async () => {
  expect(await migrate("--dry-run")).toContain("There is no database yet");
  expect(existsSync(join(directory, "data"))).toBe(false);
  const done = await migrate();
  expect(done).toContain("✓ 2026-11-create-hub\n");
  expect(done).toContain("✓ enforcement.penalties\n");
  expect(await migrate("--dry-run")).toBe(
    `无须改动，数据库已是 ${VERSION} 的 Nothing is to be done: the database is as ${VERSION} needs it\n`,
  );
});

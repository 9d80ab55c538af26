/** What the hub publishes is verified by a program that knows nothing of it but what everybody can read. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { beginEpoch } from "../../services/kit/store/write/epoch.js";
import { penalties } from "../../services/enforcement/feeds/penalties.js";
import { MARKET, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { WITH_PENALTIES } from "../prepared.js";
import { startHub, type TestHub } from "../start-hub.js";

const PATH = "/.well-known/tongcha-log";

let hub: TestHub;
const folder = mkdtempSync(join(tmpdir(), "tongcha-proof-"));
beforeAll(async () => {
  hub = await startHub({ domains: [...WITH_PENALTIES, "downloads"], holds: "directory" });
  await publish(1, 300);
  await publish(290, 320);
});
afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true });
});

const publish = (from: number, to: number): Promise<string> =>
  hub.publish(
    penalties.id,
    penaltyCsv(
      Array.from({ length: to - from }, (_, at) =>
        penaltyRow(from + at, { violationFacts: `示例事实${to}，"引号"` }),
      ),
    ),
    MARKET.code,
  );

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** What the program says, and whether it found nothing wrong. */
function verify(...args: readonly string[]): Promise<{ readonly holds: boolean; readonly said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["scripts/verify-release.mjs", ...args], (error, said, fault) => {
      resolve({ holds: error === null, said: said + fault });
    });
  });
}

const textAt = async (path: string): Promise<string> => (await fetch(`${hub.url}${path}`)).text();

describe("the head of the log", () => {
  test("is signed, and made up of all entries", async () => {
    expect(await verify("head", hub.url)).toMatchObject({ holds: true });
    expect(await verify("log", hub.url)).toMatchObject({
      holds: true,
      said: expect.stringMatching(/^All \d+ entries/),
    });
  });

  test("goes on from each that was kept, and is told apart from another's", async () => {
    const kept = file("kept.json", await textAt(PATH));
    await publish(400, 402);
    expect(await verify("head", hub.url, kept)).toMatchObject({
      holds: true,
      said: expect.stringContaining("It goes on from"),
    });
    const other = await startHub({ domains: [...WITH_PENALTIES, "downloads"], holds: "directory" });
    await other.publish(penalties.id, penaltyCsv([penaltyRow(7)]), MARKET.code);
    await other.publish(penalties.id, penaltyCsv([penaltyRow(8)]), MARKET.code);
    await other.publish(penalties.id, penaltyCsv([penaltyRow(9)]), MARKET.code);
    expect(await verify("head", other.url, kept)).toMatchObject({
      holds: false,
      said: expect.stringContaining("two histories"),
    });
    await other.close();
  });

  test("tells another epoch once the history is gone on with from a backup", async () => {
    const before: unknown = JSON.parse(await textAt(PATH));
    const { epoch } = await beginEpoch(hub.parts.database, { cause: "RESTORED", after: null });
    const after: unknown = JSON.parse(await textAt(PATH));
    expect(after).toMatchObject({ epoch });
    expect(before).not.toMatchObject({ epoch });
    await publish(410, 411);
    const entries = (await textAt(`${PATH}/entries`)).trimEnd().split("\n");
    expect(entries.map((line) => (JSON.parse(line) as { epoch: string }).epoch === epoch)).toEqual([
      ...entries.slice(1).map(() => false),
      true,
    ]);
  });

  test("a size that the log never had is refused", async () => {
    for (const from of ["100000", "-1", "x", ""])
      expect(JSON.parse(await textAt(`${PATH}?from=${from}`))).toMatchObject({ code: "LOG_SIZE_INVALID" });
  });

  test("one byte of it that is another is found", async () => {
    const text = await textAt(PATH);
    const bytes = Buffer.from(text);
    const own = bytes.subarray(0, text.indexOf(',"keys"'));
    for (let at = 0; at < own.length; at += 7) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 7));
      const path = join(folder, "changed.json");
      writeFileSync(path, changed);
      expect({ at, ...(await verify("head", path)) }).toMatchObject({ at, holds: false });
    }
  });
});

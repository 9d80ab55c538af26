/** What the hub publishes is verified by a program that knows nothing of it but what everybody can read. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { beginEpoch } from "../../services/kit/store/write/epoch.js";
import { penalties } from "../../services/enforcement/feeds/penalties.js";
import { MARKET, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { WITH_FILES } from "../prepared.js";
import { SCALE } from "../scale.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { verify, verifyByItself } from "../verify-release.js";
import { withdrawByLaw } from "../withdraw-record.js";

const PATH = "/.well-known/tongcha-log";

let hub: TestHub;
const folder = mkdtempSync(join(tmpdir(), "tongcha-proof-"));
beforeAll(async () => {
  hub = await startHub({ domains: WITH_FILES, holds: "directory" });
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

const textAt = async (path: string): Promise<string> => (await fetch(`${hub.url}${path}`)).text();

describe("the head of the log", () => {
  test("is signed, and made up of all entries", async () => {
    expect(await verifyByItself("head", hub.url)).toMatchObject({ holds: true });
    expect(await verifyByItself("log", hub.url)).toMatchObject({
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
    const other = await startHub({ domains: WITH_FILES, holds: "directory" });
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

describe("a dataset", () => {
  const download = join(folder, "penalties.ndjson");
  const proof = join(folder, "penalties.proof.ndjson");
  const head = join(folder, "head.json");
  beforeAll(async () => {
    const { data } = await hub.query("{ penalties(first: 3) { nodes { id } } }");
    const recordIds = listOf(valueAt(data, "penalties", "nodes")).map((node) => String(valueAt(node, "id")));
    await withdrawByLaw(hub.parts.database, penalties, MARKET.code, recordIds);
    writeFileSync(download, await textAt(`/data/${penalties.id}.ndjson`));
    writeFileSync(proof, await textAt(`/data/${penalties.id}/proof`));
    const [first = ""] = readFileSync(proof, "utf8").split("\n");
    writeFileSync(head, await textAt(`${PATH}?from=${String(valueAt(JSON.parse(first), "size"))}`));
  });

  test("is what was released, as its proof says, without the hub", async () => {
    expect(await verifyByItself("download", download, proof, head)).toMatchObject({
      holds: true,
      said: expect.stringMatching(/^\d+ records are what \d+ releases published/),
    });
  });

  test.each([
    ["the file", download],
    ["its proof", proof],
    ["the head", head],
  ])("is not with one byte of %s changed, wherever it is", async (_, path) => {
    const whole = readFileSync(path);
    const end = path === head ? whole.indexOf(',"keys"') : whole.length;
    const isTold = path === proof ? outsideNamesOfEmptyColumns(whole, readFileSync(download, "utf8")) : all;
    try {
      await changeBytes(whole, { end, isTold }, async (changed) => {
        writeFileSync(path, changed);
        return verify("download", download, proof, head);
      });
    } finally {
      writeFileSync(path, whole);
    }
  });

  test.each([
    ["a record left out", (lines: readonly string[]) => lines.slice(1)],
    ["a record twice", (lines: readonly string[]) => [...lines, ...lines.slice(0, 1)]],
    [
      "a column left out",
      (lines: readonly string[]) => lines.map((line) => line.replace(/"dishonestySeverity":[^,]*,/, "")),
    ],
  ])("is not with %s", async (_, change) => {
    const lines = readFileSync(download, "utf8").trimEnd().split("\n");
    const changed = change(lines);
    expect(changed).not.toEqual(lines);
    const path = file("changed.ndjson", `${changed.join("\n")}\n`);
    expect(await verifyByItself("download", path, proof, head)).toMatchObject({ holds: false });
  });

  test("is verified the same where there is no Node, as in a browser", async () => {
    const program = `import { readFileSync } from "node:fs";
      const files = process.argv.slice(1).map((path) => readFileSync(path));
      const { stdout } = process;
      globalThis.process = undefined;
      const { linesOf, readProof, checkDownload, checkHead, checkConsistency } = await import(${JSON.stringify(
        new URL("../../../scripts/verify-release.mjs", import.meta.url).href,
      )});
      const [download, proof, head] = files;
      const { log, ...published } = await readProof(linesOf([proof]));
      const signed = JSON.parse(head);
      await checkHead(signed, signed.keys);
      await checkConsistency(log, signed, signed.consistency);
      const faults = [];
      for (const lines of [download, download.subarray(download.indexOf(10) + 1)])
        await checkDownload(linesOf([lines]), published).catch(({ message }) => faults.push(message));
      stdout.write(faults.join());`;
    const { stdout } = await promisify(execFile)(process.execPath, [
      "--input-type=module",
      "--eval",
      program,
      download,
      proof,
      head,
    ]);
    expect(stdout).toBe("1 records are missing");
  });

  test("is another after the next release, and the log goes on from where its proof was made", async () => {
    await publish(420, 421);
    const later = file("later.ndjson", await textAt(`/data/${penalties.id}.ndjson`));
    expect(await verify("download", later, proof, head)).toMatchObject({ holds: false });
    expect(await verify("download", download, proof, hub.url)).toMatchObject({ holds: true });
  });
});

describe("a record", () => {
  test("is proved by the graph to whoever asks, and no byte of the answer can be another", async () => {
    const { data } = await hub.query("{ penalties(first: 1) { nodes { id } } }");
    const id = String(valueAt(listOf(valueAt(data, "penalties", "nodes"))[0], "id"));
    expect(await verifyByItself("record", hub.url, id)).toMatchObject({
      holds: true,
      said: expect.stringContaining(id),
    });
    const whole = Buffer.from(JSON.stringify(await hub.query(QUESTION, { id })));
    const kept = file("answer.json", String(whole));
    expect(await verify("record", hub.url, id, kept)).toMatchObject({ holds: true });
    await changeBytes(whole, { end: whole.length, isTold: all }, async (changed) => {
      writeFileSync(kept, changed);
      return verify("record", hub.url, id, kept);
    });
  });

  test("many are proved by one question, each in the tree of its release", async () => {
    const { data, errors } = await hub.query(
      `{ penalties(first: 100) { nodes { id provenance { proof { content salt leaf index pathHashes }
        release { number digest hash proof(from: 1) { entry size consistencyHashes } } } } } }`,
    );
    expect(errors).toBeUndefined();
    const nodes = listOf(valueAt(data, "penalties", "nodes"));
    expect(nodes).toHaveLength(100);
    for (const node of nodes) {
      const content: unknown = JSON.parse(String(valueAt(node, "provenance", "proof", "content")));
      expect(content).toMatchObject({ id: valueAt(node, "id") });
      const release = valueAt(node, "provenance", "release");
      const entry = String(valueAt(release, "proof", "entry"));
      const [number, root] = [valueAt(release, "number"), valueAt(release, "digest")];
      expect(JSON.parse(entry)).toMatchObject({ number, root });
      expect(createHash("sha256").update(`\0${entry}`).digest("hex")).toBe(valueAt(release, "hash"));
    }
  });

  test("that was withdrawn has no salt anywhere, nor has any version of it", async () => {
    const { rows } = await hub.parts.database.pool.query<{ id: string; salt: string }>(
      "SELECT record_id AS id, salt FROM enforcement.penalties WHERE withdrawn_in IS NOT NULL",
    );
    expect(rows.length).toBeGreaterThan(2);
    const proof = await textAt(`/data/${penalties.id}/proof`);
    for (const { id, salt } of rows) {
      expect(proof).not.toContain(salt);
      expect(proof).not.toContain(id);
    }
  });
});

const QUESTION = `query ($id: ID!) { node(id: $id) { ... on Record { provenance {
  proof { content salt leaf index pathHashes } release { proof { entry pathHashes root size } } } } } }`;

const all = (): boolean => true;

/**
 * The first name of a column in which no record has a value is in no leaf: it says nothing, changed or not.
 */
function outsideNamesOfEmptyColumns(proof: Buffer, download: string): (at: number) => boolean {
  const records: readonly object[] = download
    .trimEnd()
    .split("\n")
    .map((line) => Object(JSON.parse(line)));
  const empty = Object.keys(records[0] ?? {}).filter((name) =>
    records.every((record) => valueAt(record, name) === null),
  );
  const spans = empty.flatMap((name) => {
    const from = proof.indexOf(`"${name}":"`) + name.length + 4;
    return from < name.length + 4 ? [] : [{ from, to: proof.indexOf('"', from) }];
  });
  return (at) => !spans.some(({ from, to }) => at >= from && at < to);
}

/** Changes single bytes before `end`, of which none that tells something may go unnoticed. */
function changeBytes(
  whole: Buffer,
  { end, isTold }: { readonly end: number; readonly isTold: (at: number) => boolean },
  check: (changed: Buffer) => Promise<{ readonly holds: boolean }>,
): Promise<void> {
  return fc.assert(
    fc.asyncProperty(fc.nat(end - 1).filter(isTold), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ by;
      expect(await check(changed)).toMatchObject({ holds: false });
    }),
    { numRuns: SCALE.changedBytes },
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

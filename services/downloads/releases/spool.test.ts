import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createSpooledFiles, type Spool } from "./spool.js";

const MIB = 1024 * 1024;
const before = process.env["TMPDIR"];
const folder = mkdtempSync(join(tmpdir(), "spool-test-"));
beforeAll(() => {
  process.env["TMPDIR"] = folder;
});
afterAll(() => {
  if (before === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = before;
  rmSync(folder, { recursive: true });
});

async function withSpool(work: (spool: Spool) => Promise<void>): Promise<void> {
  const spool = createSpooledFiles(MIB);
  try {
    await work(spool);
  } finally {
    await spool.close();
  }
}

const ofBytes = (bytes: number) => (): Readable => Readable.from([Buffer.alloc(bytes, "x")]);

async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => null,
    (error: unknown) => (error instanceof Error && "code" in error ? error.code : error),
  );
}

test("a file is written once for all who wait for it, and read in any part by any number", () =>
  withSpool(async (spool) => {
    let times = 0;
    const write = (): Readable => {
      times += 1;
      return Readable.from([Buffer.from("abc"), Buffer.from("defgh")]);
    };
    const files = await Promise.all([1, 2, 3].map(() => spool.take("one", write).file));
    const parts = await Promise.all(files.map((file, at) => buffer(file.read(at, at + 4))));
    expect(parts.map(String)).toEqual(["abcde", "bcdef", "cdefg"]);
    expect([times, files[0]?.size]).toEqual([1, 8]);
  }));

test("nothing of it has a name on the disk, whole or begun, so that a killed process leaves nothing", () =>
  withSpool(async (spool) => {
    const { file } = spool.take("one", ofBytes(1_000));
    await file;
    const begun = spool.take("two", () => new Readable({ read() {} }));
    const failed = codeOf(begun.file);
    expect(readdirSync(folder).filter((name) => readdirSync(join(folder, name)).length > 0)).toEqual([]);
    begun.letGo();
    expect(await failed).not.toBeNull();
  }));

test("one that fails in the middle is never given, and is written anew", () =>
  withSpool(async (spool) => {
    const broken = spool.take("one", () =>
      Readable.from(
        (async function* pieces() {
          yield Buffer.from("half");
          await Promise.reject(new Error("The database went away"));
        })(),
      ),
    );
    await expect(broken.file).rejects.toThrow("The database went away");
    const { file } = spool.take("one", ofBytes(10));
    expect((await file).size).toBe(10);
  }));

test("one that nobody waits for any more is written no further", () =>
  withSpool(async (spool) => {
    const { promise: isBegun, resolve } = Promise.withResolvers<AbortSignal>();
    const begun = spool.take("one", (signal) => {
      resolve(signal);
      return new Readable({ read() {} });
    });
    const failed = codeOf(begun.file);
    const signal = await isBegun;
    const other = spool.take("one", ofBytes(1));
    begun.letGo();
    expect(signal.aborted).toBe(false);
    other.letGo();
    expect([signal.aborted, spool.has("one")]).toEqual([true, false]);
    expect(await failed).not.toBeNull();
  }));

test("the one that was read longest ago makes room, one that is being read does not", () =>
  withSpool(async (spool) => {
    const [held, idle] = [spool.take("held", ofBytes(MIB * 0.4)), spool.take("idle", ofBytes(MIB * 0.4))];
    await Promise.all([held.file, idle.file]);
    idle.letGo();
    await spool.take("next", ofBytes(MIB * 0.4)).file;
    expect(["held", "idle", "next"].map((key) => spool.has(key))).toEqual([true, false, true]);
    expect(await codeOf(spool.take("more", ofBytes(MIB * 0.4)).file)).toBe("DOWNLOADS_TOO_MANY");
    expect(String(await buffer((await held.file).read(0, 2)))).toBe("xxx");
    expect(await codeOf(spool.take("large", ofBytes(MIB + 1)).file)).toBe("DOWNLOAD_TOO_LARGE");
  }));

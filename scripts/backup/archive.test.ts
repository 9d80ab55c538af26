import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from "age-encryption";
import { readArchive } from "./read-archive.js";
import { writeArchive, type Writing } from "./write-archive.js";

const MIB = 1024 * 1024;
let folder: string;
let file: string;
let identity: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tongcha-archive-"));
  file = join(folder, "whole");
  identity = await generateIdentity();
  await write(file, fill);
});
afterAll(() => rm(folder, { recursive: true }));

/** More than one part of a stream. */
const stream = randomBytes(20 * MIB);
async function* chunks(of: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < of.length; at += 100_000) yield of.subarray(at, at + 100_000);
}
const fillWith =
  (bytes: Buffer) =>
  async (writing: Writing): Promise<void> => {
    await writing.addText("manifest.json", "{}");
    await writing.addFolder("database/empty/");
    await writing.addFile("database/file", bytes.length, chunks(bytes));
    await writing.addFile("database/nothing", 0, chunksOf(Buffer.alloc(0)));
    await writing.addStream("database/main.dump", chunks(bytes));
  };
const fill = fillWith(stream);
async function* chunksOf(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

async function write(path: string, work: (writing: Writing) => Promise<void>): Promise<void> {
  const lock = new Encrypter();
  lock.addRecipient(await identityToRecipient(identity));
  await writeArchive(path, lock, work);
}

async function read(path: string, key = opening()): Promise<readonly string[]> {
  const found: string[] = [];
  await readArchive(path, key, async ({ name, isFolder, content }) => {
    const digest = createHash("sha256");
    let bytes = 0;
    for await (const chunk of content) {
      digest.update(chunk);
      bytes += chunk.length;
    }
    found.push(`${name} ${isFolder ? "folder" : bytes} ${bytes === 0 ? "" : digest.digest("hex")}`.trim());
  });
  return found;
}

function opening(): Decrypter {
  const key = new Decrypter();
  key.addIdentity(identity);
  return key;
}

test("what was put in comes out in its order, parts of a stream as one", async () => {
  const sum = createHash("sha256").update(stream).digest("hex");
  expect(await read(file)).toEqual([
    `manifest.json 2 ${createHash("sha256").update("{}").digest("hex")}`,
    "database/empty/ folder",
    `database/file ${stream.length} ${sum}`,
    "database/nothing 0",
    `database/main.dump ${stream.length} ${sum}`,
  ]);
  expect((await readFile(file)).includes(stream.subarray(0, 16))).toBe(false);
});

test("a file that was cut off anywhere, changed or gone on with is refused as damaged", async () => {
  const small = join(folder, "small");
  await write(small, fillWith(stream.subarray(0, MIB)));
  const whole = await readFile(small);
  const head = whole.indexOf("\n---") + 60;
  const broken = [
    ...[head + 16, whole.length >> 1, whole.length - 65_552, whole.length - 1].map((at) =>
      whole.subarray(0, at),
    ),
    ...[head + 20, whole.length >> 1, whole.length - 1].map((at) => {
      const changed = Buffer.from(whole);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      return changed;
    }),
    Buffer.concat([whole, Buffer.from("more")]),
  ];
  for (const bytes of broken) {
    const path = join(folder, "broken");
    await writeFile(path, bytes);
    await expect(read(path)).rejects.toMatchObject({ code: "BACKUP_DAMAGED", details: { file: path } });
  }
});

test("another key does not open it, and what is no such file is told apart", async () => {
  const other = new Decrypter();
  other.addIdentity(await generateIdentity());
  other.addPassphrase("another-passphrase");
  await expect(read(file, other)).rejects.toMatchObject({ code: "BACKUP_LOCKED" });
  const text = join(folder, "text");
  await writeFile(text, "{}\n");
  await expect(read(text)).rejects.toMatchObject({ code: "BACKUP_OTHER" });
  await expect(read(join(folder, "none"))).rejects.toMatchObject({ code: "FILE_UNREADABLE" });
});

test("a passphrase opens what it locked", async () => {
  const lock = new Encrypter();
  lock.setPassphrase("口令口令口令口令口令口令");
  lock.setScryptWorkFactor(10);
  const path = join(folder, "passphrase");
  await writeArchive(path, lock, (writing) => writing.addText("manifest.json", "{}"));
  const key = new Decrypter();
  key.addPassphrase("口令口令口令口令口令口令");
  expect(await read(path, key)).toHaveLength(1);
  const wrong = new Decrypter();
  wrong.addPassphrase("口令");
  await expect(read(path, wrong)).rejects.toMatchObject({ code: "BACKUP_LOCKED" });
});

test("there is no file where packing failed, and none is written over", async () => {
  const path = join(folder, "failed");
  const failing = async (writing: Writing): Promise<void> => {
    await fill(writing);
    throw new Error("The dump broke off");
  };
  await expect(write(path, failing)).rejects.toThrow("The dump broke off");
  expect([existsSync(path), existsSync(`${path}.unfinished`)]).toEqual([false, false]);
  await expect(write(file, fill)).rejects.toMatchObject({ code: "BACKUP_FILE" });
  await expect(write(join(folder, "none", "file"), fill)).rejects.toMatchObject({ code: "BACKUP_FILE" });
  expect(await read(file)).toHaveLength(5);
});

test("whoever takes an entry and fails is told by its own error", async () => {
  const taking = readArchive(file, opening(), () => Promise.reject(new Error("The disk is full")));
  await expect(taking).rejects.toThrow("The disk is full");
});

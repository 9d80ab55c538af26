import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect as connectSocket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { lockHolder } from "./data-lock.js";
import { openDatabase, type Database } from "./database.js";
import { runs } from "../../../../test/scale.js";

let directory: string;
let holder: ChildProcess | undefined;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "tongcha-test-"));
});

afterAll(() => {
  holder?.kill("SIGKILL");
  rmSync(directory, { recursive: true });
});

const open = (): Promise<Database> => openDatabase({ url: null, directory });

test("what was committed is there after closing and opening again", async () => {
  const first = await open();
  await first.pool.query("CREATE TABLE kept AS SELECT '示例' AS text");
  await first.close();
  const second = await open();
  expect((await second.pool.query("SELECT text FROM kept")).rows).toEqual([{ text: "示例" }]);
  await second.close();
});

test("a second process on the directory is refused with the first one's number, until the first one is gone, however it goes", async () => {
  holder = await startHolder();
  expect(lockHolder(directory)).toBe(String(holder.pid));
  await expect(open()).rejects.toMatchObject({
    code: "DATA_LOCKED",
    details: { directory, pid: String(holder.pid) },
  });
  holder.kill("SIGKILL");
  await once(holder, "exit");
  expect(lockHolder(directory)).toBeNull();
  const next = await open();
  expect(lockHolder(directory)).toBe(String(process.pid));
  await expect(open()).rejects.toMatchObject({ code: "DATA_LOCKED" });
  await next.close();
});

test("a creation that was interrupted is begun again", async () => {
  rmSync(join(directory, "database", "global"), { recursive: true });
  writeFileSync(join(directory, "database.unfinished"), "");
  const database = await open();
  expect((await database.pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  expect(existsSync(join(directory, "database.unfinished"))).toBe(false);
  await database.close();
});

test("a directory that holds no sound database is refused with a sentence", async () => {
  rmSync(join(directory, "database", "global"), { recursive: true });
  await expect(open()).rejects.toMatchObject({ code: "DATABASE_UNUSABLE" });
});

test("messages are understood however the stream is cut", async () => {
  const database = await openDatabase({ url: null, directory: ":memory:" });
  const { connection } = database;
  if (!("port" in connection)) throw new Error("The embedded database has no port");
  const words = ["示例", "x".repeat(20_000), ""];
  const bytes = Buffer.concat([
    startup(),
    ...words.map((word) => message("Q", `SELECT '${word}'`)),
    message("X", null),
  ]);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 12 }),
      async (cuts) => {
        const socket = connectSocket(join(connection.host, `.s.PGSQL.${connection.port}`));
        const received: Buffer[] = [];
        socket.on("data", (data: Buffer) => received.push(data));
        let from = 0;
        for (const to of [...new Set(cuts)].toSorted((a, b) => a - b).concat(bytes.length)) {
          await new Promise<void>((resolve) => {
            socket.write(bytes.subarray(from, to), () => {
              setImmediate(resolve);
            });
          });
          from = to;
        }
        await once(socket, "close");
        expect(dataRows(Buffer.concat(received))).toEqual(words);
      },
    ),
    { numRuns: runs(25) },
  );
  await database.close();
});

/** Another process that has the directory open; resolves when it has. */
async function startHolder(): Promise<ChildProcess> {
  // Its socket goes with the directory, for a killed process takes nothing away.
  const started = fork(new URL("./open-directory.test-data.js", import.meta.url), [directory], {
    env: { ...process.env, TMPDIR: directory },
  });
  await once(started, "message");
  return started;
}

function startup(): Buffer {
  const parameters = Buffer.from("user\0postgres\0database\0postgres\0\0");
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + parameters.length, 0);
  head.writeInt32BE(196_608, 4);
  return Buffer.concat([head, parameters]);
}

function message(type: string, text: string | null): Buffer {
  const body = text === null ? Buffer.alloc(0) : Buffer.from(`${text}\0`);
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}

/** The first column of each DataRow. */
function dataRows(bytes: Buffer): readonly string[] {
  const rows: string[] = [];
  for (let at = 0; at < bytes.length; at += 1 + bytes.readInt32BE(at + 1)) {
    if (bytes[at] === "D".charCodeAt(0))
      rows.push(bytes.toString("utf8", at + 11, at + 11 + bytes.readInt32BE(at + 7)));
  }
  return rows;
}

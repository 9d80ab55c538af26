/**
 * A client that takes a file, or the rows of `COPY`, and keeps nothing, in a process of its own: what the
 * taking costs a process that did other things before is not the file's.
 *
 *   node dist/scripts/bench/take.js file <url> <local address>
 *   node dist/scripts/bench/take.js copy <database> <statement>
 */
import { execFile } from "node:child_process";
import { get } from "node:http";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";

export interface Taken {
  readonly seconds: number;
  /** Milliseconds until the first byte. */
  readonly firstMs: number;
  readonly bytes: number;
}

const PROGRAM = fileURLToPath(import.meta.url);
const KINDS: Readonly<Record<string, (from: string, how: string) => Promise<Taken>>> = {
  file: takeFile,
  copy: takeCopy,
};

export async function takeApart(kind: "file" | "copy", from: string, how: string): Promise<Taken> {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, kind, from, how]);
  return JSON.parse(stdout) as Taken; // what the program writes
}

function takeFile(url: string, localAddress: string): Promise<Taken> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { localAddress, agent: false }, (response) => {
      takeAll(response, began).then(resolve, reject);
    }).on("error", reject);
  });
}

/** The fastest of three: it is what others are held against. */
async function takeCopy(database: string, statement: string): Promise<Taken> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  const all: Taken[] = [];
  for (let time = 0; time < 3; time += 1)
    all.push(await takeAll(client.query(copyTo(statement)), performance.now()));
  await client.end();
  return all.reduce((best, one) => (one.seconds < best.seconds ? one : best));
}

async function takeAll(source: Readable, began: number): Promise<Taken> {
  let [firstMs, bytes] = [0, 0];
  for await (const piece of source as AsyncIterable<Buffer>) {
    // a stream without an encoding
    if (bytes === 0) firstMs = performance.now() - began;
    bytes += piece.length;
  }
  return { seconds: (performance.now() - began) / 1_000, firstMs, bytes };
}

const [, program, kind = "", from, how] = process.argv;
if (program === PROGRAM && from !== undefined && how !== undefined)
  process.stdout.write(JSON.stringify(await KINDS[kind]?.(from, how)));

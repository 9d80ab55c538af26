/** A server that speaks S3, in a process of its own: it checks signatures, and keeps objects as files. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../scripts/bench/free-port.js";

export interface ObjectStore {
  /** Settings of a hub that keeps its attachments here. */
  readonly settings: Readonly<Record<"S3_ENDPOINT" | "S3_BUCKET" | "S3_KEY_ID" | "S3_KEY", string>>;
  /** Names of all objects in the bucket, with their path. */
  readonly objects: () => Promise<readonly string[]>;
  /** Writes the object's file anew, past the server. */
  readonly change: (object: string, how: (bytes: Buffer) => Uint8Array) => Promise<void>;
  readonly lose: (object: string) => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const BUCKET = "tongcha";
const FILE = "._S3rver_object";
const SERVER = `
  const S3rver = require("@20minutes/s3rver");
  const [directory, port] = process.argv.slice(1);
  new S3rver({ directory, port, address: "127.0.0.1", silent: true, configureBuckets: [{ name: "${BUCKET}" }] })
    .run().then(() => console.log("ready"));`;

export async function openObjectStore(): Promise<ObjectStore> {
  const directory = await mkdtemp(join(tmpdir(), "tongcha-test-"));
  const port = String(await freePort());
  const path = (object: string): string => join(directory, BUCKET, `${object}${FILE}`);
  let server: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    const started = spawn(process.execPath, ["-e", SERVER, directory, port], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    server = started;
    for await (const said of started.stdout.iterator({ destroyOnReturn: false }))
      if (String(said).includes("ready")) break;
    started.stdout.resume();
  };
  const stop = async (): Promise<void> => {
    if (server === null) return;
    const ended = once(server, "exit");
    server.kill("SIGKILL");
    await ended;
    server = null;
  };
  await start();
  return {
    settings: {
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_BUCKET: BUCKET,
      S3_KEY_ID: "S3RVER",
      S3_KEY: "S3RVER",
    },
    objects: async () =>
      (await readdir(join(directory, BUCKET), { recursive: true }))
        .filter((file) => file.endsWith(FILE))
        .map((file) => file.slice(0, -FILE.length))
        .toSorted(),
    change: async (object, how) => writeFile(path(object), how(await readFile(path(object)))),
    lose: (object) => rm(path(object)),
    stop,
    start,
    close: async () => {
      await stop();
      await rm(directory, { recursive: true });
    },
  };
}

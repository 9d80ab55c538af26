/**
 * Starts and stops the embedded database: its lock, its worker thread, its socket. The socket lies in a
 * directory of its own that only this user may enter, with a short name, for a socket's path is limited to
 * about 100 bytes. Windows has a loopback port instead.
 */
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { lockDataDirectory } from "./data-lock.js";
import type { EmbeddedServerOptions, EmbeddedServerReady } from "./embedded-server.js";

export interface Embedded {
  readonly connection: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly database: string;
  };
  readonly stop: () => Promise<void>;
}

/** Part of the socket's name, as PostgreSQL clients have it. */
const SOCKET_PORT = 5432;

/** `:memory:` keeps nothing. */
export async function startEmbedded(directory: string): Promise<Embedded> {
  const inMemory = directory === ":memory:";
  const unlock = inMemory ? () => undefined : lockDataDirectory(directory);
  const socketDirectory = process.platform === "win32" ? null : mkdtempSync(join(tmpdir(), "tongcha-"));
  const giveBack = (): void => {
    if (socketDirectory) rmSync(socketDirectory, { recursive: true, force: true });
    unlock();
  };
  try {
    const { worker, port } = await startWorker({
      program: await (program ??= compileProgram()),
      directory: inMemory ? null : directory,
      socketPath: socketDirectory && join(socketDirectory, `.s.PGSQL.${SOCKET_PORT}`),
    });
    return {
      connection: {
        host: socketDirectory ?? "127.0.0.1",
        port: port ?? SOCKET_PORT,
        user: "postgres",
        database: "postgres",
      },
      stop: async () => {
        worker.ref();
        worker.postMessage("stop");
        await once(worker, "exit");
        giveBack();
      },
    };
  } catch (error) {
    giveBack();
    throw error;
  }
}

/** The database's code for all threads of this process: to compile it takes a good part of a start. */
let program: Promise<object> | null = null;
/** A part of Node that its types leave out. */
declare const WebAssembly: { readonly compile: (code: Uint8Array) => Promise<object> };

async function compileProgram(): Promise<object> {
  const library = import.meta.resolve("@electric-sql/pglite");
  return WebAssembly.compile(await readFile(new URL("./pglite.wasm", library)));
}

/** Once it is ready nobody listens to its `error`: a failure of the database is a failure of the process. */
async function startWorker(options: EmbeddedServerOptions): Promise<{ worker: Worker; port: number | null }> {
  const worker = new Worker(new URL("./embedded-server.js", import.meta.url), { workerData: options });
  const starting = new AbortController();
  const abandon = (): void => {
    starting.abort();
  };
  worker.once("exit", abandon);
  const [ready]: EmbeddedServerReady[] = await once(worker, "message", { signal: starting.signal });
  worker.off("exit", abandon);
  worker.unref();
  return { worker, port: ready?.port ?? null };
}

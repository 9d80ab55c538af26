/**
 * Worker thread that runs the embedded PostgreSQL (PGlite) and speaks the PostgreSQL protocol on a local
 * socket, so that the rest of the program uses plain `pg` as with a server, and a long statement delays this
 * thread only.
 *
 * It survives SIGKILL, but PGlite never calls fsync: after a power failure the database may be damaged.
 */
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite, type PGliteOptions } from "@electric-sql/pglite";
import { dataDir } from "@electric-sql/pglite-prepopulatedfs";
import { createProtocolServer } from "./embedded-protocol.js";
import { unpackImage } from "./unpack-image.js";

/**
 * `program` is the library's code, compiled; `directory` is the data directory, null for a database in
 * memory; `socketPath` is null where there are no Unix sockets.
 */
export interface EmbeddedServerOptions {
  readonly program: object;
  readonly directory: string | null;
  readonly socketPath: string | null;
}
export interface EmbeddedServerReady {
  readonly port: number | null;
}

type Settings = Pick<PGliteOptions, "startParams" | "pgliteWasmModule">;

async function serve({ program, directory, socketPath }: EmbeddedServerOptions): Promise<void> {
  const settings: Settings = {
    startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=32MB"],
    pgliteWasmModule: program,
  };
  const database =
    directory === null
      ? await PGlite.create({ ...settings, loadDataDir: await dataDir() })
      : await openDirectory(directory, settings);
  const server = createProtocolServer(database);
  parentPort?.on("message", () => {
    database.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
  server.listen(socketPath === null ? { port: 0, host: "127.0.0.1" } : { path: socketPath }, () => {
    const address = server.address();
    parentPort?.postMessage({
      port: address !== null && typeof address === "object" ? address.port : null,
    } satisfies EmbeddedServerReady);
  });
}

/**
 * A new database is unpacked from a ready-made image, faster than initdb makes one. One whose unpacking was
 * interrupted is begun again.
 */
async function openDirectory(directory: string, settings: Settings): Promise<PGlite> {
  const dataDirectory = join(directory, "database");
  const unfinished = join(directory, "database.unfinished");
  if (existsSync(unfinished)) rmSync(dataDirectory, { recursive: true, force: true });
  if (existsSync(dataDirectory)) return PGlite.create({ ...settings, dataDir: dataDirectory });
  writeFileSync(unfinished, "");
  unpackImage(await (await dataDir()).bytes(), dataDirectory);
  rmSync(unfinished);
  return PGlite.create({ ...settings, dataDir: dataDirectory });
}

await serve(workerData as EmbeddedServerOptions); // the one thread that starts this file passes exactly this

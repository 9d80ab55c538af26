/**
 * Worker thread that runs the embedded PostgreSQL (PGlite) and speaks the PostgreSQL protocol on a local socket, so that the rest of
 * the program uses plain `pg` as with a server, and a long statement delays this thread only.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { dataDir } from "@electric-sql/pglite-prepopulatedfs";
import { createProtocolServer } from "./embedded-protocol.js";

/** `directory` is null for a database in memory; `socketPath` is null where there are no Unix sockets. */
export interface EmbeddedServerOptions { readonly directory: string | null; readonly socketPath: string | null }
export interface EmbeddedServerReady { readonly port: number | null }

async function serve({ directory, socketPath }: EmbeddedServerOptions): Promise<void> {
  const isNew = directory === null || !existsSync(join(directory, "PG_VERSION"));
  const database = await PGlite.create({
    ...(directory === null ? {} : { dataDir: directory }),
    // A ready-made cluster is unpacked faster than initdb makes one.
    ...(isNew ? { loadDataDir: await dataDir() } : {}),
    startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=32MB"],
  });
  const server = createProtocolServer(database);
  parentPort?.on("message", () => {
    void database.close().then(() => process.exit(0));
  });
  server.listen(socketPath === null ? { port: 0, host: "127.0.0.1" } : { path: socketPath }, () => {
    const address = server.address();
    parentPort?.postMessage({ port: address !== null && typeof address === "object" ? address.port : null } satisfies EmbeddedServerReady);
  });
}

await serve(workerData as EmbeddedServerOptions); // the one thread that starts this file passes exactly this

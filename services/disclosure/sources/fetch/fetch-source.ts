/** Whatever kind a source is of: its files, one after the other, and one language for what goes wrong. */
import type { From } from "../definition.js";
import type { Access, FoundFile } from "./access.js";
import { fetchFolder } from "./folder.js";
import { fetchHttpFile } from "./http-file.js";
import { fetchJsonApi } from "./json-api.js";
import { fetchPostgresql } from "./postgresql.js";
import { toSourceError } from "./source-error.js";

/** Throws HubErrors alone. */
export async function* fetchSource(from: From, access: Access): AsyncGenerator<FoundFile> {
  for await (const file of told(open(from, access), access))
    yield { ...file, bytes: told(file.bytes, access) };
}

/** Libraries that few hubs need are loaded when they are. */
async function* open(from: From, access: Access): AsyncGenerator<FoundFile> {
  switch (from.kind) {
    case "http":
      return yield* fetchHttpFile(from, access);
    case "api":
      return yield* fetchJsonApi(from, access);
    case "sftp":
      return yield* (await import("./sftp.js")).fetchSftp(from, access);
    case "folder":
      return yield* fetchFolder(from, access);
    case "postgresql":
      return yield* fetchPostgresql(from, access);
    case "mysql":
      return yield* (await import("./mysql.js")).fetchMysql(from, access);
  }
}

/** A run that is over is told by its reason, not by what broke off because of it. */
async function* told<T>(items: AsyncIterable<T>, { signal }: Access): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  const over = Promise.withResolvers<never>();
  over.promise.catch(() => undefined);
  const end = (): void => over.reject(signal.reason);
  signal.addEventListener("abort", end);
  try {
    for (;;) {
      signal.throwIfAborted();
      const next = await Promise.race([iterator.next(), over.promise]);
      if (next.done === true) return;
      yield next.value;
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : toSourceError(error);
  } finally {
    // A server may hold up even the farewell: it is waited for as long as the run may take.
    const returned = Promise.resolve(iterator.return?.()).catch(() => undefined);
    if (!signal.aborted) await Promise.race([returned, over.promise]).catch(() => undefined);
    signal.removeEventListener("abort", end);
  }
}

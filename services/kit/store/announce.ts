/** Tells that a release was made: inside the process, and to other processes of the same server. Numbers only, never data. */
import { EventEmitter } from "node:events";
import type { Database } from "./database.js";
import type { Release } from "./releases.js";

export interface Announcement { readonly number: number; readonly feed: string }

const emitters = new WeakMap<Database, EventEmitter>();

export async function announce(database: Database, { number, feed }: Release): Promise<void> {
  const announcement: Announcement = { number, feed };
  emitters.get(database)?.emit("release", announcement);
  // The embedded database has one process; LISTEN does not cross its connections.
  if (database.kind === "server") await database.pool.query("SELECT pg_notify('tongcha_release', $1)", [JSON.stringify(announcement)]);
}

/** Calls back after each release that this process makes; returns what ends it. */
export function onRelease(database: Database, listener: (announcement: Announcement) => void): () => void {
  const emitter = emitters.get(database) ?? new EventEmitter();
  emitters.set(database, emitter);
  emitter.on("release", listener);
  return () => emitter.off("release", listener);
}

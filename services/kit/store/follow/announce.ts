/**
 * Tells this process that a release was made. Other processes of a server hear it as the notification
 * `tongcha_release`, which carries the release's number and no data; the embedded database has one process
 * only.
 */
import { EventEmitter } from "node:events";
import type { Database } from "../open/database.js";
import type { Release } from "../read/releases.js";

export interface Announcement {
  readonly number: number;
  readonly feed: string;
}

const emitters = new WeakMap<Database, EventEmitter>();

export function announce(database: Database, { number, feed }: Release): void {
  emitters.get(database)?.emit("release", { number, feed } satisfies Announcement);
}

/** Calls back after each release that this process makes; returns what ends it. */
export function onRelease(database: Database, listener: (announcement: Announcement) => void): () => void {
  const emitter = emitters.get(database) ?? new EventEmitter();
  emitters.set(database, emitter);
  emitter.on("release", listener);
  return () => emitter.off("release", listener);
}

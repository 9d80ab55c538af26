/**
 * Tells this process that it has made a release. Other processes of a server hear it as the notification
 * `tongcha_release`, which carries the release's number and no data; the embedded database has one process
 * only.
 */
import { EventEmitter } from "node:events";
import type { Database } from "../open/database.js";
import type { Release } from "../read/releases.js";

const emitters = new WeakMap<Database, EventEmitter<{ readonly release: [Release] }>>();

export function announce(database: Database, release: Release): void {
  emitters.get(database)?.emit("release", release);
}

/** Calls back after each release that this process makes; returns what ends it. */
export function onRelease(database: Database, listener: (release: Release) => void): () => void {
  const emitter = emitters.get(database) ?? new EventEmitter<{ readonly release: [Release] }>();
  emitters.set(database, emitter);
  emitter.on("release", listener);
  return () => emitter.off("release", listener);
}

/**
 * Tells a gateway of what another process did in the registry (a revision, a publication of documents): at
 * once by the database's notification, and by its number every second, so that a lost connection loses
 * nothing.
 */
import { repeat } from "#schema/runtime/repeat.js";
import type { RegistryDatabase } from "../database.js";
import type { Client } from "./store/revision-rows.js";

export interface WatchedNumber {
  /** The channel of the notifications. */
  readonly channel: string;
  /** The latest; null: there is none yet. */
  readonly latest: (client: Client) => Promise<number | null>;
  /** Told when it cannot be read. */
  readonly onFault: (error: unknown) => void;
}

const LOOK_EVERY_MS = 1_000;

/**
 * Calls back with the latest number whenever it may have changed, and again if that fails; returns what ends
 * it.
 */
export function watchNumber(
  database: RegistryDatabase,
  { channel, latest, onFault }: WatchedNumber,
  onNumber: (number: number) => Promise<void> | void,
): () => Promise<void> {
  // The embedded database has one process.
  if (database.kind === "embedded") return () => Promise.resolve();
  const looks = repeat({
    everyMs: LOOK_EVERY_MS,
    onFault,
    work: async () => {
      const number = await latest(database.pool);
      if (number !== null) await onNumber(number);
    },
  });
  const unlisten = database.listen({ channel, onNotice: looks.wake, onOpen: looks.wake });
  return async () => {
    await Promise.all([unlisten(), looks.stop()]);
  };
}

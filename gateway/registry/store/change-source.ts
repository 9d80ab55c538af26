/**
 * What the registry keeps and gateways have in memory (registered documents, API keys), as they take it: by
 * the numbers of its changes, from this process at once and from others by notification.
 */
import { followNumber } from "#schema/runtime/follow-number.js";
import type { OutageListener } from "#schema/runtime/outage.js";
import type { RegistryDatabase } from "../../database.js";
import type { Client } from "./revision-rows.js";

export interface ChangeSource<Changes> {
  /**
   * What changed after a change's number; all after 0, and where the number is another history's: then
   * `isWhole`, and what was known before is void.
   */
  readonly changesSince: (number: number) => Promise<Changes & { readonly isWhole: boolean }>;
  readonly watch: (onChange: () => Promise<void>, listener: OutageListener) => () => Promise<void>;
  /** Tells this process's own gateway of a change that was made here, and waits until it has it. */
  readonly tell: () => Promise<void>;
  /** The database was restored: everything is read anew. */
  readonly restart: () => Promise<void>;
}

export interface Changing<Changes> {
  /** Of the notifications; each carries the number. */
  readonly channel: string;
  /** The query of the last number. */
  readonly latest: string;
  readonly read: (client: Client, since: number) => Promise<Changes>;
}

export function createChangeSource<Changes>(
  database: RegistryDatabase,
  { channel, latest, read }: Changing<Changes>,
): ChangeSource<Changes> {
  const listeners = new Set<() => Promise<void>>();
  let isOther = false;
  const tell = async (): Promise<void> => {
    await Promise.allSettled([...listeners].map((onChange) => onChange()));
  };
  return {
    changesSince: async (number) => {
      const isWhole = isOther || number === 0;
      const changes = await read(database.pool, isWhole ? 0 : number);
      isOther = false;
      return { ...changes, isWhole };
    },
    watch: (onChange, listener) => {
      listeners.add(onChange);
      const following = followNumber({
        watch: (onNumber) => database.watch({ channel, latest, onNumber }).end,
        work: async () => {
          await onChange();
          return true;
        },
        ...listener,
      });
      return async () => {
        listeners.delete(onChange);
        await following.stop();
      };
    },
    tell,
    restart: () => {
      isOther = true;
      return tell();
    },
  };
}

/**
 * Keeps the index up with the releases while the hub runs: at the start, after each release of this process, and by looking every few
 * seconds for those of others. Of several processes one indexes.
 */
import { ifFree, onRelease, type HubParts } from "#kit";
import { catchUp, feedsBehind } from "./catch-up.js";
import { prepareTables } from "./tables.js";

const LOOK_EVERY_MS = 2_000;

/** Returns what stops it, once the batch under way is written. */
export async function startIndexer({ database, contracts, log }: HubParts): Promise<() => Promise<void>> {
  await prepareTables(database);
  let isWanted = false;
  let isStopping = false;
  let running: Promise<void> | null = null;

  const run = async (): Promise<void> => {
    while (isWanted && !isStopping) {
      isWanted = false;
      try {
        await ifFree(database, "search index", () => catchUp({ database, contracts: contracts(), isStopping: () => isStopping }));
      } catch (error) {
        log.error({ error: error instanceof Error ? error.message : typeof error }, "The search index could not be brought up to date and will be tried again");
        return;
      }
    }
  };
  const wake = (): void => {
    isWanted = true;
    running ??= run().finally(() => { running = null; });
  };
  const look = async (): Promise<void> => {
    if ((await feedsBehind(database.pool, contracts())).length > 0) wake();
  };

  const unsubscribe = onRelease(database, wake);
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS).unref();
  wake();
  return async () => {
    isStopping = true;
    unsubscribe();
    clearInterval(timer);
    await running;
  };
}

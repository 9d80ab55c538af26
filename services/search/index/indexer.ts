/**
 * Keeps the index up with the releases while the hub runs: at the start, after each release of this process,
 * and by looking every few seconds for those of others. Of several processes one indexes.
 */
import { ifFree, onRelease, type HubParts } from "#kit/hub";
import { repeat } from "#schema/runtime/repeat.js";
import { catchUp, feedsBehind } from "./catch-up.js";

const LOOK_EVERY_MS = 2_000;

/** Returns what stops it, once the batch under way is written. */
export async function startIndexer({ database, contracts, log }: HubParts): Promise<() => Promise<void>> {
  let isWanted = true;
  let isStopping = false;
  const index = async (): Promise<void> => {
    if (!isWanted && (await feedsBehind(database.pool, contracts())).length === 0) return;
    isWanted = false;
    try {
      await ifFree(database, "search index", () =>
        catchUp({ database, contracts: contracts(), isStopping: () => isStopping }),
      );
    } catch (error) {
      isWanted = true;
      throw error;
    }
  };
  const looks = repeat({
    everyMs: LOOK_EVERY_MS,
    work: index,
    onFault: (error) =>
      log.error(
        { error: error instanceof Error ? error.message : typeof error },
        "The search index could not be brought up to date and will be tried again",
      ),
  });
  const unsubscribe = onRelease(database, () => {
    isWanted = true;
    looks.wake();
  });
  return async () => {
    isStopping = true;
    unsubscribe();
    await looks.stop();
  };
}

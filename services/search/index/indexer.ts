/**
 * Keeps the index up with the releases while the hub runs, whoever makes them. Of several processes one
 * indexes, and the others look whether it has come to the end.
 */
import { describeError } from "#schema/runtime/describe-error.js";
import { ifFree, workOnReleases, type HubParts } from "#kit/hub";
import { catchUp, isBehind } from "./catch-up.js";

/** Returns what stops it, once the batch under way is written. */
export async function startIndexer({
  database,
  contracts,
  refresh,
  log,
}: HubParts): Promise<() => Promise<void>> {
  let isStopping = false;
  const following = await workOnReleases(database, {
    work: async () => {
      // The release may have brought a feed into being.
      await refresh();
      if (!(await isBehind(database, contracts()))) return true;
      await ifFree(database, "search index", () =>
        catchUp({ database, contracts: contracts(), isStopping: () => isStopping }),
      );
      return !(await isBehind(database, contracts()));
    },
    onFault: (error) =>
      log.error(
        describeError(error),
        "The search index could not be brought up to date and will be tried again",
      ),
    onBack: (tries) => log.info({ tries }, "The search index is brought up to date again"),
  });
  return async () => {
    isStopping = true;
    await following.stop();
  };
}

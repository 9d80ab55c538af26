/** Keeps the duties up with the releases while the hub runs, whoever makes them. */
import { workOnReleases, type HubParts } from "#kit/hub";
import { describeError } from "#schema/runtime/describe-error.js";
import { openLedger } from "./catch-up.js";

/** Returns what stops it, once the release under way is counted. */
export async function startDuties(parts: HubParts): Promise<() => Promise<void>> {
  const ledger = openLedger(parts);
  let isStopping = false;
  const following = await workOnReleases(parts.database, {
    work: async () => {
      // The release may have brought a feed into being.
      await parts.refresh();
      while (!isStopping && (await ledger.next()));
      return isStopping || (await ledger.isUpToDate());
    },
    onFault: (error) =>
      parts.log.error(describeError(error), "Duties could not be counted and will be tried again"),
    onBack: (tries) => parts.log.info({ tries }, "Duties are counted again"),
  });
  return async () => {
    isStopping = true;
    await following.stop();
  };
}

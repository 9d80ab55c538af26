/**
 * Withdraws records whose time is over, at the start and after each midnight in Shanghai, as releases of kind
 * EXPIRY; on a copy once somebody has adopted it.
 */
import { shanghaiDay } from "#kit";
import { expireRecords, type HubParts } from "#kit/hub";
import { describeError } from "#schema/runtime/describe-error.js";
import { repeat } from "#schema/runtime/repeat.js";

const LOOK_EVERY_MS = 60_000;

/** Returns the function that stops it; that resolves once work in progress has ended. */
export function startClock({ database, contracts, isCopy, now, log }: HubParts): () => Promise<void> {
  let done = "";
  const look = async (): Promise<void> => {
    const day = shanghaiDay(now());
    if (day === done || isCopy()) return;
    for (const contract of contracts())
      for (const release of await expireRecords(database, contract, day))
        log.info(
          { release: release.number, feed: release.feed, removed: release.removed },
          "Publicity ended",
        );
    done = day;
  };
  return repeat({
    everyMs: LOOK_EVERY_MS,
    work: look,
    onFault: (error) => log.error(describeError(error), "Expiry failed and will be tried again"),
    onBack: (tries) => log.info({ tries }, "Expiry works again"),
  }).stop;
}

/** What the passing of time withdraws: once at the start and once after each midnight in Shanghai, as releases of kind EXPIRY. */
import { expireRecords, today, type HubParts } from "#kit";

const LOOK_EVERY_MS = 60_000;

/** Returns what stops it, once what is under way has ended. */
export function startClock({ database, contracts, log }: HubParts): () => Promise<void> {
  let done = "";
  let running: Promise<void> = Promise.resolve();
  const look = (): void => {
    const day = today();
    if (day === done) return;
    done = day;
    running = running.then(() => expireAll(day)).catch((error: unknown) => {
      done = "";
      log.error({ error: error instanceof Error ? error.message : String(error) }, "Expiry failed and will be tried again");
    });
  };
  const expireAll = async (day: string): Promise<void> => {
    for (const contract of contracts()) for (const release of await expireRecords(database, contract, day)) log.info({ release: release.number, feed: release.feed, removed: release.removed }, "Publicity ended");
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

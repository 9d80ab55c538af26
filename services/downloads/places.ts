/**
 * How many downloads there are at a time: each reads and packs as fast as its client takes it. Refused with
 * DOWNLOADS_TOO_MANY, and told when to come back.
 */
import { HubError } from "#schema/errors.js";

const OF_CLIENT = 3;
const OF_ALL = 16;
/** Seconds. */
const RETRY_AFTER = 10;

export interface DownloadPlaces {
  /** Gives back the place; a second call does nothing. */
  readonly take: (client: string) => () => void;
}

export function createDownloadPlaces(): DownloadPlaces {
  const taken = new Map<string, number>();
  let all = 0;
  return {
    take: (client) => {
      const own = taken.get(client) ?? 0;
      if (own >= OF_CLIENT || all >= OF_ALL)
        throw new HubError("DOWNLOADS_TOO_MANY", { limit: OF_CLIENT, seconds: RETRY_AFTER });
      taken.set(client, own + 1);
      all += 1;
      let isTaken = true;
      return () => {
        if (!isTaken) return;
        isTaken = false;
        all -= 1;
        const others = (taken.get(client) ?? 1) - 1;
        if (others === 0) taken.delete(client);
        else taken.set(client, others);
      };
    },
  };
}

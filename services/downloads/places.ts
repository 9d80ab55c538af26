/**
 * How many downloads there are at a time: each reads and packs as fast as its client takes it. Refused with
 * DOWNLOADS_TOO_MANY, and told when to come back.
 */
import type { ServerResponse } from "node:http";
import { HubError } from "#schema/errors.js";

/** Files that are written at a time. */
export const MOST_WRITTEN = 16;
const WRITERS = { ofClient: 3, ofAll: MOST_WRITTEN };
/** Seconds. */
const RETRY_AFTER = 10;

/** `limit`: how many one address may have. */
export function tooMany(limit: number = WRITERS.ofClient): HubError {
  return new HubError("DOWNLOADS_TOO_MANY", { limit, seconds: RETRY_AFTER });
}

export interface DownloadPlaces {
  /** Until the answer is over, however it ends; one whose client has gone already takes none. */
  readonly hold: (client: string, answer: ServerResponse) => void;
}

export function createDownloadPlaces({ ofClient, ofAll } = WRITERS): DownloadPlaces {
  const taken = new Map<string, number>();
  let all = 0;
  return {
    hold: (client, answer) => {
      // Its end was told before anybody listened.
      if (answer.closed) return;
      const own = taken.get(client) ?? 0;
      if (own >= ofClient || all >= ofAll) throw tooMany(ofClient);
      taken.set(client, own + 1);
      all += 1;
      answer.once("close", () => {
        all -= 1;
        const others = (taken.get(client) ?? 1) - 1;
        if (others === 0) taken.delete(client);
        else taken.set(client, others);
      });
    },
  };
}

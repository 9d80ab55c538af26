/**
 * How many statements of requests run at a time. Dear ones (they read many records to give few) have a few
 * places, so that there is always one for cheap ones; and no client has all of either, so that there is
 * always one for another client.
 */
import { whenOver, type Lifetime } from "#schema/runtime/lifetime.js";
import { createFairQueue, type FairQueue, type Waiter } from "./fair-queue.js";

export interface PlaceLimits {
  readonly all: number;
  /** Fewer than all. */
  readonly dear: number;
}

export interface Claim extends Waiter {
  readonly isDear: boolean;
  readonly lifetime: Lifetime;
}

export interface Places {
  /** Resolves to what gives the place back; to null when its lifetime is over before there is one. */
  readonly take: (claim: Claim) => Promise<(() => void) | null>;
}

interface Waiting extends Claim {
  readonly go: (giveBack: () => void) => void;
}
interface Taken {
  all: number;
  dear: number;
}

export function createPlaces(limits: PlaceLimits): Places {
  const ofClient: PlaceLimits = { all: Math.max(1, limits.all - SPARE), dear: Math.max(1, limits.dear - 1) };
  const taken: Taken = { all: 0, dear: 0 };
  const byClient = new Map<string, Taken>();
  const cheap = createFairQueue<Waiting>();
  const dear = createFairQueue<Waiting>();

  const isFree = (client: string, isDear: boolean): boolean => {
    const own = byClient.get(client);
    if (taken.all >= limits.all || (own && own.all >= ofClient.all)) return false;
    return !isDear || (taken.dear < limits.dear && !(own && own.dear >= ofClient.dear));
  };
  const occupy = (client: string, isDear: boolean): (() => void) => {
    const own = byClient.get(client) ?? { all: 0, dear: 0 };
    byClient.set(client, own);
    const add = (by: 1 | -1): void => {
      for (const counted of [taken, own]) {
        counted.all += by;
        if (isDear) counted.dear += by;
      }
    };
    add(1);
    return () => {
      add(-1);
      if (own.all === 0) byClient.delete(client);
      serve(cheap, false);
      serve(dear, true);
    };
  };
  const serve = (queue: FairQueue<Waiting>, isDear: boolean): void => {
    for (;;) {
      const next = queue.take((client) => isFree(client, isDear));
      if (!next) return;
      next.go(occupy(next.client, isDear));
    }
  };

  return {
    take: (claim) => {
      const { client, isDear, lifetime } = claim;
      const queue = isDear ? dear : cheap;
      if (queue.isEmpty() && isFree(client, isDear)) return Promise.resolve(occupy(client, isDear));
      return new Promise((resolve) => {
        let off = (): void => undefined;
        const waiting: Waiting = {
          ...claim,
          go: (giveBack) => {
            off();
            resolve(giveBack);
          },
        };
        off = whenOver(lifetime, () => {
          queue.remove(waiting);
          off();
          resolve(null);
        });
        queue.add(waiting);
        // Those before it may wait for a place of their own client.
        serve(queue, isDear);
      });
    },
  };
}

/** Places that one client leaves to others. */
const SPARE = 2;

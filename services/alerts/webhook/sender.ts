/**
 * Sends what is due. At least once: an attempt that nobody lived to settle is made again, with the same id. A
 * webhook gets nothing before it has answered its challenge, and is suspended when it says 410 or does not
 * answer for days.
 */
import { describeError } from "#schema/runtime/describe-error.js";
import type { HubParts } from "#kit/hub";
import { challengeOf, secretOf } from "../query/capability.js";
import {
  activate,
  AT_ONCE_PER_HOST,
  claim,
  nextDue,
  postpone,
  settle,
  suspend,
  type Claimed,
} from "./claim.js";
import { challengeBody, matchedBody, remindedBody } from "./message.js";
import { createPoster, type Attempt } from "./post.js";
import { GIVE_UP_CONFIRMING_MS, GIVE_UP_MS, readRetryAfter, retryDelay } from "./schedule.js";
import { messageId, signedHeaders } from "./sign.js";

/** Attempts under way in one hub. */
const AT_ONCE = 32;

export interface SenderClock {
  readonly now: () => Date;
  /** From 0 to 1. */
  readonly random: () => number;
}

export const CLOCK: SenderClock = { now: () => new Date(), random: Math.random };

export interface Sender {
  /**
   * Sends all that is due, also what becomes so meanwhile. Resolves when nothing is under way, to when the
   * next is due; null: nothing waits.
   */
  readonly sendDue: () => Promise<Date | null>;
  /** Looks at once for what is due, where something is under way. */
  readonly wake: () => void;
  /** Breaks off the attempts under way: whoever is started next makes them again. */
  readonly stop: () => Promise<void>;
}

export function createSender(parts: HubParts, { now, random }: SenderClock = CLOCK): Sender {
  const { database, log } = parts;
  const poster = createPoster(parts.webhooks);
  const active = new Map<Claimed, Promise<void>>();
  let woken = Promise.withResolvers<void>();
  let isStopped = false;
  let running: Promise<Date | null> | null = null;

  const send = async (claimed: Claimed): Promise<void> => {
    const { query, id, release, reminder, url, attempts, firstAt } = claimed;
    const secret = secretOf(parts.personKey, id);
    const isChallenge = release === 0;
    const body = isChallenge
      ? challengeBody(challengeOf(secret))
      : reminder > 0
        ? await remindedBody(parts, claimed)
        : await matchedBody(parts, { ...claimed, number: query });
    if (body === null) return settle(database, claimed, "OBSOLETE", null, now());
    const attempt = await poster.post(
      url,
      signedHeaders({ id: messageId(id, claimed), body, secret, at: now() }),
      body,
    );
    if (isSuccess(attempt) && (!isChallenge || isMet(attempt.text, challengeOf(secret)))) {
      await (isChallenge
        ? activate(database, query, attempt.outcome, now())
        : settle(database, claimed, "DELIVERED", attempt.outcome, now()));
      return;
    }
    if (isStopped && attempt.status === null) return postpone(database, claimed, "HUB_STOPPED", now());
    const outcome = isSuccess(attempt) ? "CHALLENGE_NOT_MET" : attempt.outcome;
    const at = now();
    await postpone(
      database,
      claimed,
      outcome,
      new Date(at.getTime() + retryDelay(attempts, random(), readRetryAfter(attempt.retryAfter, at))),
    );
    const isOver = at.getTime() - firstAt.getTime() >= (isChallenge ? GIVE_UP_CONFIRMING_MS : GIVE_UP_MS);
    if (attempt.status === 410 || isOver) await suspend(database, query, outcome);
  };

  const begin = (claimed: Claimed): void => {
    const sending = send(claimed)
      // The database is away: the lease ends, and it is sent again.
      .catch((error: unknown) =>
        log.error(describeError(error), "A delivery could not be settled and will be made again"),
      )
      .finally(() => active.delete(claimed));
    active.set(claimed, sending);
  };

  const sendDue = async (): Promise<Date | null> => {
    while (!parts.isCopy()) {
      woken = Promise.withResolvers();
      const underWay = new Map(active);
      const at = now();
      const room = AT_ONCE - underWay.size;
      const claimed =
        room > 0 && !isStopped
          ? await claim(database, { now: at, most: room, busyHosts: busyHosts([...underWay.keys()]) })
          : [];
      for (const one of claimed) begin(one);
      if (claimed.length > 0) continue;
      const next = isStopped ? null : await nextDue(database, at);
      if (underWay.size === 0) return next;
      const alarm = next && setTimeout(woken.resolve, Math.max(0, next.getTime() - at.getTime()));
      // One that has ended since makes room for others.
      await Promise.race([...underWay.values(), woken.promise]);
      clearTimeout(alarm ?? undefined);
    }
    return null;
  };

  return {
    sendDue: () =>
      (running ??= sendDue().finally(() => {
        running = null;
      })),
    wake: () => woken.resolve(),
    stop: async () => {
      isStopped = true;
      await poster.close();
      await running?.catch(() => undefined);
    },
  };
}

function busyHosts(active: readonly Claimed[]): readonly string[] {
  const counts = Map.groupBy(active, ({ host }) => host);
  return [...counts].filter(([, { length }]) => length >= AT_ONCE_PER_HOST).map(([host]) => host);
}

function isSuccess({ status }: Attempt): boolean {
  return status !== null && status >= 200 && status < 300;
}

/**
 * The challenge as text, or `{"challenge": …}` and nothing else: an endpoint that repeats whatever it is sent
 * has not agreed to anything.
 */
function isMet(text: string, challenge: string): boolean {
  return [challenge, JSON.stringify({ challenge })].includes(text.replaceAll(/\s/g, ""));
}

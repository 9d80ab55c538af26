/** When a delivery that failed is tried again, and when no more. */

const FIRST_MS = 5_000;
const FACTOR = 4;
const LONGEST_MS = 12 * 3_600_000;
const DAY_MS = 86_400_000;

/**
 * After so long without success a webhook is suspended: what it missed waits for its owner. An endpoint that
 * does not confirm is left alone sooner.
 */
export const GIVE_UP_MS = 5 * DAY_MS;
export const GIVE_UP_CONFIRMING_MS = DAY_MS;

/**
 * 5 s, 20 s, 80 s, … 12 h, of which up to half is left out by chance, so that many do not come at once.
 * `retryAfter`: what the endpoint asks for, a day at most.
 */
export function retryDelay(attempts: number, random: number, retryAfter: number | null): number {
  const wait = Math.min(LONGEST_MS, FIRST_MS * FACTOR ** (attempts - 1)) * (1 - random / 2);
  return Math.max(wait, Math.min(retryAfter ?? 0, DAY_MS));
}

/** RFC 9110, section 10.2.3: seconds or a date; milliseconds from now, null for anything else. */
export function readRetryAfter(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

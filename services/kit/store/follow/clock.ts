/**
 * The database's clock, which all processes of a hub share: it stamps releases and says which day it is. A
 * process knows how far its own clock is from it, and asks again every half minute.
 */
import { repeat } from "#schema/runtime/repeat.js";
import type { Queryable } from "../open/queryable.js";

export interface DatabaseClock {
  /** By the database, as far as it was last asked. */
  readonly now: () => Date;
  /** Milliseconds by which this process's clock is behind the database's; negative where it is ahead. */
  readonly offsetMs: () => number;
  readonly close: () => Promise<void>;
}

export interface ClockOptions {
  /** This process's clock, in milliseconds since 1970. */
  readonly local?: (() => number) | undefined;
  /** Called when it begins to be off by over a second, and when it no longer is. */
  readonly onOff: (offsetMs: number, isOff: boolean) => void;
}

const ASK_EVERY_MS = 30_000;
export const TOLD_MS = 1_000;
/** A process that is further off is not ready. */
export const UNREADY_MS = 60_000;

/** Now, by the database: not when the transaction began. Whole milliseconds. */
export async function readClock(client: Queryable): Promise<Date> {
  const { rows } = await client.query<{ now: Date }>(
    "SELECT date_trunc('milliseconds', clock_timestamp()) AS now",
  );
  const [row] = rows;
  if (!row) throw new Error("The database does not say what time it is");
  return row.now;
}

export async function openClock(
  pool: Queryable,
  { local = Date.now, onOff }: ClockOptions,
): Promise<DatabaseClock> {
  let offset = 0;
  let isOff = false;
  const ask = async (): Promise<void> => {
    const [started, before] = [performance.now(), local()];
    const now = await readClock(pool);
    const waited = performance.now() - started;
    const found = now.getTime() - (before + waited / 2);
    // The answer may have been on its way for all of the wait, or for none of it.
    offset = Math.abs(found) <= waited / 2 + 1 ? 0 : found;
    if (isOff === Math.abs(offset) > TOLD_MS) return;
    isOff = !isOff;
    onOff(offset, isOff);
  };
  await ask();
  const asking = repeat({ everyMs: ASK_EVERY_MS, work: ask, onFault: () => undefined });
  return { now: () => new Date(local() + offset), offsetMs: () => offset, close: asking.stop };
}

/**
 * How long the event loop of this process was held by one turn, in processor time of its own thread: what
 * other processes take has no part in it, so that a busy machine makes no turn longer.
 */

/**
 * Milliseconds above which a turn holds up everybody else. Quietly the longest work 20 to 50; a machine whose
 * processors have much else to do, and share their caches, needs up to twice that for the same work.
 */
export const LONGEST_TURN_MS = 100;

export interface Turns {
  /**
   * Milliseconds of the longest one since the last call; resolution of the system's accounts is some of them.
   */
  readonly longest: () => number;
}

export function watchTurns(): Turns {
  let longest = 0;
  let before = process.threadCpuUsage();
  const look = (): void => {
    const { user, system } = process.threadCpuUsage(before);
    longest = Math.max(longest, user + system);
    before = process.threadCpuUsage();
  };
  // Once in each turn, or once for all that are shorter than that together.
  setInterval(look, 1).unref();
  return {
    longest: () => {
      look();
      const milliseconds = longest / 1_000;
      [longest, before] = [0, process.threadCpuUsage()];
      return milliseconds;
    },
  };
}

/**
 * Processor time of this thread in milliseconds, to be subtracted from a later one: on a busy machine less
 * than passes on the clock. Linux counts it by the tick, some milliseconds: of short work only the sum of
 * many is right.
 */
export function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

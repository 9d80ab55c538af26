/**
 * Processor time of this thread in milliseconds, for differences: on a busy machine it is less than elapsed
 * time. Linux counts it in ticks of some milliseconds, so for short work only the sum of many is accurate.
 */
export function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

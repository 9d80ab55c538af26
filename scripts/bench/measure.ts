/**
 * Shared by the benchmarks: rounds that alternate between the contenders of one run, medians, and the spread.
 * Figures of one machine mean little: each benchmark prints ratios against a floor measured in the same run.
 */

export interface Contender {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}
/** Milliseconds per call. */
export interface Timing {
  readonly name: string;
  readonly medianMs: number;
  readonly p10Ms: number;
  readonly p90Ms: number;
}

/** Runs all contenders turn by turn, so that whatever disturbs the machine disturbs them alike. */
export async function measureInTurns(
  contenders: readonly Contender[],
  options: { readonly rounds: number; readonly warmUp: number },
): Promise<readonly Timing[]> {
  const samples = contenders.map((): number[] => []);
  for (let round = -options.warmUp; round < options.rounds; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      const started = performance.now();
      await contender.run();
      if (round >= 0) samples[index]?.push(performance.now() - started);
    }
  }
  return contenders.map(({ name }, index) => summarise(name, samples[index] ?? []));
}

function summarise(name: string, samples: readonly number[]): Timing {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { name, medianMs: at(0.5), p10Ms: at(0.1), p90Ms: at(0.9) };
}

/** Prints the timings with each one's ratio to the first, which is the floor. */
export function printTimings(title: string, timings: readonly Timing[]): void {
  const floor = timings[0]?.medianMs ?? Number.NaN;
  process.stdout.write(`\n${title}\n`);
  for (const timing of timings) {
    process.stdout.write(
      `  ${timing.name.padEnd(44)} ${timing.medianMs.toFixed(2).padStart(9)} ms   p10 ${timing.p10Ms.toFixed(2)}  p90 ${timing.p90Ms.toFixed(2)}   x${(timing.medianMs / floor).toFixed(2)}\n`,
    );
  }
}

/** Medians of the rounds of one scenario as a table; only wrong answers are added up. */
import type { Round } from "./load.js";
import type { Contender } from "./open-contender.js";
import type { Scenario } from "./scenarios.js";

export interface Result {
  readonly contender: Pick<Contender, "kind" | "name">;
  readonly rounds: readonly Round[];
}

export function printScenario(
  { title, connections, bound }: Scenario,
  answer: string,
  results: readonly Result[],
): void {
  const rows = results.map(({ contender, rounds }) => ({ ...contender, ...medians(rounds) }));
  const floor = rows[0]?.perSecond ?? Number.NaN;
  const size = answer.length < 1_024 ? `${answer.length} bytes` : `${(answer.length / 1_024).toFixed(0)} KiB`;
  print(`\n${title}; ${connections} connections, ${size} of answer\n`);
  print(line("", ["requests/s", "ratio", "p50 ms", "p99 ms", "CPU ms", "busy", "calls", "MiB"]));
  for (const { name, perSecond, p50, p99, cpuMs, busy, calls, rssMiB, wrong } of rows) {
    print(
      line(name, [
        perSecond.toFixed(0),
        `x${(perSecond / floor).toFixed(1)}`,
        p50.toFixed(1),
        p99.toFixed(1),
        cpuMs.toFixed(3),
        `${(busy * 100).toFixed(0)} %`,
        calls.toFixed(2),
        rssMiB.toFixed(0),
      ]),
    );
    if (wrong > 0) print(`    it gave ${wrong} wrong answers besides\n`);
  }
  const ours = rows.find(({ kind }) => kind === "ours");
  const best = rows.find(({ kind }) => kind === bound);
  if (ours && best)
    print(
      `  ${ours.name}, has ${(ours.perSecond / best.perSecond).toFixed(2)} of the requests/s of ${best.name}, at ${(ours.cpuMs / best.cpuMs).toFixed(2)} of its CPU per request\n`,
    );
}

const WIDTHS = [11, 8, 9, 9, 9, 7, 7, 6];

function line(name: string, cells: readonly string[]): string {
  return `  ${name.padEnd(42)}${cells.map((cell, at) => cell.padStart(WIDTHS[at] ?? 0)).join("")}\n`;
}

function medians(rounds: readonly Round[]): Round {
  const of = (key: keyof Round): number => {
    const values = rounds.map((round) => round[key]).toSorted((a, b) => a - b);
    return values[Math.floor(values.length / 2)] ?? Number.NaN;
  };
  return {
    perSecond: of("perSecond"),
    p50: of("p50"),
    p99: of("p99"),
    cpuMs: of("cpuMs"),
    busy: of("busy"),
    calls: of("calls"),
    rssMiB: of("rssMiB"),
    wrong: rounds.reduce((sum, { wrong }) => sum + wrong, 0),
  };
}

function print(text: string): void {
  process.stdout.write(text);
}

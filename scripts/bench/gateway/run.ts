/**
 * Requests per second of the gateway on one core, in interleaved rounds of one run, against @apollo/gateway
 * with @apollo/server, Hive Gateway, the same calls written by hand, a bare proxy and a server that returns a
 * constant.
 *
 *   node dist/scripts/bench/gateway/run.js [--seconds 6] [--rounds 5] [--connections 50,500] [--only <part of a scenario's title>] [--hive <folder>]
 *
 * Hive Gateway takes part when it is installed in a folder of its own:
 *   npm install --prefix <folder> @graphql-hive/gateway@2.15.1 @graphql-hive/router-runtime@1.4.23
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Kind } from "./contenders/kinds.js";
import type { ContenderSetup } from "./contenders/contender-setup.js";
import { pinCores } from "./cores.js";
import { ask, measure, type Round } from "./load.js";
import { openContender, type Contender } from "./open-contender.js";
import { printScenario } from "./report.js";
import { scenarios, TURNS, type Scenario } from "./scenarios.js";
import { benchSupergraph } from "./shop.js";
import { openSubgraphs } from "./subgraphs.js";

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "6" },
    rounds: { type: "string", default: "5" },
    connections: { type: "string", default: "50,500" },
    only: { type: "string", default: "" },
    hive: { type: "string" },
  },
});
const [seconds, roundCount] = [Number(options.seconds), Number(options.rounds)];

const isPinned = pinCores();
const folder = mkdtempSync(join(tmpdir(), "tongcha-bench-"));
const subgraphs = await openSubgraphs();
const setup: ContenderSetup = {
  supergraph: join(folder, "supergraph.graphql"),
  subgraphs: subgraphs.origin,
  answer: join(folder, "answer.json"),
  hive: options.hive === undefined ? null : resolve(options.hive),
};
writeFileSync(setup.supergraph, benchSupergraph(subgraphs.origin));
let turn = TURNS;

process.stdout.write(
  `${roundCount} rounds of ${seconds} s each; ${isPinned ? "each contender alone on a core, load and subgraphs on another" : "nothing is pinned to a core"}; ratio: to the first\n`,
);
for (const scenario of scenarios(options.connections.split(",").map(Number))) {
  if (scenario.title.toLowerCase().includes(options.only.toLowerCase())) await run(scenario);
}

subgraphs.close();
rmSync(folder, { recursive: true });
process.exit();

/** All processes are new, so that none carries along what an earlier scenario left it with. */
async function run(scenario: Scenario): Promise<void> {
  const contenders: Contender[] = [];
  const bodies = Array.from({ length: TURNS }, (_, turn) => scenario.bodyOf(turn));
  const expected: string[] = [];
  const lengths = new Map<Kind, ReadonlySet<number>>();
  for (const kind of scenario.contenders.filter((kind) => setup.hive !== null || !kind.startsWith("hive"))) {
    const contender = await openContender(kind, setup, isPinned);
    contenders.push(contender);
    const answers: string[] = [];
    for (const body of bodies) answers.push(await ask(contender, body));
    if (expected.length === 0) {
      expected.push(...answers);
      writeFileSync(setup.answer, answers[0] ?? "");
    }
    check(contender, answers, expected);
    lengths.set(kind, new Set(answers.map((answer) => Buffer.byteLength(answer))));
  }

  const rounds = contenders.map((): Round[] => []);
  for (let round = 0; round <= roundCount; round += 1) {
    for (const [at, contender] of contenders.entries()) {
      const measured = await measure(contender, {
        connections: scenario.connections,
        seconds,
        nextBody: () => scenario.bodyOf(turn++),
        lengths: lengths.get(contender.kind) ?? new Set(),
        calls: subgraphs.calls,
      });
      // The first warms up.
      if (round > 0) rounds[at]?.push(measured);
    }
  }
  printScenario(
    scenario,
    expected[0] ?? "",
    contenders.map((contender, at) => ({ contender, rounds: rounds[at] ?? [] })),
  );
  await Promise.all(contenders.map(({ close }) => close()));
}

function check({ name }: Contender, answers: readonly string[], expected: readonly string[]): void {
  for (const [at, answer] of answers.entries()) {
    const [got, wanted] = [answer, expected[at] ?? "null"].map((text) =>
      JSON.stringify(sorted(JSON.parse(text))),
    );
    if (got !== wanted || answer.includes('"errors"'))
      throw new Error(`${name} answers otherwise: ${answer.slice(0, 500)}`);
  }
}

/** Keys in one order: gateways are free in theirs. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

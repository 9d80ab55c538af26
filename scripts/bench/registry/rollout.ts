/**
 * A gateway that takes revision after revision under constant traffic: how long each takes from the
 * developer's command until it is served, what requests notice of it, and whether memory comes back.
 *
 *   node --expose-gc dist/scripts/bench/registry/rollout.js [revisions = 200]
 */
import { setTimeout as pause } from "node:timers/promises";
import type { LocalSubgraph } from "#schema/subgraph.js";
import { LINK, openBenchHub } from "./open-bench-hub.js";

const REVISIONS = Number(process.argv[2] ?? "200");
const SETTLED = 20;
const CLIENTS = 4;

const areas: LocalSubgraph = {
  name: "areas",
  sdl: `${LINK}
type Query {
  """一个区划 / One area"""
  area: Area
}
"""区划 / An area"""
type Area @key(fields: "code") {
  """代码 / Code"""
  code: String!
}
`,
  execute: () => Promise.resolve({ data: { area: { __typename: "Area", code: "1" } } }),
};
const version = (n: number): string =>
  `${LINK}\ntype Area @key(fields: "code") {\n  code: String!\n  """线路 / Lines"""\n  busLines: Int\n  """第几版 / Version"""\n  version${n}: Int\n}\n`;

const hub = await openBenchHub([areas]);
await hub.publish(version(0));

const latencies: number[] = [];
const wrong: string[] = [];
let isOver = false;
const traffic = Array.from({ length: CLIENTS }, async (_, client) => {
  for (let n = 0; !isOver; n += 1) {
    const started = performance.now();
    const response = await fetch(`${hub.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: `query Q${client}x${n % 20} { area { code busLines } }` }),
    });
    const text = await response.text();
    latencies.push(performance.now() - started);
    if (text !== '{"data":{"area":{"code":"1","busLines":7}}}') wrong.push(text.slice(0, 200));
    await pause(5);
  }
});

const heapMiB = async (): Promise<number> => {
  await pause(500);
  for (let times = 0; times < 3; times += 1) globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 / 1024;
};
const publications: number[] = [];
let settled = 0;
for (let n = 1; n <= REVISIONS; n += 1) {
  publications.push(await hub.publish(version(n)));
  if (n === SETTLED) settled = await heapMiB();
}
const end = await heapMiB();
isOver = true;
await Promise.all(traffic);
const at = (values: readonly number[], share: number): string =>
  (
    values.toSorted((one, other) => one - other)[Math.floor(share * (values.length - 1))] ?? Number.NaN
  ).toFixed(1);
process.stdout.write(`${REVISIONS} revisions, served ${hub.state().served}
  from command to service, ms   median ${at(publications, 0.5)}  p99 ${at(publications, 0.99)}
  requests meanwhile            ${latencies.length}, of which wrong or failed ${wrong.length}; ms median ${at(latencies, 0.5)}  p99 ${at(latencies, 0.99)}  longest ${at(latencies, 1)}
  heap, MiB                     after ${SETTLED} revisions ${settled.toFixed(1)}, after ${REVISIONS} ${end.toFixed(1)}: x${(end / settled).toFixed(3)}
`);
for (const text of new Set(wrong)) process.stdout.write(`  ${text}\n`);
await hub.close();

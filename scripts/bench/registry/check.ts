/**
 * How long a department's developer waits, in a graph of many subgraphs: a check and a publication, and bare
 * `composeServices` of the same texts beside them.
 *
 *   node dist/scripts/bench/registry/check.js [subgraphs = 60] [types of each = 100]
 */
import { composeServices } from "@apollo/composition";
import { parse } from "graphql";
import type { LocalSubgraph } from "#schema/subgraph.js";
import { measureInTurns, printTimings } from "../measure.js";
import { LINK, openBenchHub } from "./open-bench-hub.js";

const SUBGRAPHS = Number(process.argv[2] ?? "60");
const TYPES = Number(process.argv[3] ?? "100");
const ROUNDS = 5;

const areas = `${LINK}
type Query {
  """一个区划 / One area"""
  area: Area
}
"""区划 / An area"""
type Area @key(fields: "code") {
  """代码 / Code"""
  code: String!
}
`;

const described = (field: string): string => `  """字段 / A field"""\n  ${field}\n`;

function domain(n: number): string {
  const types = Array.from(
    { length: TYPES },
    (_, t) =>
      `"""类型 / A type"""\ntype T${n}x${t} @key(fields: "id") {\n${described("id: ID!")}${described("name: String")}${described("count: Int")}${described(`next: T${n}x${(t + 1) % TYPES}`)}${described("area: Area")}}\n`,
  );
  return `${LINK}\ntype Query {\n${described(`first${n}: T${n}x0`)}}\ntype Area @key(fields: "code") {\n  code: String!\n${described(`of${n}: T${n}x0`)}}\n${types.join("")}`;
}

let version = 0;
const transport = (): string =>
  `${LINK}\ntype Area @key(fields: "code") {\n  code: String!\n${described("busLines: Int")}${described(`version${(version += 1)}: Int`)}}\n`;

const never: LocalSubgraph["execute"] = () => Promise.resolve({ data: null });
const texts = [
  { name: "areas", sdl: areas },
  ...Array.from({ length: SUBGRAPHS - 1 }, (_, n) => ({ name: `domain-${n}`, sdl: domain(n) })),
];
const hub = await openBenchHub(texts.map(({ name, sdl }) => ({ name, sdl, execute: never })));
const services = [...texts, { name: "transport", sdl: transport() }].map(({ name, sdl }) => ({
  name,
  url: "http://x",
  typeDefs: parse(sdl),
}));
const timings = await measureInTurns(
  [
    {
      name: "bare composeServices, in one's own process",
      run: () => Promise.resolve(composeServices(services)),
    },
    { name: "a check", run: () => hub.check(transport()) },
    { name: "a publication, until the gateway serves it", run: () => hub.publish(transport()) },
  ],
  { rounds: ROUNDS, warmUp: 1 },
);
printTimings(`${SUBGRAPHS} subgraphs of ${TYPES} types each`, timings);
await hub.close();

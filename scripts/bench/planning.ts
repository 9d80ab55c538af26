/**
 * Measures the processor time of a new query's plan and its proof in this process, on the hub's graph and on
 * the public benchmark's: the planner alone, and the proof beside it. The questions about the hub's graph are
 * made from its schema: each root field with all below it to a depth of one, two and three.
 *
 *   node dist/scripts/bench/planning.js [rounds = 10]
 */
import { readFileSync } from "node:fs";
import {
  buildSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLSchema,
} from "graphql";
import type { PlanQuestion } from "../../gateway/engine/plan/planner.js";
import { createPlanProof } from "../../gateway/engine/plan/prove-plan.js";
import { createRustPlanning } from "../../gateway/engine/plan/rust-planner.js";
import { median } from "./statistics.js";
import { QUERY } from "./gateway/scenarios.js";
import { benchSupergraph } from "./gateway/shop.js";

const ROUNDS = Number(process.argv[2] ?? "10");
const GRAPH = readFileSync(new URL("../../../schema/supergraph.graphql", import.meta.url), "utf8");
const schema = buildSchema(createRustPlanning(GRAPH).apiSdl, { assumeValid: true, assumeValidSDL: true });

for (const depth of [1, 2, 3])
  await compare(`the hub's graph, depth ${depth}`, GRAPH, questionsOf(schema, depth));
await compare("the public benchmark's query", benchSupergraph("http://127.0.0.1:4200"), [QUERY]);

async function compare(title: string, supergraph: string, texts: readonly string[]): Promise<void> {
  const { plan } = createRustPlanning(supergraph);
  const prove = createPlanProof(supergraph);
  const times: { readonly planned: number; readonly proved: number }[] = [];
  for (let round = -2; round < ROUNDS; round += 1) {
    let [planned, proved] = [0, 0];
    for (const text of texts) {
      const question: PlanQuestion = { text, operationName: null, hasDefer: false, overrides: [] };
      const started = performance.now();
      const made = await plan(question);
      const between = performance.now();
      prove(made, question);
      planned += between - started;
      proved += performance.now() - between;
    }
    if (round >= 0) times.push({ planned, proved });
  }
  const [planned, proved] = [
    median(times.map((each) => each.planned)),
    median(times.map((each) => each.proved)),
  ];
  const each = (milliseconds: number): string => (milliseconds / texts.length).toFixed(3);
  process.stdout.write(
    `${title}: ${texts.length} queries, a plan ${each(planned)} ms, its proof ${each(proved)} ms: ${(proved / planned).toFixed(2)}\n`,
  );
}

function questionsOf(schema: GraphQLSchema, depth: number): readonly string[] {
  return Object.values(schema.getQueryType()?.getFields() ?? {}).map((field) => {
    const variables: string[] = [];
    const selected = select(field, depth, variables);
    return `query${variables.length > 0 ? `(${variables.join(" ")})` : ""} { ${selected ?? "__typename"} }`;
  });
}

/** Null where nothing can be selected at that depth. */
function select(field: GraphQLField<unknown, unknown>, depth: number, variables: string[]): string | null {
  const type = getNamedType(field.type);
  const needed = field.args.filter(isRequiredArgument);
  const below =
    isObjectType(type) && depth > 0
      ? Object.values(type.getFields()).flatMap((inner) => select(inner, depth - 1, variables) ?? [])
      : isAbstractType(type) && depth > 0
        ? ["__typename"]
        : [];
  if (!isLeafType(type) && below.length === 0) return null;
  const given = needed.map(({ name, type: needs }) => {
    variables.push(`$v${variables.length}: ${String(needs)}`);
    return `${name}: $v${variables.length - 1}`;
  });
  return `${field.name}${given.length > 0 ? `(${given.join(" ")})` : ""}${below.length > 0 ? ` { ${below.join(" ")} }` : ""}`;
}

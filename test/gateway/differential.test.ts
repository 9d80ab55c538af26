import { beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { execute, getNamedType, isCompositeType, isInputObjectType, isListType, isNamedType, isNonNullType, isObjectType, isUnionType, parse, validate, type GraphQLCompositeType, type GraphQLInputType, type GraphQLSchema } from "graphql";
import { withFallback } from "../../gateway/plan/open-planner.js";
import { createReferencePlanner } from "../../gateway/plan/reference-planner.js";
import type { Planner } from "../../gateway/plan/planner.js";
import { createRustPlanner } from "../../gateway/plan/rust-planner.js";
import { serveTogether, type Plain } from "./supergraphs/serve.js";
import { SHOP, typeOf, WHOLE_SHOP } from "./supergraphs/shop.js";

const graph = serveTogether(SHOP);
// Without what the reference gets wrong in the audit: interface objects, and fields that require another with arguments.
const simpleGraph = serveTogether(SHOP.filter(({ name }) => name === "products" || name === "users"));
const makePlanner = (supergraph: string): Planner => {
  const reference = createReferencePlanner(supergraph);
  return withFallback(createRustPlanner(supergraph), {
    ...reference,
    plan: (question, spent) => {
      fallbacks += 1;
      return reference.plan(question, spent);
    },
  });
};
let fallbacks = 0;
const [engine, simple, byReference] = [graph.engine(makePlanner), simpleGraph.engine(makePlanner), simpleGraph.engine(createReferencePlanner)];
const { schema } = engine.engine;
let reference: (query: string, variables?: Readonly<Record<string, unknown>>) => Promise<Plain>;
beforeAll(async () => { reference = await simpleGraph.reference(); });

const RUNS = Number(process.env["DIFFERENTIAL_RUNS"] ?? "300");
const DEPTH = 5;

/** A stream of choices, so that a query that fails shrinks to a smaller one. */
interface Choices { readonly below: (limit: number) => number }

function choicesOf(numbers: readonly number[]): Choices {
  let at = 0;
  return { below: (limit) => (numbers[at++] ?? 0) % limit };
}

interface Making {
  readonly api: GraphQLSchema;
  /**
   * `typed`: each selection has __typename. `bare`: none has that needs none. `plain`: as `typed`, and nothing is skipped, for @apollo/gateway
   * gives null for an object whose fields are all skipped.
   */
  readonly style: "typed" | "bare" | "plain";
}

/** A valid selection of a type: fields with aliases and arguments, fragments, @skip and @include by a variable. */
function selectionOf({ api, style }: Making, type: GraphQLCompositeType, choices: Choices, depth: number): string {
  const parts: string[] = style === "bare" ? [] : ["__typename"];
  const fields = isUnionType(type) ? [] : Object.values(type.getFields());
  for (let count = 1 + choices.below(4); count > 0; count -= 1) {
    const kind = choices.below(10);
    const possible = isObjectType(type) ? [] : api.getPossibleTypes(type);
    const narrower = possible[choices.below(Math.max(1, possible.length))];
    if (kind === 0 || (fields.length === 0 && !narrower)) parts.push(`${aliasOf("t", choices)}__typename`);
    else if (narrower && (kind < 4 || fields.length === 0) && depth > 0) parts.push(`... on ${narrower.name}${conditionOf(style, choices)} { ${selectionOf({ api, style }, narrower, choices, depth - 1)} }`);
    else {
      const field = fields[choices.below(Math.max(1, fields.length))];
      const inner = field && getNamedType(field.type);
      if (!field || !inner || (isCompositeType(inner) && depth === 0)) parts.push("__typename");
      else {
        const given = field.args.flatMap(({ name, type: argument }) => (isNonNullType(argument) || choices.below(2) === 0 ? [`${name}: ${valueOf(argument, choices)}`] : []));
        // Two fields of one name with other arguments would not merge: such a field is called by them.
        // The same key for other fields: below different types that is allowed, and what is not is left out.
        const alias = style !== "plain" && isNamedType(field.type) && choices.below(3) === 0 ? `${["a", "b"][choices.below(2)] ?? "a"}: ` : given.length > 0 ? `${field.name}_${given.join("_").replaceAll(/\W/g, "")}: ` : isNonNullType(field.type) || depth > 0 ? "" : aliasOf(field.name, choices);
        parts.push(`${alias}${field.name}${given.length > 0 ? `(${given.join(", ")})` : ""}${conditionOf(style, choices)}${isCompositeType(inner) ? ` { ${selectionOf({ api, style }, inner, choices, depth - 1)} }` : ""}`);
      }
    }
  }
  return parts.join(" ");
}

function aliasOf(name: string, choices: Choices): string {
  return choices.below(4) === 0 ? `${name}_alias: ` : "";
}

function conditionOf(style: Making["style"], choices: Choices): string {
  const kind = style === "plain" ? 12 : choices.below(12);
  return kind === 0 ? " @include(if: $yes)" : kind === 1 ? " @skip(if: $no)" : kind === 2 ? " @include(if: $no)" : "";
}

function valueOf(type: GraphQLInputType, choices: Choices): string {
  if (isNonNullType(type)) return valueOf(type.ofType, choices);
  if (isListType(type)) return `[${valueOf(type.ofType, choices)}]`;
  if (isInputObjectType(type)) return `{ name: "新\\"名" }`;
  switch (type.name) {
    case "Int": return String(choices.below(4));
    case "ID": return ['"b1"', '"1"', '"t1"', '"2"', '"none"'][choices.below(5)] ?? '"b1"';
    case "String": return ['"CNY"', '"EUR"'][choices.below(2)] ?? '"CNY"';
    case "Tag": return ["NEW", "OLD"][choices.below(2)] ?? "NEW";
    default: return "true";
  }
}

const numbers = fc.array(fc.nat({ max: 10_000 }), { minLength: 5, maxLength: 120 });

function queryOf(api: GraphQLSchema, style: Making["style"], choices: readonly number[]): string {
  const root = api.getQueryType();
  if (!root) throw new Error("The supergraph has no queries");
  return `query ($yes: Boolean = true, $no: Boolean = false) { v: __typename w: __typename @include(if: $yes) @skip(if: $no) ${selectionOf({ api, style }, root, choicesOf(choices), DEPTH)} }`;
}

/** The answer of one program that has all the data: what federation must not show. */
async function askWhole(query: string, variables: Readonly<Record<string, unknown>>): Promise<unknown> {
  const { data } = await execute({
    schema, document: parse(query), variableValues: variables,
    typeResolver: typeOf,
    fieldResolver: (parent: Readonly<Record<string, unknown>> | undefined, given: Readonly<Record<string, unknown>>, _context, { parentType: { name }, fieldName }) => {
      const resolve = WHOLE_SHOP[`${name === "Book" || name === "Tool" ? "Product" : name}.${fieldName}`];
      return resolve ? resolve(parent ?? {}, given) : parent?.[fieldName];
    },
  });
  return JSON.parse(JSON.stringify(data ?? null)) as unknown;
}

describe("a generated query", () => {
  test.each(["typed", "bare"] as const)("has the answer that one program with all the data gives (%s)", async (style) => {
    await fc.assert(fc.asyncProperty(numbers, fc.boolean(), fc.boolean(), async (choices, yes, no) => {
      const [query, variables] = [queryOf(schema, style, choices), { yes, no }];
      fc.pre(validate(schema, parse(query)).length === 0);
      const [expected, before] = [await askWhole(query, variables), fallbacks];
      const { data } = await engine.ask(query, variables);
      // The reference's plans are not always right: planning.test.ts has one that is.
      fc.pre(fallbacks === before);
      expect({ query, variables, data }).toEqual({ query, variables, data: expected });
    }), { numRuns: RUNS });
  }, 120_000);

  test("has the same answer by the reference planner, and from the reference gateway", async () => {
    await fc.assert(fc.asyncProperty(numbers, async (choices) => {
      const query = queryOf(simple.engine.schema, "plain", choices);
      const expected = await reference(query, { yes: true, no: false });
      for (const { ask } of [simple, byReference]) expect({ query, data: (await ask(query, { yes: true, no: false })).data }).toEqual({ query, data: expected.data });
    }), { numRuns: RUNS });
  }, 120_000);
});

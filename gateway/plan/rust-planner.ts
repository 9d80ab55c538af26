/** `@graphql-hive/router-query-planner`: Rust. It batches what one subgraph is asked for in several places. */
import { QueryPlanner } from "@graphql-hive/router-query-planner";
import { buildASTSchema, concatAST, Kind, parse, visit, type DocumentNode, type GraphQLSchema } from "graphql";
import type { Planner } from "./planner.js";
import { createRustPlan } from "./rust-plan.js";

/** It plans in this process; see `plan-apart.ts` for one that can be ended. */
export function createRustPlanner(supergraph: string): Planner {
  const plan = createRustPlan(supergraph);
  return { name: "rust", apiSchema: readApiSchema(new QueryPlanner(supergraph).consumerSchema), plan: (question) => plan(question), close: () => undefined };
}

/** The planner's own text still has the machinery of composition in it. */
function readApiSchema(sdl: string): GraphQLSchema {
  const document: DocumentNode = visit(parse(sdl, { noLocation: true }), {
    enter: (node) => {
      const isMachinery = "name" in node && node.name !== undefined && "value" in node.name && (/^(?:join|link|core)__/.test(node.name.value) || /^__(?:schema|type)$/.test(node.name.value));
      if (node.kind === Kind.DIRECTIVE_DEFINITION) return STANDARD_DIRECTIVES.has(node.name.value) ? undefined : null;
      return isMachinery && (node.kind === Kind.FIELD_DEFINITION || node.kind.endsWith("TypeDefinition")) ? null : undefined;
    },
  });
  return buildASTSchema(concatAST([document, DEFER]), { assumeValidSDL: true });
}

const STANDARD_DIRECTIVES = new Set(["skip", "include", "deprecated", "specifiedBy", "oneOf"]);

const DEFER = parse("directive @defer(label: String, if: Boolean! = true) on FRAGMENT_SPREAD | INLINE_FRAGMENT", { noLocation: true });

/** `@graphql-hive/router-query-planner`, in Rust. It batches one subgraph's fetches for several places. */
import { QueryPlanner } from "@graphql-hive/router-query-planner";
import { concatAST, Kind, parse, print, visit, type DocumentNode } from "graphql";
import { readDemandTypes } from "../access/read-marks.js";
import { readOverrideLabels } from "./overrides.js";
import { proved } from "./proved.js";
import { inThisProcess, type Planner, type Planning } from "./planner.js";
import { createRustPlan } from "./rust-plan.js";

/** Takes seconds for a supergraph with many subgraphs. */
export function createRustPlanning(supergraph: string): Planning {
  const planner = new QueryPlanner(supergraph);
  const document = parse(supergraph, { noLocation: true });
  return {
    apiSdl: cleanApi(planner.consumerSchema, readDemandTypes(document)),
    plan: createRustPlan(planner, readOverrideLabels(document)),
  };
}

export function createRustPlanner(supergraph: string): Planner {
  return inThisProcess("rust", proved(createRustPlanning(supergraph), supergraph));
}

/** Removes composition's definitions, which the planner leaves in its API schema. */
function cleanApi(sdl: string, types: ReadonlySet<string>): string {
  const document: DocumentNode = visit(parse(sdl, { noLocation: true }), {
    enter: (node) => {
      const isMachinery =
        "name" in node &&
        node.name !== undefined &&
        "value" in node.name &&
        (/^(?:join|link|core)__|^__(?:schema|type)$/.test(node.name.value) ||
          (node.kind === Kind.SCALAR_TYPE_DEFINITION && types.has(node.name.value)));
      if (node.kind === Kind.DIRECTIVE_DEFINITION)
        return STANDARD_DIRECTIVES.has(node.name.value) ? undefined : null;
      return isMachinery && (node.kind === Kind.FIELD_DEFINITION || node.kind.endsWith("TypeDefinition"))
        ? null
        : undefined;
    },
  });
  return print(concatAST([document, DEFER]));
}

const STANDARD_DIRECTIVES = new Set(["skip", "include", "deprecated", "specifiedBy", "oneOf"]);

const DEFER = parse(
  "directive @defer(label: String, if: Boolean! = true) on FRAGMENT_SPREAD | INLINE_FRAGMENT",
  { noLocation: true },
);

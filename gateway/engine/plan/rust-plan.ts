/** Converts the plans of `@graphql-hive/router-query-planner` to the engine's form. */
import type {
  FetchNodePathSegment,
  FetchRewrite,
  FlattenNodePathSegment,
  PlanNode as RustNode,
  QueryPlanner,
  RequiresSelection,
} from "@graphql-hive/router-query-planner";
import type { OverrideLabels } from "./overrides.js";
import type { PlanQuestion } from "./planner.js";
import type {
  EntitySource,
  PathStep,
  PlanNode,
  QueryPlan,
  RequiredSelection,
  Rewrite,
  RewriteStep,
  SubgraphOperation,
} from "./query-plan.js";

export function createRustPlan(
  planner: QueryPlanner,
  { percentages, named }: OverrideLabels,
): (question: PlanQuestion) => Promise<QueryPlan> {
  return async ({ text, operationName, hasDefer, overrides }) => {
    if (hasDefer) throw new Error("This planner knows no @defer");
    // The planner applies the percentages that are greater than the number it is given.
    const thrown = Math.max(
      0,
      ...percentages.filter(({ label }) => !overrides.includes(label)).map(({ percent }) => percent),
    );
    const { node } = await planner.planAsync(
      text,
      operationName,
      new Set(named.filter((label) => overrides.includes(label))),
      thrown,
    );
    return node ? toPlan(node) : { node: null, deferred: [], source: null };
  };
}

/** The subscription node is the first step, or the only one. */
function toPlan(node: RustNode): QueryPlan {
  const [first, ...others] = node.kind === "Sequence" ? node.nodes : [node];
  if (first?.kind !== "Subscription") return { node: toNode(node, []), deferred: [], source: null };
  const source = {
    operation: toOperation(first.primary),
    rewrites: (first.primary.outputRewrites ?? []).map(toRewrite),
  };
  return {
    node: others.length === 0 ? null : { kind: "sequence", nodes: others.map((other) => toNode(other, [])) },
    deferred: [],
    source,
  };
}

function toNode(node: RustNode, prefix: readonly PathStep[]): PlanNode {
  switch (node.kind) {
    case "Sequence":
      return { kind: "sequence", nodes: node.nodes.map((inner) => toNode(inner, prefix)) };
    case "Parallel":
      return { kind: "parallel", nodes: node.nodes.map((inner) => toNode(inner, prefix)) };
    case "Flatten":
      return toNode(node.node, [...prefix, ...node.path.map(toStep)]);
    case "Fetch": {
      if (!node.requires)
        return {
          kind: "fetch",
          id: null,
          path: prefix,
          operation: toOperation(node),
          rewrites: (node.outputRewrites ?? []).map(toRewrite),
        };
      const source: EntitySource = {
        field: "_entities",
        variable: "representations",
        paths: [prefix],
        requires: node.requires.map(toRequired),
        inputRewrites: (node.inputRewrites ?? []).map(toRewrite),
        outputRewrites: (node.outputRewrites ?? []).map(toRewrite),
      };
      return { kind: "entities", id: null, operation: toOperation(node), sources: [source] };
    }
    case "BatchFetch":
      return {
        kind: "entities",
        id: null,
        operation: toOperation(node),
        sources: node.entityBatch.aliases.map(
          ({ alias, representationsVariableName, paths, requires, inputRewrites, outputRewrites }) => ({
            field: alias,
            variable: representationsVariableName,
            paths: paths.map((path) => [...prefix, ...path.map(toStep)]),
            requires: requires.map(toRequired),
            inputRewrites: (inputRewrites ?? []).map(toRewrite),
            outputRewrites: (outputRewrites ?? []).map(toRewrite),
          }),
        ),
      };
    default:
      throw new Error(`A plan has a ${node.kind} node, which this engine does not run`);
  }
}

function toOperation({
  serviceName,
  operation,
  operationName,
  operationKind,
  variableUsages,
}: {
  readonly serviceName: string;
  readonly operation: string;
  readonly operationName?: string;
  readonly operationKind?: string;
  readonly variableUsages?: readonly string[];
}): SubgraphOperation {
  return {
    subgraph: serviceName,
    text: operation,
    name: operationName ?? null,
    isMutation: operationKind === "mutation",
    variables: variableUsages ?? [],
  };
}

function toStep(segment: FlattenNodePathSegment): PathStep {
  if (segment === "@") return { kind: "list" };
  return "Field" in segment
    ? { kind: "field", key: segment.Field }
    : { kind: "types", names: segment.TypeCondition };
}

function toRequired(selection: RequiresSelection): RequiredSelection {
  switch (selection.kind) {
    case "Field":
      return {
        kind: "field",
        from: selection.name,
        to: selection.alias ?? selection.name,
        selections:
          selection.selections && selection.selections.length > 0
            ? selection.selections.map(toRequired)
            : null,
      };
    case "InlineFragment":
      return {
        kind: "fragment",
        type: selection.typeCondition,
        selections: selection.selections.map(toRequired),
      };
    case "FragmentSpread":
      throw new Error("A plan requires a fragment by its name");
  }
}

function toRewrite(rewrite: FetchRewrite): Rewrite {
  if ("KeyRenamer" in rewrite)
    return {
      kind: "rename",
      path: rewrite.KeyRenamer.path.map(toRewriteStep),
      to: rewrite.KeyRenamer.renameKeyTo,
    };
  const { path, setValueTo } = "ValueSetter" in rewrite ? rewrite.ValueSetter : rewrite;
  return { kind: "set", path: path.map(toRewriteStep), value: setValueTo };
}

function toRewriteStep(segment: FetchNodePathSegment): RewriteStep {
  return "Key" in segment
    ? { kind: "key", key: segment.Key }
    : { kind: "types", names: segment.TypenameEquals };
}

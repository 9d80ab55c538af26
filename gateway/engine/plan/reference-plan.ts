/** Converts the plans of `@apollo/query-planner` to the engine's form. */
import { operationFromDocument } from "@apollo/federation-internals";
import { QueryPlanner, type PlanNode as ReferenceNode } from "@apollo/query-planner";
import { OperationTypeNode, parse } from "graphql";
import { buildSupergraph } from "./build-supergraph.js";
import { readOverrideLabels } from "./overrides.js";
import type { PlanQuestion } from "./planner.js";
import type {
  DeferredPart,
  EntitySource,
  PathStep,
  PlanNode,
  PlanSteps,
  QueryPlan,
  RequiredSelection,
  Rewrite,
  RewriteStep,
  SubgraphOperation,
} from "./query-plan.js";

type ReferenceFetch = Extract<ReferenceNode, { kind: "Fetch" }>;
type ReferenceDefer = Extract<ReferenceNode, { kind: "Defer" }>;
type ReferenceRewrite = NonNullable<ReferenceFetch["inputRewrites"]>[number];
type ReferenceSelection = NonNullable<ReferenceFetch["requires"]>[number];

export function createReferencePlan(supergraphSdl: string): (question: PlanQuestion) => Promise<QueryPlan> {
  const supergraph = buildSupergraph(supergraphSdl);
  const planner = new QueryPlanner(supergraph, { incrementalDelivery: { enableDefer: true } });
  const api = supergraph.apiSchema();
  const labels = readOverrideLabels(parse(supergraphSdl, { noLocation: true }));
  const allLabels = [...labels.percentages.map(({ label }) => label), ...labels.named];
  return async ({ text, operationName, overrides }) => {
    const operation = operationFromDocument(
      api,
      parse(text),
      operationName === null ? {} : { operationName },
    );
    const { node } = planner.buildQueryPlan(operation, {
      overrideConditions: new Map(allLabels.map((label) => [label, overrides.includes(label)])),
    });
    if (node?.kind !== "Subscription") return { ...toSteps(node), source: null };
    const { primary, rest } = node;
    return {
      ...toSteps(rest),
      source: { operation: toOperation(primary), rewrites: (primary.outputRewrites ?? []).map(toRewrite) },
    };
  };
}

function toSteps(node: ReferenceNode | undefined): PlanSteps {
  if (node?.kind !== "Defer") return { node: node ? toNode(node, []) : null, deferred: [] };
  return {
    node: node.primary.node ? toNode(node.primary.node, []) : null,
    deferred: node.deferred.map(toDeferred),
  };
}

function toDeferred({
  depends,
  label,
  queryPath,
  subselection,
  node,
}: ReferenceDefer["deferred"][number]): DeferredPart {
  // A part with nested deferred parts has its own selection in its node.
  const own = node?.kind === "Defer" ? node.primary.subselection : subselection;
  return {
    ...toSteps(node),
    depends: depends.map(({ id }) => id),
    label: label ?? null,
    path: queryPath.flatMap(toPath),
    selection: own ?? null,
  };
}

function toNode(node: ReferenceNode, prefix: readonly PathStep[]): PlanNode {
  switch (node.kind) {
    case "Sequence":
      return { kind: "sequence", nodes: node.nodes.map((inner) => toNode(inner, prefix)) };
    case "Parallel":
      return { kind: "parallel", nodes: node.nodes.map((inner) => toNode(inner, prefix)) };
    case "Flatten":
      return toNode(node.node, [...prefix, ...node.path.flatMap(toPath)]);
    case "Fetch":
      return toFetch(node, prefix);
    default:
      throw new Error(`A plan has a ${node.kind} node, which this engine does not run`);
  }
}

function toFetch(node: ReferenceFetch, prefix: readonly PathStep[]): PlanNode {
  const operation = toOperation(node);
  if (!node.requires)
    return {
      kind: "fetch",
      id: node.id ?? null,
      path: prefix,
      operation,
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
  return { kind: "entities", id: node.id ?? null, operation, sources: [source] };
}

function toOperation({
  serviceName,
  operation,
  operationName,
  operationKind,
  variableUsages,
}: ReferenceFetch): SubgraphOperation {
  return {
    subgraph: serviceName,
    text: operation,
    name: operationName ?? null,
    isMutation: operationKind === OperationTypeNode.MUTATION,
    variables: variableUsages ?? [],
  };
}

/** `@`, `reviews`, or `... on Product`. */
function toPath(segment: string | number): readonly PathStep[] {
  const text = String(segment);
  if (text === "@") return [{ kind: "list" }];
  return text.startsWith(ON)
    ? [{ kind: "types", names: [text.slice(ON.length)] }]
    : [{ kind: "field", key: text }];
}

const ON = "... on ";

function toRequired(selection: ReferenceSelection): RequiredSelection {
  if (selection.kind === "InlineFragment")
    return {
      kind: "fragment",
      type: selection.typeCondition ?? null,
      selections: selection.selections.map(toRequired),
    };
  const key = selection.alias ?? selection.name;
  return {
    kind: "field",
    from: key,
    to: key,
    selections:
      selection.selections && selection.selections.length > 0 ? selection.selections.map(toRequired) : null,
  };
}

function toRewrite(rewrite: ReferenceRewrite): Rewrite {
  const path = rewrite.path.map((step): RewriteStep =>
    step.startsWith(ON) ? { kind: "types", names: [step.slice(ON.length)] } : { kind: "key", key: step },
  );
  return rewrite.kind === "KeyRenamer"
    ? { kind: "rename", path, to: rewrite.renameKeyTo }
    : { kind: "set", path, value: rewrite.setValueTo as unknown };
}

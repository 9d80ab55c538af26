/**
 * An object field that several subgraphs can resolve doubles the number of plans for its selection. On a
 * cycle of types a query can repeat the field, so a few hundred bytes of query can take a planner half a
 * minute.
 */
import type { FieldDefinitionNode } from "graphql";
import type { Finding } from "../../graph/composition/finding.js";
import type { Check, NamedSubgraph } from "./check.js";
import { createFinding } from "./create-finding.js";
import { argumentOf, stringOf } from "../../federation-names.js";
import { namedType } from "../../engine/fields-of.js";
import { readSubgraph } from "./read-subgraph.js";

/** Most reported findings: each one needs a search through the graph. */
const MAX_TOLD = 20;

export const checkCycles: Check = ({ subgraph, others }) => {
  const shared = findShared(subgraph, others);
  if (shared.length === 0) return [];
  const nextOf = createSteps([subgraph, ...others]);
  const findings: Finding[] = [];
  for (const field of shared) {
    const path = findPath(nextOf, namedType(field.node.type), field.type);
    if (path) findings.push(toFinding(subgraph.name, field, path));
    if (findings.length === MAX_TOLD) break;
  }
  return findings;
};

interface SharedField {
  readonly type: string;
  readonly node: FieldDefinitionNode;
  /** Names of the other subgraphs that resolve it. */
  readonly others: readonly string[];
}

function findShared(subgraph: NamedSubgraph, others: readonly NamedSubgraph[]): readonly SharedField[] {
  return [...readSubgraph(subgraph).types.values()]
    .flatMap(({ name: type, fields }) =>
      [...fields.values()].map((node) => ({
        type,
        node,
        others: resolves(subgraph, type, node.name.value)
          ? others
              .filter(
                (other) => resolves(other, type, node.name.value) && !overrides(subgraph, node, other.name),
              )
              .map(({ name }) => name)
          : [],
      })),
    )
    .filter((field) => field.others.length > 0);
}

function resolves(subgraph: NamedSubgraph, typeName: string, fieldName: string): boolean {
  const { types, isExternal } = readSubgraph(subgraph);
  const type = types.get(typeName);
  const field = type?.fields.get(fieldName);
  return type?.kind === "object" && field !== undefined && !isExternal(type, field);
}

function overrides(subgraph: NamedSubgraph, field: FieldDefinitionNode, from: string): boolean {
  return readSubgraph(subgraph)
    .directives(field, "override")
    .some((directive) => stringOf(argumentOf(directive, "from")) === from);
}

/**
 * The shortest path of types (breadth first) from one type to another, both included; null: there is none.
 */
function findPath(
  nextOf: (type: string) => ReadonlySet<string>,
  from: string,
  to: string,
): readonly string[] | null {
  const cameFrom = new Map<string, string | null>([[from, null]]);
  for (const type of cameFrom.keys()) {
    if (type === to) return unwind(cameFrom, to);
    for (const next of nextOf(type)) if (!cameFrom.has(next)) cameFrom.set(next, type);
  }
  return null;
}

function unwind(cameFrom: ReadonlyMap<string, string | null>, to: string): readonly string[] {
  const path: string[] = [];
  for (let type: string | null = to; type !== null; type = cameFrom.get(type) ?? null) path.unshift(type);
  return path;
}

/**
 * The types that a type leads to in any subgraph: by its fields, from a union to its members, from an
 * interface to its implementations.
 */
function createSteps(subgraphs: readonly NamedSubgraph[]): (type: string) => ReadonlySet<string> {
  const steps = new Map<string, Set<string>>();
  const add = (from: string, to: string): void =>
    void (steps.get(from)?.add(to) ?? steps.set(from, new Set([to])));
  for (const type of subgraphs.flatMap((subgraph) => [...readSubgraph(subgraph).types.values()])) {
    for (const field of type.fields.values()) add(type.name, namedType(field.type));
    for (const member of type.members) add(type.name, member.name.value);
    for (const each of type.interfaces) add(each.name.value, type.name);
  }
  return (type) => steps.get(type) ?? NOTHING;
}

const NOTHING: ReadonlySet<string> = new Set();

function toFinding(subgraph: string, { type, node, others }: SharedField, path: readonly string[]): Finding {
  const coordinate = `${type}.${node.name.value}`;
  const cycle = [type, ...path].join(" → ");
  return createFinding("SHARED_FIELD_ON_CYCLE", subgraph, {
    coordinate,
    node: node.name,
    others,
    message: {
      zh: `${coordinate} 也由 ${others.join("、")} 提供，且在循环 ${cycle} 上`,
      en: `${coordinate} is also given by ${others.join(", ")}, and lies on the cycle ${cycle}`,
    },
    advice: {
      zh: "由一个子图提供；另一个子图改名、加 @external，或不再定义。",
      en: "Let one subgraph give it; in the other, rename it, mark it @external, or leave it out.",
    },
  });
}

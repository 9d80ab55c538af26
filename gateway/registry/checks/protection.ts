/**
 * Checks that a publication does not change the demands on others' elements: composition copies a type's
 * demand to the interfaces that it implements, and one subgraph's demand to all that share the element.
 */
import { parse } from "graphql";
import { NO_DEMAND, type Demand } from "../../engine/access/demand.js";
import { readMarkedTypes, type MarkedType } from "../../engine/access/read-marked-types.js";
import { createReadMarks } from "../../engine/access/read-marks.js";
import type { Finding } from "../../graph/composition/finding.js";
import type { Check, Graph } from "./check.js";
import { createFinding } from "./create-finding.js";
import { createOwners } from "./owners.js";
import { readSubgraph } from "./read-subgraph.js";

export const checkProtection: Check = (input) => {
  const { subgraph, others, before, after } = input;
  if (after === null) return [];
  const owners = createOwners(input);
  const [old, made] = [marksOf(before), marksOf(after)];
  if (old.size + made.size === 0) return [];
  const findings = new Map<string, Finding>();
  const compare = (coordinate: string, owner: string, one: Demand, other: Demand): void => {
    if (owners.isPermitted(coordinate) || JSON.stringify(one) === JSON.stringify(other)) return;
    findings.set(coordinate, changes(subgraph.name, coordinate, owner));
  };
  for (const other of others.filter(owners.isOther)) {
    const reading = readSubgraph(other);
    for (const [name, type] of reading.types) {
      const [was, is] = [old.get(name), made.get(name)];
      compare(name, other.name, was?.marks ?? NO_DEMAND, is?.marks ?? NO_DEMAND);
      for (const [field, node] of type.fields)
        if (!reading.isExternal(type, node))
          compare(`${name}.${field}`, other.name, marksIn(was, field), marksIn(is, field));
    }
  }
  return [...findings.values()];
};

const FEATURE = /specs\.apollo\.dev\/(?:authenticated|requiresScopes|policy)\//;

/** Empty if the graph has no protected elements. */
function marksOf(graph: Graph | null): ReadonlyMap<string, MarkedType> {
  if (graph === null || !FEATURE.test(graph.supergraph)) return new Map();
  const document = parse(graph.supergraph, { noLocation: true });
  const readMarks = createReadMarks(document);
  return readMarks ? readMarkedTypes(document, readMarks) : new Map();
}

function marksIn(type: MarkedType | undefined, field: string): Demand {
  return type?.fields.get(field)?.marks ?? NO_DEMAND;
}

function changes(subgraph: string, coordinate: string, owner: string): Finding {
  return createFinding("OWNERSHIP_DIRECTIVE", subgraph, {
    coordinate,
    node: null,
    others: [owner],
    message: {
      zh: `改变了谁可以查看 ${owner} 的 ${coordinate}`,
      en: `It changes who may see ${coordinate} of ${owner}`,
    },
    advice: {
      zh: "访问要求（@authenticated、@requiresScopes、@policy）只写在本部门自己的字段和类型上；有此要求的类型不实现他人的接口。",
      en: "Put demands (@authenticated, @requiresScopes, @policy) on fields and types of your own; a type that has one implements no interface of others.",
    },
    edits: [],
  });
}

/**
 * Checks @cost and @listSize, because the gateway estimates an operation's cost by them: they must be present
 * and correct.
 */
import { Kind, type ConstDirectiveNode, type FieldDefinitionNode, type TypeNode } from "graphql";
import { readNumber, SLICING_ARGUMENTS } from "../../engine/price/list-size.js";
import type { Finding } from "../../graph/composition/finding.js";
import type { Check } from "./check.js";
import { createFinding } from "./create-finding.js";
import { argumentOf } from "../../federation-names.js";
import { namedType } from "../../engine/fields-of.js";
import { readSubgraph, type SubgraphReading } from "./read-subgraph.js";

const MAX_ITEMS = 1_000;
const COMPOSITE: ReadonlySet<string | undefined> = new Set(["object", "interface", "union"]);

export const checkCost: Check = ({ subgraph }) => {
  const { name } = subgraph;
  const reading = readSubgraph(subgraph);
  return [...reading.types.values()].flatMap((type) => [
    ...(type.kind === "object"
      ? [...type.fields.values()]
          .filter((field) => !reading.isExternal(type, field))
          .flatMap((field) => checkField(name, `${type.name}.${field.name.value}`, field, reading))
      : []),
    ...[
      type,
      ...type.fields.values(),
      ...[...type.fields.values()].flatMap((field) => field.arguments ?? []),
      ...type.inputFields.values(),
    ]
      .flatMap((node) => reading.directives(node, "cost"))
      .filter((directive) => (readNumber(argumentOf(directive, "weight")) ?? 0) < 0)
      .map((directive) => negative(name, type.name, directive)),
  ]);
};

function checkField(
  subgraph: string,
  coordinate: string,
  field: FieldDefinitionNode,
  { types, directives }: SubgraphReading,
): readonly Finding[] {
  const [listSize] = directives(field, "listSize");
  const assumed = listSize ? argumentOf(listSize, "assumedSize") : null;
  const slicing = (field.arguments ?? []).filter(({ name }) => SLICING_ARGUMENTS.has(name.value));
  const sizes = [assumed, ...slicing.map(({ defaultValue }) => defaultValue ?? null)].filter(
    (value) => value !== null && (readNumber(value) ?? 0) > MAX_ITEMS,
  );
  const tooLong = sizes.map((node) =>
    createFinding("COST_LIST_TOO_LONG", subgraph, {
      coordinate,
      node,
      message: {
        zh: `${coordinate} 一次给出${readNumber(node)}项`,
        en: `${coordinate} gives ${readNumber(node)} items at a time`,
      },
      advice: { zh: "分页返回，每页不超过1000项。", en: "Give pages of at most 1,000 items." },
    }),
  );
  if (
    listSize ||
    slicing.length > 0 ||
    !isList(field.type) ||
    !COMPOSITE.has(types.get(namedType(field.type))?.kind)
  )
    return tooLong;
  return [
    ...tooLong,
    createFinding("COST_LIST_UNBOUNDED", subgraph, {
      coordinate,
      node: field.name,
      message: {
        zh: `${coordinate} 返回的列表长度无法确定`,
        en: `How long the list of ${coordinate} is, nothing says`,
      },
      advice: {
        zh: "加参数 first: Int! = 20，或加 @listSize(assumedSize: …)。",
        en: "Add an argument first: Int! = 20, or @listSize(assumedSize: …).",
      },
    }),
  ];
}

function isList(type: TypeNode): boolean {
  return (
    type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && type.type.kind === Kind.LIST_TYPE)
  );
}

function negative(subgraph: string, coordinate: string, node: ConstDirectiveNode): Finding {
  return createFinding("COST_NEGATIVE", subgraph, {
    coordinate,
    node,
    message: {
      zh: "负的权重会抵消其他字段的成本",
      en: "A negative weight makes up for what other fields cost",
    },
    advice: { zh: "写0或正数。", en: "Write 0 or more." },
  });
}

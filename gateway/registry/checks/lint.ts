/** Checks the style of a schema, which the public reads. Only the publisher's own elements are checked. */
import type { ASTNode, ConstDirectiveNode, NameNode, StringValueNode } from "graphql";
import type { Finding } from "../../graph/composition/finding.js";
import type { Check, CheckInput } from "./check.js";
import { createFinding } from "./create-finding.js";
import { argumentOf, stringOf } from "../../federation-names.js";
import { createOwners } from "./owners.js";
import { readSubgraph } from "./read-subgraph.js";
import type { RuleCode } from "./rules.js";

const STYLES = {
  Pascal: /^[A-Z][A-Za-z0-9]*$/,
  camel: /^[a-z][A-Za-z0-9]*$/,
  UPPER: /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/,
} as const;

interface Element {
  readonly coordinate: string;
  readonly node: ASTNode & {
    readonly name: NameNode;
    readonly directives?: readonly ConstDirectiveNode[] | undefined;
  };
  readonly description: StringValueNode | null;
  readonly style: keyof typeof STYLES;
  /** The rule for a missing description; null: none is needed. */
  readonly undescribed: RuleCode | null;
}

export const checkLint: Check = (input) => {
  const {
    subgraph: { name },
  } = input;
  const { directives } = readSubgraph(input.subgraph);
  return collectOwn(input).flatMap((element) => [
    ...checkDescription(name, element),
    ...checkName(name, element),
    ...directives(element.node, "deprecated").flatMap((directive) =>
      checkReason(name, element.coordinate, directive),
    ),
  ]);
};

function collectOwn(input: CheckInput): readonly Element[] {
  const owners = createOwners(input);
  const { types, isExternal } = readSubgraph(input.subgraph);
  const elements: Element[] = [];
  for (const type of types.values()) {
    if (owners.isValueType(type) && owners.ofType(type.name).length > 0) continue;
    // Federation's own types, which some printers include, are refused by name elsewhere.
    if (type.name.startsWith("_") || type.name.includes("__")) continue;
    if (!type.isRoot && owners.ofEntity(type.name).length === 0)
      elements.push({
        coordinate: type.name,
        node: type.nodes[0],
        description: type.description,
        style: "Pascal",
        undescribed: "LINT_TYPE_UNDESCRIBED",
      });
    for (const field of type.fields.values()) {
      const coordinate = `${type.name}.${field.name.value}`;
      if (isExternal(type, field) || owners.ofField(type.name, field.name.value).length > 0) continue;
      elements.push({
        coordinate,
        node: field,
        description: field.description ?? null,
        style: "camel",
        undescribed: "LINT_FIELD_UNDESCRIBED",
      });
      for (const argument of field.arguments ?? [])
        elements.push({
          coordinate: `${coordinate}(${argument.name.value}:)`,
          node: argument,
          description: argument.description ?? null,
          style: "camel",
          undescribed: "LINT_UNDESCRIBED",
        });
    }
    for (const field of type.inputFields.values())
      elements.push({
        coordinate: `${type.name}.${field.name.value}`,
        node: field,
        description: field.description ?? null,
        style: "camel",
        undescribed: "LINT_UNDESCRIBED",
      });
    for (const value of type.values.values())
      elements.push({
        coordinate: `${type.name}.${value.name.value}`,
        node: value,
        description: value.description ?? null,
        style: "UPPER",
        undescribed: "LINT_UNDESCRIBED",
      });
  }
  return elements;
}

function checkDescription(
  subgraph: string,
  { coordinate, node, description, undescribed }: Element,
): readonly Finding[] {
  if (undescribed && !description?.value.trim()) {
    return [
      createFinding(undescribed, subgraph, {
        coordinate,
        node: node.name,
        message: { zh: `${coordinate} 没有说明`, en: `${coordinate} has no description` },
        advice: {
          zh: '在其前面写 """中文说明 / 英文说明"""。',
          en: 'Write """中文说明 / English""" before it.',
        },
      }),
    ];
  }
  if (!description || /\p{Script=Han}/u.test(description.value)) return [];
  return [
    createFinding("LINT_DESCRIPTION_NOT_CHINESE", subgraph, {
      coordinate,
      node: description,
      message: { zh: `${coordinate} 的说明没有中文`, en: `The description of ${coordinate} has no Chinese` },
      advice: { zh: "先写中文，再写“ / English”。", en: 'Write it in Chinese first, then " / English".' },
    }),
  ];
}

function checkName(subgraph: string, { coordinate, node: { name }, style }: Element): readonly Finding[] {
  if (STYLES[style].test(name.value)) return [];
  const better = rename(name.value, style);
  return [
    createFinding("LINT_NAME", subgraph, {
      coordinate,
      node: name,
      message: { zh: `名称 ${name.value} 的写法不同`, en: `${name.value} is in another style` },
      advice: STYLES[style].test(better)
        ? {
            zh: `改名为 ${better}，服务中的解析函数也要改。`,
            en: `Call it ${better}, in the service's resolvers too.`,
          }
        : {
            zh: "换一个名称，服务中的解析函数也要改。",
            en: "Give it another name, in the service's resolvers too.",
          },
    }),
  ];
}

function rename(name: string, style: keyof typeof STYLES): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .split("_")
    .filter((word) => word !== "");
  if (style === "UPPER") return words.map((word) => word.toUpperCase()).join("_");
  return words
    .map((word, index) =>
      style === "camel" && index === 0
        ? word.toLowerCase()
        : `${word.charAt(0).toUpperCase()}${word.slice(1).toLowerCase()}`,
    )
    .join("");
}

function checkReason(
  subgraph: string,
  coordinate: string,
  directive: ConstDirectiveNode,
): readonly Finding[] {
  if (stringOf(argumentOf(directive, "reason"))?.trim()) return [];
  return [
    createFinding("LINT_DEPRECATION_REASON", subgraph, {
      coordinate,
      node: directive,
      message: {
        zh: `${coordinate} 已弃用，但没有写原因`,
        en: `${coordinate} is deprecated without a reason`,
      },
      advice: {
        zh: '写明 reason，例如 @deprecated(reason: "请改用 …")。',
        en: 'Give one, such as @deprecated(reason: "Use …").',
      },
    }),
  ];
}

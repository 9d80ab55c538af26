/**
 * A department may add fields to others' entities. It needs the owner's consent to define, override or mark
 * elements that another subgraph defines, because a subgraph's directives on a shared element apply to the
 * whole graph.
 */
import {
  print,
  type ASTNode,
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
} from "graphql";
import type { Finding } from "../../graph/composition/finding.js";
import type { Check, NamedSubgraph } from "./check.js";
import { createFinding, replaceNode } from "./create-finding.js";
import { argumentOf, stringOf } from "../../federation-names.js";
import { readSubgraph, type SubgraphReading, type TypeDeclaration } from "./read-subgraph.js";
import { createOwners, type Owners } from "./owners.js";

/** Directives that composition merges from all subgraphs: marking an element here marks it everywhere. */
const MERGED = [
  "inaccessible",
  "tag",
  "deprecated",
  "cost",
  "listSize",
  "authenticated",
  "requiresScopes",
  "policy",
];

export const checkOwnership: Check = (input) => {
  const owners = createOwners(input);
  const reading = readSubgraph(input.subgraph);
  return [...reading.types.values()].flatMap((type) => [
    ...(owners.isValueType(type)
      ? checkValueType(input.subgraph.name, type, owners)
      : checkFields(input.subgraph.name, type, reading, owners, input.others)),
    ...checkDescription(input.subgraph.name, type, owners),
    ...checkDirectives(input.subgraph.name, type, reading, owners),
  ]);
};

function checkFields(
  subgraph: string,
  type: TypeDeclaration,
  reading: SubgraphReading,
  owners: Owners,
  others: readonly NamedSubgraph[],
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const field of type.fields.values()) {
    const coordinate = `${type.name}.${field.name.value}`;
    const provides = reading.provided.get(coordinate);
    const from = reading
      .directives(field, "override")
      .map((directive) => ({
        directive,
        subgraph: others.find(({ name }) => name === stringOf(argumentOf(directive, "from"))),
      }))
      .find((each) => each.subgraph && owners.isOther(each.subgraph));
    if (from?.subgraph && !owners.isPermitted(coordinate))
      findings.push(overrides(subgraph, coordinate, from.directive, from.subgraph));
    else if (!reading.isExternal(type, field) || provides)
      findings.push(...checkField(subgraph, type, field, provides ?? field.name, owners));
  }
  return findings;
}

function checkField(
  subgraph: string,
  type: TypeDeclaration,
  field: FieldDefinitionNode,
  node: ASTNode,
  owners: Owners,
): readonly Finding[] {
  const coordinate = `${type.name}.${field.name.value}`;
  const of = owners.ofField(type.name, field.name.value);
  if (of.length === 0 || owners.isPermitted(coordinate)) return [];
  const theirs = of.map((owner) => ({ owner, type: readSubgraph(owner).types.get(type.name) }));
  const key = type.keys.has(field.name.value)
    ? theirs.find((each) => each.type?.keys.has(field.name.value))?.type
    : undefined;
  if (!key) return [defines(subgraph, coordinate, node, of)];
  const wanted = key.fields.get(field.name.value);
  if (!wanted || print(wanted.type) === print(field.type)) return [];
  return [
    createFinding("OWNERSHIP_FIELD", subgraph, {
      coordinate,
      node: field.type,
      others: of.map(({ name }) => name),
      message: {
        zh: `键 ${coordinate} 的类型是 ${print(wanted.type)}，这里写成了 ${print(field.type)}`,
        en: `The key ${coordinate} is ${print(wanted.type)}, not ${print(field.type)}`,
      },
      advice: { zh: "与所属部门写成一样。", en: "Write it as its owner does." },
      edits: replaceNode(subgraph, field.type, print(wanted.type)),
    }),
  ];
}

function defines(subgraph: string, coordinate: string, node: ASTNode, of: readonly NamedSubgraph[]): Finding {
  const names = of.map(({ name }) => name);
  return createFinding("OWNERSHIP_FIELD", subgraph, {
    coordinate,
    node,
    others: names,
    message: {
      zh: `${coordinate} 由 ${names.join("、")} 提供`,
      en: `${coordinate} is given by ${names.join(", ")}`,
    },
    advice: {
      zh: "改用另一个字段名；只为 @requires 而写的，加 @external；确需共同提供的，请所属部门同意。",
      en: "Give the field another name; mark it @external where only @requires needs it; or ask its owner for consent.",
    },
  });
}

function overrides(
  subgraph: string,
  coordinate: string,
  node: ConstDirectiveNode,
  { name }: NamedSubgraph,
): Finding {
  return createFinding("OWNERSHIP_OVERRIDE", subgraph, {
    coordinate,
    node,
    others: [name],
    message: { zh: `${coordinate} 属于 ${name}`, en: `${coordinate} is ${name}'s` },
    advice: {
      zh: `请 ${name} 的所属部门同意，或改用另一个字段名。`,
      en: `Ask the owner of ${name} for consent, or give the field another name.`,
    },
  });
}

function checkValueType(subgraph: string, type: TypeDeclaration, owners: Owners): readonly Finding[] {
  const of = owners.ofType(type.name);
  const [owner] = of;
  const theirs = owner && readSubgraph(owner).types.get(type.name);
  // Composition refuses another kind of type with the same name.
  if (
    !owner ||
    !theirs ||
    theirs.kind !== type.kind ||
    type.kind === "scalar" ||
    owners.isPermitted(type.name)
  )
    return [];
  const difference = compare(type, theirs);
  const isShared = owner.owner === null;
  if (isShared && difference === "") return [];
  return [
    createFinding("OWNERSHIP_TYPE", subgraph, {
      coordinate: type.name,
      node: type.nodes[0].name,
      others: of.map(({ name }) => name),
      message: isShared
        ? {
            zh: `${type.name} 与通查共享的不同：${difference}`,
            en: `${type.name} is not as the hub shares it: ${difference}`,
          }
        : { zh: `${type.name} 属于 ${owner.name}`, en: `${type.name} is ${owner.name}'s` },
      advice: isShared
        ? {
            zh: "照抄通查的定义，或另取类型名。",
            en: "Copy the hub's definition, or give the type another name.",
          }
        : {
            zh: "另取类型名，或请所属部门同意。",
            en: "Give the type another name, or ask its owner for consent.",
          },
    }),
  ];
}

/** The differing members of two declarations: `+` only here, `-` only there. */
function compare(here: TypeDeclaration, there: TypeDeclaration): string {
  const mine = membersOf(here);
  const theirs = membersOf(there);
  return [
    ...[...mine].filter((member) => !theirs.has(member)).map((member) => `+${member}`),
    ...[...theirs].filter((member) => !mine.has(member)).map((member) => `-${member}`),
  ].join(" ");
}

function membersOf({
  fields,
  inputFields,
  values,
  members,
  interfaces,
}: TypeDeclaration): ReadonlySet<string> {
  return new Set([
    ...[...fields.values()].map(
      ({ name, arguments: given = [], type }) =>
        `${name.value}${given.length === 0 ? "" : `(${given.map(signature).toSorted().join(", ")})`}: ${print(type)}`,
    ),
    ...[...inputFields.values()].map(signature),
    ...values.keys(),
    ...members.map(({ name }) => name.value),
    ...interfaces.map(({ name }) => `implements ${name.value}`),
  ]);
}

function signature({ name, type, defaultValue }: InputValueDefinitionNode): string {
  return `${name.value}: ${print(type)}${defaultValue ? ` = ${print(defaultValue)}` : ""}`;
}

function checkDescription(
  subgraph: string,
  { name, description, isRoot }: TypeDeclaration,
  owners: Owners,
): readonly Finding[] {
  const of = owners.ofEntity(name);
  if (!description || isRoot || of.length === 0 || owners.isPermitted(name)) return [];
  return [
    createFinding("OWNERSHIP_DESCRIPTION", subgraph, {
      coordinate: name,
      node: description,
      others: of.map((owner) => owner.name),
      message: {
        zh: `${name} 已由 ${of.map((owner) => owner.name).join("、")} 说明`,
        en: `${name} is described by ${of.map((owner) => owner.name).join(", ")}`,
      },
      advice: {
        zh: "删除类型的说明；所加字段的说明保留。",
        en: "Remove the type's description; those of the added fields stay.",
      },
      edits: replaceNode(subgraph, description, ""),
    }),
  ];
}

type Marked = ASTNode & { readonly directives?: readonly ConstDirectiveNode[] | undefined };

function checkDirectives(
  subgraph: string,
  type: TypeDeclaration,
  reading: SubgraphReading,
  owners: Owners,
): readonly Finding[] {
  const marks = (
    coordinate: string,
    nodes: readonly Marked[],
    of: readonly NamedSubgraph[],
  ): readonly Finding[] => {
    if (of.length === 0 || owners.isPermitted(coordinate)) return [];
    return nodes.flatMap((node) =>
      MERGED.flatMap((name) => reading.directives(node, name)).map((directive) =>
        createFinding("OWNERSHIP_DIRECTIVE", subgraph, {
          coordinate,
          node: directive,
          others: of.map(({ name }) => name),
          message: {
            zh: `给 ${of.map(({ name }) => name).join("、")} 的 ${coordinate} 加了 @${directive.name.value}`,
            en: `@${directive.name.value} is put on ${coordinate} of ${of.map(({ name }) => name).join(", ")}`,
          },
          advice: { zh: "删除这个指令。", en: "Remove the directive." },
          edits: replaceNode(subgraph, directive, ""),
        }),
      ),
    );
  };
  return [
    ...marks(
      type.name,
      type.nodes,
      type.isRoot
        ? owners.ofRoot(type.name)
        : owners.isValueType(type)
          ? owners.ofType(type.name)
          : owners.ofEntity(type.name),
    ),
    ...[...type.fields.values()].flatMap((field) => {
      const of = owners.ofField(type.name, field.name.value);
      return [
        ...marks(`${type.name}.${field.name.value}`, [field], of),
        ...(field.arguments ?? []).flatMap((argument) =>
          marks(`${type.name}.${field.name.value}(${argument.name.value}:)`, [argument], of),
        ),
      ];
    }),
    ...[...type.inputFields.values(), ...type.values.values()].flatMap((member) =>
      marks(`${type.name}.${member.name.value}`, [member], owners.ofType(type.name)),
    ),
  ];
}

/**
 * When a service is down, its fields are null. If such a field is non-null, its parent becomes null instead:
 * the object of another department, or, for a root field, the whole answer.
 */
import { Kind, type FieldDefinitionNode } from "graphql";
import { SEMANTIC_NON_NULL } from "#schema/semantic-non-null.js";
import type { Finding, TextEdit } from "../../graph/composition/finding.js";
import type { Check } from "./check.js";
import { createFinding } from "./create-finding.js";
import { readLinks } from "../../federation-names.js";
import { createOwners } from "./owners.js";
import { readSubgraph, type SubgraphReading, type TypeDeclaration } from "./read-subgraph.js";

/** Matches the reason in a line of the field's description, in either language. */
const REASON = /(?:非空理由\s*[:：]|non-null because\s*:)[ \t]*\S/i;

export const checkNullability: Check = (input) => {
  const owners = createOwners(input);
  const reading = readSubgraph(input.subgraph);
  const usesSemanticNonNull = readLinks(input.subgraph.document).some(
    ({ url }) => url === SEMANTIC_NON_NULL.url,
  );
  const findings: Finding[] = [];
  for (const type of reading.types.values()) {
    // Subscription is not checked: an event has a single root field, so no other field is lost.
    const isRoot = type.name === "Query" || type.name === "Mutation";
    if (type.kind !== "object" || (!isRoot && owners.ofEntity(type.name).length === 0)) continue;
    for (const field of type.fields.values()) {
      if (
        field.type.kind !== Kind.NON_NULL_TYPE ||
        type.keys.has(field.name.value) ||
        reading.isExternal(type, field) ||
        REASON.test(field.description?.value ?? "")
      )
        continue;
      findings.push(nonNull(input.subgraph.name, type, field, isRoot, reading, usesSemanticNonNull));
    }
  }
  return findings;
};

function nonNull(
  subgraph: string,
  type: TypeDeclaration,
  field: FieldDefinitionNode,
  isRoot: boolean,
  reading: SubgraphReading,
  usesSemanticNonNull: boolean,
): Finding {
  const coordinate = `${type.name}.${field.name.value}`;
  const isDemanded = type.interfaces.some(
    ({ name }) =>
      reading.types.get(name.value)?.fields.get(field.name.value)?.type.kind === Kind.NON_NULL_TYPE,
  );
  return createFinding("NON_NULL_ACROSS_SUBGRAPHS", subgraph, {
    coordinate,
    node: field.type,
    message: isRoot
      ? {
          zh: `${coordinate} 非空：本服务中断时，整个查询结果都会变空`,
          en: `${coordinate} is non-null: an outage of this service would empty the whole answer`,
        }
      : {
          zh: `${coordinate} 非空：本服务中断时，${type.name} 会整个变空`,
          en: `${coordinate} is non-null: an outage of this service would empty the whole ${type.name}`,
        },
    advice: isDemanded
      ? {
          zh: "删除末尾的“!”，接口中的同名字段也要删除；或在说明中写“非空理由：…”。",
          en: 'Remove the final "!", in the interface too; or write "Non-null because: …" in its description.',
        }
      : {
          zh: "删除末尾的“!”，只有出错才为空的，可改写 @semanticNonNull；或在说明中写“非空理由：…”。",
          en: 'Remove the final "!"; where only an error makes it null, put @semanticNonNull in its place; or write "Non-null because: …" in its description.',
        },
    edits: isDemanded ? [] : removeMark(subgraph, field, usesSemanticNonNull && !hasSemanticNonNull(field)),
  });
}

/**
 * Removes the `!`; `isKept`: adds `@semanticNonNull` instead, which says that only an error makes it null.
 */
function removeMark(subgraph: string, { type }: FieldDefinitionNode, isKept: boolean): TextEdit[] {
  const inner = type.kind === Kind.NON_NULL_TYPE ? type.type.loc : undefined;
  return inner && type.loc
    ? [
        {
          subgraph,
          offset: inner.end,
          length: type.loc.end - inner.end,
          text: isKept ? ` @${SEMANTIC_NON_NULL.name}` : "",
        },
      ]
    : [];
}

function hasSemanticNonNull({ directives = [] }: FieldDefinitionNode): boolean {
  return directives.some(({ name }) => name.value === SEMANTIC_NON_NULL.name);
}

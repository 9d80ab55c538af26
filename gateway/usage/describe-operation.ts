/**
 * An operation as it is recorded: one hash for all spellings with equal normalised text and coordinates, and
 * no values of literals, which may be personal data.
 */
import { hash } from "node:crypto";
import {
  Kind,
  print,
  visit,
  type DocumentNode,
  type ExecutableDefinitionNode,
  type GraphQLSchema,
  type ListValueNode,
} from "graphql";
import type { ReadOperation } from "../engine/prepare/read-operation.js";
import { coordinatesOf } from "./coordinates.js";

export interface DescribedOperation {
  /** Hash of the text and the coordinates: under another schema the same text may use other coordinates. */
  readonly hash: string;
  /** Empty for an anonymous operation. */
  readonly name: string;
  /** Printed, with numbers and strings blanked out; truncated after 10,000 characters. */
  readonly text: string;
  readonly coordinates: readonly string[];
}

const KEPT_CHARACTERS = 10_000;

export function describeOperation(
  schema: GraphQLSchema,
  { operation, fragments }: Pick<ReadOperation, "operation" | "fragments">,
): DescribedOperation {
  const definitions = reached(operation, fragments);
  const text = printWithoutLiterals({ kind: Kind.DOCUMENT, definitions });
  const coordinates = coordinatesOf(schema, definitions);
  return {
    hash: hash("sha256", [text, ...coordinates].join("\n"), "base64url"),
    name: operation.name?.value ?? "",
    text: text.length > KEPT_CHARACTERS ? `${text.slice(0, KEPT_CHARACTERS)}…` : text,
    coordinates,
  };
}

/** The operation and the fragments that it spreads, directly or through others. */
function reached(
  operation: ReadOperation["operation"],
  fragments: ReadOperation["fragments"],
): readonly ExecutableDefinitionNode[] {
  const definitions = new Set<ExecutableDefinitionNode>([operation]);
  // The set grows during the iteration; added definitions are visited as well.
  for (const definition of definitions) {
    visit(definition, {
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (fragment) definitions.add(fragment);
      },
    });
  }
  return [...definitions];
}

/** The text of a document without the values of its literals. */
export function printWithoutLiterals(document: DocumentNode): string {
  return print(
    visit(document, {
      IntValue: (node) => ({ ...node, value: "0" }),
      FloatValue: (node) => ({ ...node, value: "0" }),
      StringValue: (node) => ({ ...node, value: "", block: false }),
      ListValue: { leave: (node) => ({ ...node, values: withoutRepetition(node.values) }) },
    }),
  );
}

/**
 * Removes repeated values, so that lists of ids or codes that differ only in length become equal. Nested
 * lists and objects are not compared: printing them at each level would take quadratic time in their depth.
 */
function withoutRepetition(values: ListValueNode["values"]): ListValueNode["values"] {
  const seen = new Set<string>();
  return values.filter((value) => {
    if (value.kind === Kind.LIST || value.kind === Kind.OBJECT) return true;
    const text = print(value);
    return !seen.has(text) && seen.add(text);
  });
}

/**
 * An operation as it is kept: under one hash for all spellings that use the same, without what its literals
 * say of anybody.
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
  /** Of the text and the coordinates: the same text over another schema may use something else. */
  readonly hash: string;
  /** Empty for one without a name. */
  readonly name: string;
  /** In the printer's spelling, numbers and strings blanked out; cut after 10,000 characters. */
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
  // A set that grows while it is gone through: what is added is gone through too.
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
 * Lists of ids or codes that differ in length alone become the same. Lists and objects inside are not
 * compared: to print them at each level would take the square of their depth.
 */
function withoutRepetition(values: ListValueNode["values"]): ListValueNode["values"] {
  const seen = new Set<string>();
  return values.filter((value) => {
    if (value.kind === Kind.LIST || value.kind === Kind.OBJECT) return true;
    const text = print(value);
    return !seen.has(text) && seen.add(text);
  });
}

/** The types of a supergraph, with the demands on them and on their fields. */
import { Kind, type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode } from "graphql";
import { namedType } from "../fields-of.js";
import { textOf } from "../../federation-names.js";
import { allOf, type Demand } from "./demand.js";
import type { ReadMarks } from "./read-marks.js";

export interface MarkedField {
  readonly marks: Demand;
  /** The named type, inside lists and non-nulls. */
  readonly type: string;
  /** The fields that the subgraph requires to resolve this one (`@requires`). */
  readonly requires: readonly string[];
}

export interface MarkedType {
  readonly isInterface: boolean;
  readonly marks: Demand;
  readonly fields: ReadonlyMap<string, MarkedField>;
  readonly interfaces: readonly string[];
  /** The member types of a union. */
  readonly members: readonly string[];
}

export function readMarkedTypes(
  { definitions }: DocumentNode,
  readMarks: ReadMarks,
): ReadonlyMap<string, MarkedType> {
  const types = new Map<string, MarkedType>();
  for (const definition of definitions) {
    const parts = partsOf(definition);
    if (parts === null) continue;
    const before = types.get(parts.name);
    const marks = readMarks(parts.directives);
    types.set(parts.name, {
      isInterface: parts.isInterface,
      marks: before ? allOf([before.marks, marks]) : marks,
      interfaces: [...(before?.interfaces ?? []), ...parts.interfaces],
      members: [...(before?.members ?? []), ...parts.members],
      fields: new Map([
        ...(before?.fields ?? []),
        ...parts.fields.map((field): [string, MarkedField] => [
          field.name.value,
          readField(field, readMarks),
        ]),
      ]),
    });
  }
  return types;
}

function readField({ type, directives = [] }: FieldDefinitionNode, readMarks: ReadMarks): MarkedField {
  return {
    marks: readMarks(directives),
    type: namedType(type),
    requires: directives.flatMap((directive) =>
      directive.name.value === "join__field" ? (textOf(directive, "requires") ?? []) : [],
    ),
  };
}

interface Parts {
  readonly name: string;
  readonly isInterface: boolean;
  readonly directives: readonly ConstDirectiveNode[];
  readonly fields: readonly FieldDefinitionNode[];
  readonly interfaces: readonly string[];
  readonly members: readonly string[];
}

function partsOf(definition: DocumentNode["definitions"][number]): Parts | null {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_EXTENSION:
      return {
        ...NOTHING,
        name: definition.name.value,
        isInterface: definition.kind.startsWith("Interface"),
        directives: definition.directives ?? [],
        fields: definition.fields ?? [],
        interfaces: (definition.interfaces ?? []).map(({ name }) => name.value),
      };
    case Kind.UNION_TYPE_DEFINITION:
    case Kind.UNION_TYPE_EXTENSION:
      return {
        ...NOTHING,
        name: definition.name.value,
        directives: definition.directives ?? [],
        members: (definition.types ?? []).map(({ name }) => name.value),
      };
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_EXTENSION:
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_EXTENSION:
      return { ...NOTHING, name: definition.name.value, directives: definition.directives ?? [] };
    default:
      return null;
  }
}

const NOTHING = { isInterface: false, directives: [], fields: [], interfaces: [], members: [] } as const;

/**
 * Reads `@cost` and `@listSize` in a supergraph, under the names by which it links them
 * (https://specs.apollo.dev/cost/v0.1). If subgraphs differ, composition has kept the maximum.
 */
import { Kind, type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode } from "graphql";
import { readLinks } from "../../federation-names.js";
import { readListSize, readNumber, type ListSize } from "./list-size.js";

export interface Weights {
  /** The weight of each object or value of a type; null if none is declared. */
  readonly ofType: (type: string) => number | null;
  readonly ofField: (type: string, field: string) => FieldWeights | null;
  readonly ofInputField: (type: string, field: string) => number | null;
}

export interface FieldWeights {
  /** The weight of each call of the field. */
  readonly call: number | null;
  readonly listSize: ListSize | null;
  readonly arguments: ReadonlyMap<string, number>;
}

const SPECIFICATION = "https://specs.apollo.dev/cost/";

export function readWeights(supergraph: DocumentNode): Weights {
  const names = namesIn(supergraph);
  const types = new Map<string, number>();
  const fields = new Map<string, FieldWeights>();
  const inputFields = new Map<string, number>();
  const weightOf = (directives: readonly ConstDirectiveNode[] | undefined): number | null => {
    const found = directives?.find(({ name }) => name.value === names?.cost);
    return found ? readNumber(found.arguments?.find(({ name }) => name.value === "weight")?.value) : null;
  };
  const readField = ({ directives, arguments: given = [] }: FieldDefinitionNode): FieldWeights | null => {
    const listSize = directives?.find(({ name }) => name.value === names?.listSize);
    const call = weightOf(directives);
    const weighed = given.flatMap((argument): [string, number][] => {
      const weight = weightOf(argument.directives);
      return weight === null ? [] : [[argument.name.value, weight]];
    });
    if (call === null && !listSize && weighed.length === 0) return null;
    return { call, listSize: listSize ? readListSize(listSize) : null, arguments: new Map(weighed) };
  };
  if (names)
    for (const definition of supergraph.definitions) {
      if (!("name" in definition) || !definition.name || !("directives" in definition)) continue;
      const type = definition.name.value;
      const weight =
        definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION
          ? null
          : weightOf(definition.directives);
      if (weight !== null) types.set(type, weight);
      if (
        definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
        definition.kind === Kind.INTERFACE_TYPE_DEFINITION
      ) {
        for (const field of definition.fields ?? []) {
          const read = readField(field);
          if (read) fields.set(`${type}.${field.name.value}`, read);
        }
      }
      if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
        for (const field of definition.fields ?? []) {
          const read = weightOf(field.directives);
          if (read !== null) inputFields.set(`${type}.${field.name.value}`, read);
        }
      }
    }
  return {
    ofType: (type) => types.get(type) ?? null,
    ofField: (type, field) => fields.get(`${type}.${field}`) ?? null,
    ofInputField: (type, field) => inputFields.get(`${type}.${field}`) ?? null,
  };
}

/** The names of the two directives in this graph; null if the specification is not linked. */
function namesIn(supergraph: DocumentNode): { readonly cost: string; readonly listSize: string } | null {
  const link = readLinks(supergraph).find(({ url }) => url?.startsWith(SPECIFICATION));
  if (!link) return null;
  const prefix = link.as ?? "cost";
  const imported = (name: string): string | undefined => {
    const found = link.imports.find((each) => each.name === `@${name}`);
    return found && (found.as ?? found.name ?? "").slice(1);
  };
  return { cost: imported("cost") ?? prefix, listSize: imported("listSize") ?? `${prefix}__listSize` };
}

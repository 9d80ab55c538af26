/**
 * Prints the schema that clients download: the API schema, with `@semanticNonNull` on fields that only an
 * error makes null. Introspection does not show applied directives, and the engine's schema does not have
 * this one.
 */
import {
  Kind,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  type DocumentNode,
  type GraphQLSchema,
} from "graphql";
import { SEMANTIC_NON_NULL } from "#schema/semantic-non-null.js";

/**
 * Returns SDL, sorted by name, with a newline at its end. `supergraph`: the text that the schema was made
 * from.
 */
export function printApi(schema: GraphQLSchema, supergraph: string): string {
  // The library parts the fields of a type by empty lines; printed again there are none.
  const text = `${print(parse(printSchema(lexicographicSortSchema(schema)), { noLocation: true })).trimEnd()}\n`;
  const applied = appliedIn(parse(supergraph));
  if (applied.size === 0) return text;
  const document = parse(text);
  const inserts = fieldsOf(document).flatMap(({ coordinate, type }) => {
    const directive = applied.get(coordinate);
    return directive !== undefined && type.loc ? [{ at: type.loc.end, text: ` ${directive}` }] : [];
  });
  const before =
    document.definitions.find(({ kind }) => kind === Kind.DIRECTIVE_DEFINITION) ?? document.definitions[0];
  return insert(text, [
    { at: before?.loc?.start ?? 0, text: `${SEMANTIC_NON_NULL.definition}\n\n` },
    ...inserts,
  ]);
}

/** The applied directives' texts, by coordinate. */
function appliedIn(supergraph: DocumentNode): ReadonlyMap<string, string> {
  return new Map(
    fieldsOf(supergraph).flatMap(({ coordinate, directives }) => {
      const { loc } = directives?.find(({ name }) => name.value === SEMANTIC_NON_NULL.name) ?? {};
      return loc ? [[coordinate, loc.source.body.slice(loc.start, loc.end)] as const] : [];
    }),
  );
}

function fieldsOf({ definitions }: DocumentNode) {
  return definitions.flatMap((type) =>
    type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION
      ? (type.fields ?? []).map((field) => ({
          ...field,
          coordinate: `${type.name.value}.${field.name.value}`,
        }))
      : [],
  );
}

function insert(text: string, inserts: readonly { readonly at: number; readonly text: string }[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { at, text: inserted } of inserts) {
    parts.push(text.slice(from, at), inserted);
    from = at;
  }
  return [...parts, text.slice(from)].join("");
}

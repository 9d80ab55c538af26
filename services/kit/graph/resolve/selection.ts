/**
 * Which stored fields an operation needs of the records that a resolver gives, so that long texts nobody
 * asked for stay in the database. A field that a domain resolves by hand may need anything: then all are
 * read, unless the field said what it needs.
 */
import {
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";
import type { FeedContract, RowOf } from "../../feed/contract.js";
import { storedFields } from "../../feed/stored-fields.js";
import type { WantedFields } from "../../store/read/published-sql.js";
import type { WantedOfList } from "../types/connection.js";
import { Extensions } from "../types/decorators.js";

/**
 * Decorates a field that a domain resolves by hand, and says which stored fields of `of` it is made from:
 * `@Needs(flows, "steps")`.
 */
export function Needs<Contract extends FeedContract>(
  of: Contract,
  ...fields: readonly (keyof RowOf<Contract> & string)[]
): MethodDecorator & PropertyDecorator {
  const known = new Set(storedFields(of).map(({ field }) => field));
  const unknown = fields.find((field) => !known.has(field));
  if (unknown !== undefined) throw new Error(`Feed ${of.id}: the needed field ${unknown} is not stored`);
  return Extensions({ [NEEDS]: fields });
}

/** Where the needs of a field stand in the schema: its extension of this name. */
const NEEDS = "needs";

/**
 * `paths` lead from the resolver's own field to the records: `[["nodes"], ["edges", "node"]]`, or `[[]]` when
 * it gives a record.
 */
export function wantedFields(
  contract: FeedContract,
  info: GraphQLResolveInfo,
  paths: readonly (readonly string[])[],
): WantedFields {
  const answers = wanted.get(info.fieldNodes) ?? new Map<FeedContract, WantedFields>();
  wanted.set(info.fieldNodes, answers);
  if (!answers.has(contract))
    answers.set(contract, fieldsFor(contract, info.schema, namesAt(info, contract.type, paths)));
  return answers.get(contract);
}

/** What is selected of a list of the contract's records, by the resolver's own field. */
export function wantedOfList(contract: FeedContract, info: GraphQLResolveInfo): WantedOfList {
  return { fields: wantedFields(contract, info, RECORDS_OF_A_LIST), isCounted: isCounted(info) };
}

function isCounted(info: GraphQLResolveInfo): boolean {
  const known = counted.get(info.fieldNodes);
  if (known !== undefined) return known;
  const selected = selectedAt(info, []);
  const is = selected.has("totalCount") && READ_WITH_RECORDS.some((name) => selected.has(name));
  counted.set(info.fieldNodes, is);
  return is;
}

const RECORDS_OF_A_LIST = [["nodes"], ["edges", "node"]];
const READ_WITH_RECORDS = ["nodes", "edges", "pageInfo"];
const counted = new WeakMap<readonly FieldNode[], boolean>();

/** By the executor's own list of field nodes: one for all parents of one selection, gone with the request. */
const wanted = new WeakMap<readonly FieldNode[], Map<FeedContract, WantedFields>>();

/**
 * The stored fields that each field of the contract's type needs. By the type, since each schema has its own.
 */
const needs = new WeakMap<GraphQLObjectType, ReadonlyMap<string, readonly string[]>>();

function needsOf(contract: FeedContract, schema: GraphQLSchema): ReadonlyMap<string, readonly string[]> {
  const type = schema.getType(contract.type);
  if (!isObjectType(type)) throw new Error(`Feed ${contract.id}: this subgraph has no type ${contract.type}`);
  const known = needs.get(type);
  if (known) return known;
  const made = new Map<string, readonly string[]>([
    ["__typename", []],
    ["id", []],
    ["department", ["department"]],
    ["provenance", ["provenance"]],
  ]);
  for (const { field, exposed } of storedFields(contract)) if (exposed) made.set(field, [field]);
  for (const { name, extensions } of Object.values(type.getFields())) {
    const needed: unknown = extensions[NEEDS];
    if (Array.isArray(needed)) made.set(name, needed.map(String));
  }
  needs.set(type, made);
  return made;
}

function fieldsFor(contract: FeedContract, schema: GraphQLSchema, names: ReadonlySet<string>): WantedFields {
  const known = needsOf(contract, schema);
  const fields = new Set<string>();
  for (const name of names) {
    const needed = known.get(name);
    if (!needed) return undefined;
    for (const field of needed) fields.add(field);
  }
  return fields;
}

/** Names of what is selected under a path from the resolver's own field. */
export function selectedAt(info: GraphQLResolveInfo, path: readonly string[]): ReadonlySet<string> {
  return namesAt(info, null, [path]);
}

function namesAt(
  info: GraphQLResolveInfo,
  typeName: string | null,
  paths: readonly (readonly string[])[],
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const path of paths) {
    const visited = new Set<string>();
    for (const { selectionSet } of info.fieldNodes)
      if (selectionSet) collect(selectionSet, path, { info, typeName, names, visited });
  }
  return names;
}

/** `visited` keeps fragments that spread each other many times from being walked more than once. */
interface Walk {
  readonly info: GraphQLResolveInfo;
  readonly typeName: string | null;
  readonly names: Set<string>;
  readonly visited: Set<string>;
}

/** Directives that may leave a selection out are not looked at: to read a field too many is harmless. */
function collect(selectionSet: SelectionSetNode, path: readonly string[], walk: Walk): void {
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) {
      if (path.length === 0) walk.names.add(selection.name.value);
      else if (selection.name.value === path[0] && selection.selectionSet)
        collect(selection.selectionSet, path.slice(1), walk);
      continue;
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      if (condition === undefined || mayApply(condition, path, walk))
        collect(selection.selectionSet, path, walk);
      continue;
    }
    const fragment = walk.info.fragments[selection.name.value];
    const visit = `${selection.name.value} ${path.length}`;
    if (!fragment || walk.visited.has(visit) || !mayApply(fragment.typeCondition.name.value, path, walk))
      continue;
    walk.visited.add(visit);
    collect(fragment.selectionSet, path, walk);
  }
}

function mayApply(condition: string, path: readonly string[], { info, typeName }: Walk): boolean {
  return (
    path.length > 0 ||
    typeName === null ||
    condition === typeName ||
    !isObjectType(info.schema.getType(condition))
  );
}

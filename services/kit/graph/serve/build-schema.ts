/**
 * A subgraph's plug, made executable: classes → type-graphql schema → sorted SDL → federated schema with the
 * classes' resolvers. The SDL is what composition and the golden file see, and the schema is built from that
 * very text.
 */
import { buildSubgraphSchema, type GraphQLResolverMap } from "@apollo/subgraph";
import {
  isObjectType,
  Kind,
  parse,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from "graphql";
import { buildSchemaSync, createResolversMap } from "type-graphql";
import { subgraphOf, type FeedContract } from "../../feed/contract.js";
import { connectionResolver, connectionType } from "../types/connection-type.js";
import type { ClassType } from "../types/decorators.js";
import type { ResolveReference, Subgraph } from "./define-subgraph.js";
import { departmentField } from "../resolve/department-field.js";
import { groupsResolvers } from "../resolve/group-type.js";
import { recordBlocks } from "../resolve/block-fields.js";
import { recordFiles } from "../resolve/file-fields.js";
import { recordLabels } from "../resolve/label-fields.js";
import { listResolver, resolveReference } from "../resolve/list-resolver.js";
import { meterSchema } from "./meter-schema.js";
import { printSdl } from "./print-sdl.js";
import { provenanceFields } from "../resolve/provenance-fields.js";
import { recordHistory } from "../resolve/record-history.js";
import { recordFields } from "../resolve/record-fields.js";
import { publishedEvents } from "../resolve/published-event.js";
import { linkFields } from "../resolve/relation.js";
import { withResolversAlone } from "./resolvers-alone.js";
import { seriesResolvers } from "../resolve/series-type.js";

export interface BuiltSubgraph {
  readonly sdl: string;
  readonly schema: GraphQLSchema;
}

/**
 * `feeds` are the subgraph's own, and those that are data; `all` are those of all subgraphs. For the same as
 * before it is the same.
 */
export function buildSchema(
  subgraph: Subgraph,
  feeds: readonly FeedContract[] = subgraph.feeds,
  all: readonly FeedContract[] = feeds,
): BuiltSubgraph {
  const madeOf = subgraph.resolversFor ? [...feeds, null, ...all] : feeds;
  const before = latest.get(subgraph);
  if (before?.madeOf.length === madeOf.length && before.madeOf.every((one, at) => one === madeOf[at]))
    return before.built;
  const built = build(
    subgraph,
    [...resolversOf(subgraph, feeds), ...(subgraph.resolversFor?.(all) ?? [])],
    feeds,
    all,
  );
  latest.set(subgraph, { madeOf, built });
  return built;
}

interface Latest {
  readonly madeOf: readonly (FeedContract | null)[];
  readonly built: BuiltSubgraph;
}

const latest = new WeakMap<Subgraph, Latest>();

function build(
  subgraph: Subgraph,
  classes: readonly ClassType[],
  feeds: readonly FeedContract[],
  all: readonly FeedContract[],
): BuiltSubgraph {
  const [first, ...others] = classes;
  if (!first) throw new Error(`Subgraph ${subgraph.name}: it has neither feeds nor resolvers`);
  const schema = withResolversAlone(classes, () =>
    buildSchemaSync({
      resolvers: [first, ...others],
      orphanedTypes: [...subgraph.entities],
      validate: false,
      // The schema that is served is made of its SDL, and checked then.
      skipCheck: true,
      // Type-graphql demands one for any Subscription, though each brings its own source.
      pubSub: {
        publish: () => undefined,
        subscribe: () => {
          throw new Error("A Subscription of a subgraph needs its own subscribe");
        },
      },
    }),
  );
  const sdl = printSdl(schema, { own: namesOf(feeds), all: namesOf(all) });
  // Two libraries describe one shape in types that do not meet.
  const resolvers = createResolversMap(schema) as GraphQLResolverMap;
  const federated = buildSubgraphSchema([
    // Its locations would be kept with the schema: a third of its memory.
    { typeDefs: parse(sdl, { noLocation: true }), resolvers },
    { typeDefs: NOTHING, resolvers: referencesOf(subgraph, feeds) },
  ]);
  copyExtensions(schema, federated);
  return { sdl, schema: meterSchema(federated) };
}

/**
 * Copies the extensions of fields (such as the stored fields that they need): the SDL does not carry them.
 */
function copyExtensions(from: GraphQLSchema, to: GraphQLSchema): void {
  for (const type of Object.values(from.getTypeMap())) {
    const copy = to.getType(type.name);
    if (!isObjectType(type) || !isObjectType(copy)) continue;
    const fields = copy.getFields();
    for (const { name, extensions } of Object.values(type.getFields())) {
      const field = fields[name];
      if (field) field.extensions = { ...field.extensions, ...extensions };
    }
  }
}

function resolversOf(subgraph: Subgraph, feeds: readonly FeedContract[]): readonly ClassType[] {
  return [...new Set([...feeds.flatMap(resolversOfFeed), ...subgraph.resolvers])];
}

/** The library keeps every class that it was ever told of, and goes through all for each schema. */
const feedResolvers = new WeakMap<FeedContract, readonly ClassType[]>();

function resolversOfFeed(contract: FeedContract): readonly ClassType[] {
  const known = feedResolvers.get(contract);
  if (known) return known;
  const departments = contract.departments?.();
  const made = [
    listResolver(contract),
    publishedEvents(contract),
    connectionResolver(contract),
    ...groupsResolvers(contract, connectionType(contract)),
    ...seriesResolvers(contract, connectionType(contract)),
    ...linkFields(contract),
    ...recordLabels(contract),
    ...recordBlocks(contract),
    ...recordFiles(contract),
    ...recordFields(contract),
    recordHistory(contract),
    provenanceFields(subgraphOf(contract.id)),
    ...(departments ? [departmentField(contract, departments)] : []),
  ];
  feedResolvers.set(contract, made);
  return made;
}

function referencesOf(subgraph: Subgraph, feeds: readonly FeedContract[]): GraphQLResolverMap {
  const ofFeeds = feeds.map((contract): [string, ResolveReference] => [
    contract.type,
    (reference, context, info) => resolveReference(contract, reference, context, info),
  ]);
  const references = Object.entries({ ...Object.fromEntries(ofFeeds), ...subgraph.references });
  // The library's types know field resolvers only; a reference resolver has (reference, context, info).
  return Object.fromEntries(
    references.map(([type, find]) => [
      type,
      { __resolveReference: find as GraphQLFieldResolver<unknown, unknown> },
    ]),
  );
}

function namesOf(feeds: readonly FeedContract[]): ReadonlySet<string> {
  return new Set(feeds.map(({ type }) => type));
}

const NOTHING: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };

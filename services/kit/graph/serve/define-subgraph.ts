/**
 * The plug of a domain, the default export of a folder's `subgraph.ts`. Each feed brings its type, list,
 * filter and references with it; `resolvers` are the classes that a domain writes, `references` find the
 * entities that no feed holds.
 */
import type { MigrationObject } from "@mikro-orm/core";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { GraphQLResolveInfo } from "graphql";
import type { Caller } from "#schema/caller.js";
import type { CatalogueEntry } from "../../feed/catalogue-entry.js";
import { subgraphOf, type FeedContract } from "../../feed/contract.js";
import type { SubgraphContext } from "../resolve/context.js";
import type { PublishedReader } from "../../store/read/published-reader.js";
import type { HubParts } from "../resolve/hub-request.js";
import type { ClassType } from "../types/decorators.js";

/** Resolves a representation `{ __typename, <key> }` to its object; null when nothing has that key. */
export type ResolveReference = (
  reference: Readonly<Record<string, unknown>>,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
) => unknown;

/** Plain HTTP of a subgraph, under its own prefix, for what is no query: uploads, downloads. */
export interface SubgraphRoutes {
  readonly prefix: string;
  readonly register: (app: FastifyInstance, parts: RouteParts) => Promise<void> | void;
}

export interface RouteParts extends HubParts {
  /** Who sends the request, by its token; throws TOKEN_INVALID. */
  readonly callerOf: (request: FastifyRequest) => Promise<Caller | null>;
}

/** The definition of a department's domain. Its resolvers see published data, the caller and the time. */
export interface DomainDefinition {
  /** The folder's name, and the part before the point in the ids of its feeds. */
  readonly name: string;
  readonly feeds?: readonly FeedContract[];
  /** How the catalogue sorts its feeds; without it by the name of the folder alone. */
  readonly catalogue?: CatalogueEntry;
  /**
   * Feeds that are data: read again after each release of this subgraph. The same definition gives the same
   * contract. `contracts` are the feeds of all subgraphs that are none.
   */
  readonly moreFeeds?: (
    reader: PublishedReader,
    contracts: readonly FeedContract[],
  ) => Promise<readonly FeedContract[]>;
  readonly resolvers?: readonly ClassType[];
  /** Entity types that no field of this subgraph gives. */
  readonly entities?: readonly ClassType[];
  readonly references?: Readonly<Record<string, ResolveReference>>;
}

/**
 * The definition of a service of the whole hub, which also works with the database and the feeds of all
 * subgraphs.
 */
export interface SubgraphDefinition extends DomainDefinition {
  /** Resolvers that speak of the feeds of all subgraphs, made anew when those change. */
  readonly resolversFor?: (contracts: readonly FeedContract[]) => readonly ClassType[];
  /** Migrations of its own tables, in the schema of its name; each name is used once in the whole hub. */
  readonly migrations?: readonly MigrationObject[];
  readonly routes?: readonly SubgraphRoutes[];
  /** Work of its own while the hub runs, started once; gives what ends it. */
  readonly start?: (parts: HubParts) => Promise<() => Promise<void>>;
}

type Optional = "catalogue" | "resolversFor" | "moreFeeds" | "start";

export type Subgraph = Required<Omit<SubgraphDefinition, Optional>> & {
  readonly [Name in Optional]: Exclude<SubgraphDefinition[Name], undefined> | null;
};

export function defineSubgraph(definition: DomainDefinition): Subgraph {
  return defineHubSubgraph(definition);
}

export function defineHubSubgraph(definition: SubgraphDefinition): Subgraph {
  const subgraph = {
    feeds: [],
    catalogue: null,
    migrations: [],
    resolvers: [],
    resolversFor: null,
    entities: [],
    references: {},
    routes: [],
    moreFeeds: null,
    start: null,
    ...definition,
  };
  if (!/^[a-z][a-z-]*$/.test(subgraph.name))
    throw new Error(`Subgraph ${subgraph.name}: the name is not kebab-case`);
  for (const { id } of subgraph.feeds)
    if (subgraphOf(id) !== subgraph.name)
      throw new Error(`Subgraph ${subgraph.name}: the feed ${id} belongs to another`);
  made.add(subgraph);
  return Object.freeze(subgraph);
}

/** True if the value was made by this module. */
export function isSubgraph(value: unknown): value is Subgraph {
  return typeof value === "object" && value !== null && made.has(value);
}

const made = new WeakSet<object>();

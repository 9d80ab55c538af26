/**
 * Where the gateway's supergraph comes from: a text, or what gives one and later ones, in the original's
 * shape (its `IntrospectAndCompose` included).
 */
import { openSource } from "../../graph/source.js";
import type { GraphQLDataSource, ServiceEndpointDefinition } from "./data-source.js";

export interface SupergraphSdlHookOptions {
  /**
   * Takes a new supergraph. What is wrong with it is logged, and the old one stays. Throws while none can be
   * taken.
   */
  update: (updatedSupergraphSdl: string) => void;
  /** Asks each subgraph of a supergraph. Rejects with the first that does not answer. */
  healthCheck: (supergraphSdl: string) => Promise<void>;
  /** The data source by which the gateway asks a subgraph. */
  getDataSource: (definition: ServiceEndpointDefinition) => GraphQLDataSource;
}

export type SupergraphSdlHook = (
  options: SupergraphSdlHookOptions,
) => Promise<{ supergraphSdl: string; cleanup?: () => Promise<void> }>;

export interface SupergraphManager {
  initialize: SupergraphSdlHook;
}

export function hookOf(given: string | SupergraphSdlHook | SupergraphManager): SupergraphSdlHook {
  if (typeof given === "string") return () => Promise.resolve({ supergraphSdl: given });
  return typeof given === "function" ? given : (options) => given.initialize(options);
}

export interface WatchOptions {
  /** Is told why the supergraph cannot be read, each time. */
  onFailure: (error: unknown) => void;
  /** How often it is looked at, in milliseconds: 500 for a file and 5,000 for a URL without it. */
  pollIntervalInMs?: number;
}

/** Polls a file or a URL, and updates the gateway with each new text. */
export function watchSupergraph(
  where: string,
  { onFailure, pollIntervalInMs }: WatchOptions,
): SupergraphManager {
  return {
    initialize: async ({ update }) => {
      const { read, watch } = openSource(where, pollIntervalInMs);
      const supergraphSdl = await read();
      let known = supergraphSdl;
      const end = watch((text) => {
        if (text === known) return;
        known = text;
        update(text);
      }, onFailure);
      return {
        supergraphSdl,
        cleanup: async () => {
          await end();
        },
      };
    },
  };
}

/**
 * The source of the gateway's supergraph: a text, or a hook or manager that provides and updates it, with the
 * original's interfaces (so that its `IntrospectAndCompose` works, too).
 */
import { openSource } from "../../graph/source.js";
import type { GraphQLDataSource, ServiceEndpointDefinition } from "./data-source.js";

export interface SupergraphSdlHookOptions {
  /**
   * Serves a new supergraph. If that fails, the error is logged, and the old one stays. Throws while the
   * gateway accepts no update.
   */
  update: (updatedSupergraphSdl: string) => void;
  /** Sends a query to each subgraph of a supergraph. Rejects with the first that does not answer. */
  healthCheck: (supergraphSdl: string) => Promise<void>;
  /** The data source by which the gateway calls a subgraph. */
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
  /** Called with the error each time that the supergraph cannot be read. */
  onFailure: (error: unknown) => void;
  /** Polling interval in milliseconds; default: 500 for a file, 5,000 for a URL. */
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

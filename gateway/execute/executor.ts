/** Plans and executes federated operations. The one place that knows which engine does it. */
import { ApolloGateway } from "@apollo/gateway";
import type { LocalSubgraph, RemoteSubgraph } from "#schema/subgraph.js";
import { localDataSource, remoteDataSource, type RemoteOptions } from "./subgraph-client.js";

export interface ExecutorParts extends RemoteOptions {
  readonly supergraph: string;
  readonly subgraphs: readonly (LocalSubgraph | RemoteSubgraph)[];
}

export interface Executor {
  /** What Apollo Server runs operations with. */
  readonly gateway: ApolloGateway;
  /** Goes over to another supergraph; operations under way end on the old one. Throws when it cannot be loaded, and the old one stays. */
  readonly update: (supergraph: string) => void;
}

export function createExecutor({ supergraph, subgraphs, ...remote }: ExecutorParts): Executor {
  const byName = new Map(subgraphs.map((subgraph) => [subgraph.name, subgraph]));
  let update: Executor["update"] = () => undefined;
  const gateway = new ApolloGateway({
    supergraphSdl: async (manager) => {
      ({ update } = manager);
      return { supergraphSdl: supergraph };
    },
    buildService: ({ name }) => {
      const subgraph = byName.get(name);
      if (!subgraph) throw new Error(`The supergraph names a subgraph ${name} that nobody serves`);
      return "execute" in subgraph ? localDataSource(subgraph) : remoteDataSource(subgraph, remote);
    },
  });
  return { gateway, update: (next) => { update(next); } };
}

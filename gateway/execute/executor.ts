/** Plans and executes federated operations. The one place that knows which engine does it. */
import { ApolloGateway } from "@apollo/gateway";
import type { LocalSubgraph, RemoteSubgraph } from "#schema/subgraph.js";
import { localDataSource, remoteDataSource, type RemoteOptions } from "./subgraph-client.js";

export interface ExecutorParts extends RemoteOptions {
  readonly supergraph: string;
  readonly subgraphs: readonly (LocalSubgraph | RemoteSubgraph)[];
}

/** What Apollo Server runs operations with. */
export function createExecutor({ supergraph, subgraphs, ...remote }: ExecutorParts): ApolloGateway {
  const byName = new Map(subgraphs.map((subgraph) => [subgraph.name, subgraph]));
  return new ApolloGateway({
    supergraphSdl: supergraph,
    buildService: ({ name }) => {
      const subgraph = byName.get(name);
      if (!subgraph) throw new Error(`The supergraph names a subgraph ${name} that nobody serves`);
      return "execute" in subgraph ? localDataSource(subgraph) : remoteDataSource(subgraph, remote);
    },
  });
}

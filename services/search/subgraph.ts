/** Finding what all subgraphs publish: by words, by identifier, by name, and the latest of it. */
import { defineHubSubgraph } from "#kit/hub";
import { hitTypes } from "./graph/hit-types.js";
import { searchResolvers } from "./graph/search-resolver.js";
import { startIndexer } from "./index/indexer.js";
import { latestResolver } from "./latest/latest-resolver.js";
import { NodeResolver } from "./nodes/node-resolver.js";
import { PartiesResolver } from "./parties/party-resolver.js";
import { MIGRATIONS } from "./index/tables.js";

export default defineHubSubgraph({
  name: "search",
  migrations: MIGRATIONS,
  resolvers: [NodeResolver, PartiesResolver],
  resolversFor: (contracts) => {
    const types = hitTypes(contracts);
    return [...searchResolvers(contracts, types), latestResolver(contracts, types.SearchType)];
  },
  start: startIndexer,
});

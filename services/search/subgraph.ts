/** Finding what all subgraphs publish: by words, and by identifier. */
import { defineHubSubgraph } from "#kit/hub";
import { searchResolvers } from "./graph/search-resolver.js";
import { startIndexer } from "./index/indexer.js";
import { NodeResolver } from "./nodes/node-resolver.js";
import { MIGRATIONS } from "./index/tables.js";

export default defineHubSubgraph({
  name: "search",
  migrations: MIGRATIONS,
  resolversFor: (contracts) => [...searchResolvers(contracts), NodeResolver],
  start: startIndexer,
});

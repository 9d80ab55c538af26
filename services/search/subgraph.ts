/** Full text search over what all subgraphs publish. */
import { defineHubSubgraph } from "#kit/hub";
import { searchResolvers } from "./graph/search-resolver.js";
import { startIndexer } from "./index/indexer.js";
import { MIGRATIONS } from "./index/tables.js";

export default defineHubSubgraph({
  name: "search",
  migrations: MIGRATIONS,
  resolversFor: searchResolvers,
  start: startIndexer,
});

/** Full text search over what all subgraphs publish. */
import { defineHubSubgraph } from "#kit/hub";
import { searchResolvers } from "./graph/search-resolver.js";
import { startIndexer } from "./index/indexer.js";

export default defineHubSubgraph({ name: "search", resolversFor: searchResolvers, start: startIndexer });

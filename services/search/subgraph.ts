/** Full text search over what all subgraphs publish. */
import { defineSubgraph } from "#kit";
import { searchResolvers } from "./graph/search-resolver.js";
import { startIndexer } from "./index/indexer.js";

export default defineSubgraph({ name: "search", resolversFor: searchResolvers, start: startIndexer });

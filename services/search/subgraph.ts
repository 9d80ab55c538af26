/**
 * Finding what all subgraphs publish: by words, by identifier, by name, the latest of it and what changed.
 */
import { defineHubSubgraph } from "#kit/hub";
import { changesResolvers } from "./changes/changes-resolver.js";
import { hitTypes } from "./graph/hit-types.js";
import { searchResolvers } from "./graph/search-resolver.js";
import { startIndexer } from "./index/indexer.js";
import { latestResolver } from "./latest/latest-resolver.js";
import { NodeResolver } from "./nodes/node-resolver.js";
import { RemovedRecordResolver } from "./nodes/removed-record-resolver.js";
import { PartiesResolver } from "./parties/party-resolver.js";
import { suggestResolvers } from "./suggest/suggest-resolver.js";
import { MIGRATIONS } from "./index/tables.js";

export default defineHubSubgraph({
  name: "search",
  migrations: MIGRATIONS,
  resolvers: [NodeResolver, RemovedRecordResolver, PartiesResolver],
  resolversFor: (contracts) => {
    const types = hitTypes(contracts);
    return [
      ...searchResolvers(contracts, types),
      ...suggestResolvers(types),
      latestResolver(contracts, types.SearchType),
      ...changesResolvers(types),
    ];
  },
  start: startIndexer,
});

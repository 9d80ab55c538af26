/** 不一致: what two departments publish differently of one thing, from the day on which it is found. */
import { defineHubSubgraph } from "#kit/hub";
import { startComparing } from "./find/follow.js";
import { DiscrepancyResolver } from "./graph/resolver.js";
import { MIGRATIONS } from "./tables.js";

export default defineHubSubgraph({
  name: "discrepancies",
  migrations: MIGRATIONS,
  resolvers: [DiscrepancyResolver],
  start: startComparing,
});

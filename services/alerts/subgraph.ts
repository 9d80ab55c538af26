/** 精准推送: standing queries of citizens and enterprises, and what releases add to their answers. */
import { defineHubSubgraph } from "#kit/hub";
import { alertsOf } from "./alerts.js";
import { alertResolvers } from "./graph/alert-resolvers.js";
import { alertRoutes } from "./outlets/routes.js";
import { MIGRATIONS } from "./tables.js";

export default defineHubSubgraph({
  name: "alerts",
  migrations: MIGRATIONS,
  resolversFor: alertResolvers,
  routes: [alertRoutes],
  start: async (parts) => (await alertsOf(parts)).start(),
});

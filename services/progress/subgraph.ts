/** 办件进度: how far an application is, for the applicant alone. */
import { defineHubSubgraph } from "#kit/hub";
import { progressResolvers } from "./resolver.js";
import { progressRoutes } from "./routes.js";
import { MIGRATIONS } from "./tables.js";

export default defineHubSubgraph({
  name: "progress",
  migrations: MIGRATIONS,
  resolvers: progressResolvers,
  routes: [progressRoutes],
});

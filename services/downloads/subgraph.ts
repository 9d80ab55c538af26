/** Datasets as files, whole or in part: what is no page of a list. */
import { entityStub } from "#kit";
import { defineHubSubgraph } from "#kit/hub";
import { DatasetDownloads, DownloadsResolver } from "./graph/dataset-downloads.js";
import { downloadRoutes } from "./routes.js";

export default defineHubSubgraph({
  name: "downloads",
  entities: [entityStub("downloads", "Dataset", "id")],
  resolvers: [DownloadsResolver, DatasetDownloads],
  routes: downloadRoutes,
});

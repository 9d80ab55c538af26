/** Datasets as files, whole or in part, and the address of each record: what is no page of a list. */
import { entityStub, releaseStub } from "#kit";
import { defineHubSubgraph } from "#kit/hub";
import { DatasetCitation, ReleaseCitation } from "./graph/citations.js";
import { DatasetDownloads, DownloadsResolver } from "./graph/dataset-downloads.js";
import { recordRoutes } from "./record/routes.js";
import { downloadRoutes } from "./routes.js";

export default defineHubSubgraph({
  name: "downloads",
  entities: [entityStub("downloads", "Dataset", "id"), releaseStub("downloads")],
  resolvers: [DownloadsResolver, DatasetDownloads, DatasetCitation, ReleaseCitation],
  routes: [downloadRoutes, recordRoutes],
});

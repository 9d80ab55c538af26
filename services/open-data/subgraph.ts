/** The catalogue of public data, and the datasets that departments put up without code. */
import { defineSubgraph, departmentStub } from "#kit";
import {
  datasetLabels,
  DatasetResolver,
  DepartmentDatasets,
  findDataset,
} from "./catalogue/dataset-resolver.js";
import { DatasetUpdatedResolver } from "./catalogue/dataset-updated.js";
import {
  DomainTotalsResolver,
  themeTotalsLabel,
  TotalsResolver,
  TypeTotalsResolver,
} from "./catalogue/totals.js";
import { loadDatasets } from "./definition/load-datasets.js";
import { datasets } from "./feeds/datasets.js";

export default defineSubgraph({
  name: "open-data",
  feeds: [datasets],
  moreFeeds: loadDatasets,
  entities: [departmentStub("open-data")],
  resolvers: [
    DatasetResolver,
    ...datasetLabels,
    DepartmentDatasets,
    DatasetUpdatedResolver,
    TotalsResolver,
    DomainTotalsResolver,
    TypeTotalsResolver,
    themeTotalsLabel,
  ],
  references: { Dataset: ({ id }, context) => findDataset(String(id), context) },
});

/** The catalogue of public data, and the datasets that departments put up without code. */
import { departmentStub, entityStub } from "#kit";
import { defineHubSubgraph } from "#kit/hub";
import {
  datasetLabels,
  DatasetResolver,
  DepartmentDatasets,
  findDataset,
} from "./catalogue/dataset-resolver.js";
import { DatasetUpdatedResolver } from "./catalogue/dataset-updated.js";
import {
  audienceTotalsLabel,
  DomainTotalsResolver,
  themeTotalsLabel,
  TotalsResolver,
  TypeTotalsResolver,
} from "./catalogue/totals.js";
import { catalogueRoutes } from "./dcat/routes.js";
import { sitemapRoutes } from "./sitemap/routes.js";
import { loadDatasets } from "./definition/load-datasets.js";
import { datasets } from "./feeds/datasets.js";
import {
  DatasetQualityResolver,
  qualityLabel,
  QualityCriterionResolver,
} from "./quality/quality-resolver.js";
import { DatasetGroupsResolver } from "./table/group-resolver.js";
import { DatasetTableResolver, TablePageResolver } from "./table/table-resolver.js";

export default defineHubSubgraph({
  name: "open-data",
  catalogue: {
    title: { zh: "公共数据", en: "Open data" },
    theme: "GOVERNMENT",
    keywords: ["公共数据", "目录"],
    audiences: [],
  },
  feeds: [datasets],
  moreFeeds: loadDatasets,
  // A dataset may refer to them at any time: the graph that it comes to must know their types.
  entities: [
    departmentStub("open-data"),
    entityStub("open-data", "Area", "code"),
    entityStub("open-data", "Party", "id"),
  ],
  resolvers: [
    DatasetResolver,
    ...datasetLabels,
    DepartmentDatasets,
    DatasetUpdatedResolver,
    DatasetQualityResolver,
    QualityCriterionResolver,
    qualityLabel,
    DatasetTableResolver,
    TablePageResolver,
    DatasetGroupsResolver,
    TotalsResolver,
    DomainTotalsResolver,
    TypeTotalsResolver,
    themeTotalsLabel,
    audienceTotalsLabel,
  ],
  references: { Dataset: ({ id }, context) => findDataset(String(id), context) },
  routes: [catalogueRoutes, sitemapRoutes],
});

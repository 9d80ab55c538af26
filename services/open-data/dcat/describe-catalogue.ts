/** The whole catalogue in the terms of DCAT-AP 3: what it has, whose it is, and the graph as a service. */
import { DISTRICT_TERMS, type FeedContract } from "#kit";
import type { Dataset } from "../catalogue/dataset-type.js";
import { AREA } from "../catalogue/list-datasets.js";
import { datasets as definitions } from "../feeds/datasets.js";
import { describeDataset, describeLicence, describeThemes, isOpen } from "./describe-dataset.js";
import { iri, moment, plain, words, zh, type Thing } from "./graph.js";
import type { Names } from "./names.js";
import { describeContact, describePublisher, type Publisher } from "./publishers.js";
import { CHINESE, EU_THEMES, PUBLIC_ACCESS } from "./vocabularies.js";

export function describeCatalogue(
  names: Names,
  datasets: readonly Dataset[],
  publisherOf: (code: string) => Publisher,
  contractOf: (dataset: Dataset) => FeedContract | null,
): readonly Thing[] {
  const keeper = publisherOf(definitions.lead);
  const publishers = new Map([keeper, ...datasets.map(ownerOf)].map((one) => [one.code, one]));
  function ownerOf({ publisher }: Dataset): Publisher {
    return publisherOf(String(publisher["code"]));
  }
  return [
    describeItself(names, datasets, keeper),
    describeService(names, datasets, keeper),
    describeContact(`${names.catalogue}#contact`, keeper, null),
    describeArea(names),
    describeLicence(names),
    ...describeThemes(names),
    ...[...publishers.values()].map((one) => describePublisher(names.publisher(one.code), one)),
    ...datasets.flatMap((dataset) => describeDataset(names, dataset, ownerOf(dataset), contractOf(dataset))),
  ];
}

function describeItself(names: Names, datasets: readonly Dataset[], keeper: Publisher): Thing {
  const days = (of: "issued" | "modified"): readonly Date[] =>
    datasets
      .flatMap(({ [of]: time }) => (time === null ? [] : [time]))
      .toSorted((one, other) => one.getTime() - other.getTime());
  return {
    iri: names.catalogue,
    type: "dcat:Catalog",
    properties: [
      ["dct:title", words({ zh: `${AREA}公共数据目录`, en: "Public data of Miyun District, Beijing" })],
      [
        "dct:description",
        words({
          zh: `${AREA}各部门发布的全部公共数据集。`,
          en: "All datasets that the departments of the district publish.",
        }),
      ],
      ["dct:publisher", [iri(names.publisher(keeper.code))]],
      ["dcat:contactPoint", [iri(`${names.catalogue}#contact`)]],
      ["foaf:homepage", [iri(names.home)]],
      ["dct:language", [iri(CHINESE)]],
      ["dct:license", [iri(names.licence(DISTRICT_TERMS))]],
      ["dct:spatial", [iri(names.area)]],
      ["dct:issued", moment(days("issued")[0] ?? null)],
      ["dct:modified", moment(days("modified").at(-1) ?? null)],
      ["dcat:themeTaxonomy", [iri(EU_THEMES), iri(names.themes)]],
      ["dcat:service", [iri(names.service)]],
      ["dcat:dataset", datasets.map(({ id }) => iri(names.dataset(id)))],
    ],
  };
}

function describeService(names: Names, datasets: readonly Dataset[], keeper: Publisher): Thing {
  return {
    iri: names.service,
    type: "dcat:DataService",
    properties: [
      ["dct:title", words({ zh: "公共数据 GraphQL 接口", en: "GraphQL endpoint of the public data" })],
      [
        "dct:description",
        words({
          zh: "一次查询多个数据集的记录，无需登录。",
          en: "Records of all datasets in one query, without login.",
        }),
      ],
      ["dcat:endpointURL", [iri(names.graph)]],
      ["dcat:endpointDescription", [iri(names.schema)]],
      ["dct:conformsTo", [iri("https://spec.graphql.org/")]],
      ["dct:accessRights", [iri(PUBLIC_ACCESS)]],
      ["dct:license", [iri(names.licence(DISTRICT_TERMS))]],
      ["dct:publisher", [iri(names.publisher(keeper.code))]],
      ["dcat:contactPoint", [iri(`${names.catalogue}#contact`)]],
      ["dcat:servesDataset", datasets.filter(isOpen).map(({ id }) => iri(names.dataset(id)))],
    ],
  };
}

/** By its division code, GB/T 2260. */
function describeArea({ area }: Names): Thing {
  return {
    iri: area,
    type: "dct:Location",
    properties: [
      ["skos:prefLabel", [zh(AREA)]],
      ["dct:identifier", [plain("110118")]],
    ],
  };
}

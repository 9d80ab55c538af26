/**
 * A dataset as schema.org's `Dataset`, with the record sets of Croissant 1.0 (MLCommons): its files, and its
 * columns as the Parquet file has them. The dataset goes on, so its files have no hashes.
 */
import { storedFields, type FeedContract, type StoredKind } from "#kit";
import type { Dataset } from "../catalogue/dataset-type.js";
import type { Names } from "../dcat/names.js";
import type { Publisher } from "../dcat/publishers.js";
import { fileFormatsOf, mediaTypeOf } from "../dcat/vocabularies.js";

export const CROISSANT = "http://mlcommons.org/croissant/1.0";

const TYPES: Readonly<Record<StoredKind, string>> = {
  text: "sc:Text",
  code: "sc:Text",
  codes: "sc:Text",
  date: "sc:Date",
  decimal: "sc:Float",
  integer: "sc:Integer",
  boolean: "sc:Boolean",
};

/** Of one that is not open there is no contract: it has no files and no columns. */
export function describeCroissant(
  names: Names,
  dataset: Dataset,
  publisher: Publisher,
  contract: FeedContract | null,
): object {
  const { id, title, titleEn, description, keywords, licence, issued, modified, version } = dataset;
  const owner = {
    "@type": "sc:GovernmentOrganization",
    "@id": names.publisher(publisher.code),
    name: publisher.name,
  };
  return {
    "@context": CONTEXT,
    "@type": "sc:Dataset",
    "@id": names.dataset(id),
    conformsTo: CROISSANT,
    identifier: id,
    name: title,
    alternateName: titleEn,
    description,
    url: names.dataset(id),
    inLanguage: "zh",
    keywords,
    license: names.licence(licence),
    isAccessibleForFree: true,
    isLiveDataset: true,
    creator: owner,
    publisher: owner,
    includedInDataCatalog: { "@type": "sc:DataCatalog", "@id": names.catalogue, name: "通查公共数据目录" },
    spatialCoverage: dataset.area,
    ...(dataset.coverage === null ? {} : { temporalCoverage: dataset.coverage }),
    ...(issued === null ? {} : { datePublished: issued.toISOString() }),
    ...(modified === null ? {} : { dateModified: modified.toISOString() }),
    // A version of three numbers, of which the first is that of the release.
    ...(version === 0 ? {} : { version: `${version}.0.0` }),
    ...(contract === null
      ? {}
      : { distribution: filesOf(names, contract), recordSet: [recordSetOf(contract)] }),
  };
}

function filesOf(names: Names, contract: FeedContract): readonly object[] {
  return fileFormatsOf(contract).map((format) => ({
    "@type": "cr:FileObject",
    "@id": format.ending,
    name: format.ending,
    description: format.title.zh,
    contentUrl: names.file(contract.id, format.ending),
    encodingFormat: mediaTypeOf(format),
  }));
}

function recordSetOf(contract: FeedContract): object {
  const own = storedFields(contract)
    .filter(({ exposed }) => exposed)
    .map(({ field, zh, en, kind }) => ({ field, words: `${zh} ${en}`, kind }));
  const all: readonly { readonly field: string; readonly words: string; readonly kind: StoredKind }[] = [
    { field: "id", words: "记录编号 Identifier", kind: "text" },
    ...own,
    { field: "department", words: "报送部门 Department", kind: "text" },
    { field: "release", words: "发布编号 Number of the release", kind: "integer" },
  ];
  return {
    "@type": "cr:RecordSet",
    "@id": "records",
    name: "records",
    key: { "@id": "records/id" },
    field: all.map(({ field, words, kind }) => ({
      "@type": "cr:Field",
      "@id": `records/${field}`,
      name: field,
      description: words,
      dataType: TYPES[kind],
      ...(kind === "codes" ? { repeated: true } : {}),
      source: { fileObject: { "@id": "parquet" }, extract: { column: field } },
    })),
  };
}

/** As the specification has it, as far as its words are used here. */
const CONTEXT = {
  "@language": "zh",
  "@vocab": "https://schema.org/",
  cr: "http://mlcommons.org/croissant/",
  dct: "http://purl.org/dc/terms/",
  sc: "https://schema.org/",
  column: "cr:column",
  conformsTo: "dct:conformsTo",
  dataType: { "@id": "cr:dataType", "@type": "@vocab" },
  extract: "cr:extract",
  field: "cr:field",
  fileObject: "cr:fileObject",
  isLiveDataset: "cr:isLiveDataset",
  key: "cr:key",
  recordSet: "cr:recordSet",
  repeated: "cr:repeated",
  source: "cr:source",
};

/** A dataset and its files, in the terms of DCAT-AP 3. */
import { DISTRICT_TERMS, licences, type Bilingual, type CodeList, type FeedContract } from "#kit";
import { themes } from "../code-lists.js";
import type { Dataset } from "../catalogue/dataset-type.js";
import { iri, moment, plain, words, zh, type Term, type Thing } from "./graph.js";
import type { Names } from "./names.js";
import { describeContact, type Publisher } from "./publishers.js";
import {
  CHINESE,
  euAccessRight,
  euFrequency,
  euTheme,
  fileFormatsOf,
  PACKAGE,
  type FileFormat,
} from "./vocabularies.js";

/** The dataset first. One that is not open has no contract and no files. */
export function describeDataset(
  names: Names,
  dataset: Dataset,
  publisher: Publisher,
  contract: FeedContract | null,
): readonly Thing[] {
  const { id, opennessNote, issued, modified, version } = dataset;
  const name = names.dataset(id);
  const files = contract === null ? [] : filesOf(names, dataset, fileFormatsOf(contract));
  const described: Thing = {
    iri: name,
    type: "dcat:Dataset",
    properties: [
      ["dct:identifier", [plain(id)]],
      ["dct:title", words({ zh: dataset.title, en: dataset.titleEn })],
      ["dct:description", [zh(dataset.description)]],
      ["rdfs:comment", opennessNote === null ? [] : [zh(opennessNote)]],
      ["dcat:theme", [iri(euTheme(dataset.theme)), iri(names.theme(dataset.theme))]],
      ["dcat:keyword", dataset.keywords.map(zh)],
      ["dct:publisher", [iri(names.publisher(publisher.code))]],
      ["dcat:contactPoint", [iri(`${name}#contact`)]],
      ["dct:accessRights", [iri(euAccessRight(dataset.openness))]],
      ["dct:accrualPeriodicity", [iri(euFrequency(dataset.rhythm))]],
      ["dct:spatial", [iri(names.area)]],
      ["dct:language", [iri(CHINESE)]],
      ["dct:issued", moment(issued)],
      ["dct:modified", moment(modified)],
      ["rdfs:seeAlso", isOpen(dataset) ? [iri(names.description(id)), iri(names.releases(id))] : []],
      ["dcat:version", version === 0 ? [] : [plain(String(version))]],
      ["dcat:distribution", files.map((file) => iri(file.iri))],
    ],
  };
  return [
    described,
    describeContact(`${name}#contact`, publisher, dataset.contact),
    ...files.map((format) => describeFile(names, dataset, format)),
  ];
}

export function isOpen({ graphType }: Dataset): boolean {
  return graphType !== null;
}

/** Each code of the list, which `nameOf` names. */
export function describeThemes(names: Names): readonly Thing[] {
  return [
    {
      iri: names.themes,
      type: "skos:ConceptScheme",
      properties: [
        ["dct:title", words(themes.title)],
        ["skos:prefLabel", words(themes.title)],
      ],
    },
    ...themes.codes.map((code): Thing => ({
      iri: names.theme(code.name),
      type: "skos:Concept",
      properties: [
        ["skos:prefLabel", words(code)],
        ["skos:inScheme", [iri(names.themes)]],
      ],
    })),
  ];
}

/** The district's own: that of others is described where it is. */
export function describeLicence(names: Names): Thing {
  return {
    iri: names.licence(DISTRICT_TERMS),
    type: "dct:LicenseDocument",
    properties: [["dct:title", wordsOf(licences, DISTRICT_TERMS)]],
  };
}

function wordsOf({ codes }: CodeList, name: string): readonly Term[] {
  return codes.filter((code) => code.name === name).flatMap(words);
}

/** Those of now, then those of the latest release, for good. */
function filesOf(
  names: Names,
  { id, version }: Dataset,
  formats: readonly FileFormat[],
): readonly DescribedFile[] {
  const name = names.dataset(id);
  const current = [...formats, PACKAGE].map((format) => ({
    iri: `${name}#${format.ending}`,
    address: names.file(id, format.ending),
    format,
    release: null,
  }));
  if (version === 0) return current;
  const released = formats.map((format) => ({
    iri: `${name}#release-${format.ending}`,
    address: names.release(id, version, format.ending),
    format,
    release: version,
  }));
  return [...current, ...released];
}

interface DescribedFile {
  readonly iri: string;
  readonly address: string;
  readonly format: FileFormat;
  /** The number of the release of which it is; null: it is always that of now. */
  readonly release: number | null;
}

function describeFile(
  names: Names,
  { title, titleEn, licence, issued, modified }: Dataset,
  { iri: name, address, format: { title: kind, format, mediaType, standard }, release }: DescribedFile,
): Thing {
  const of = release === null ? { zh: kind.zh, en: kind.en } : releasedWords(kind, release);
  return {
    iri: name,
    type: "dcat:Distribution",
    properties: [
      ["dct:title", words({ zh: `${title}（${of.zh}）`, en: `${titleEn} (${of.en})` })],
      ["dcat:accessURL", [iri(address)]],
      ["dcat:downloadURL", [iri(address)]],
      ["dct:format", format === null ? [] : [iri(format)]],
      ["dcat:mediaType", mediaType === null ? [] : [iri(mediaType)]],
      ["dct:conformsTo", standard === null ? [] : [iri(standard)]],
      ["dct:license", [iri(names.licence(licence))]],
      ["dct:issued", moment(release === null ? issued : modified)],
      ["dct:modified", moment(modified)],
      ["dcat:accessService", [iri(names.service)]],
    ],
  };
}

function releasedWords(kind: Bilingual, release: number): Bilingual {
  return { zh: `${kind.zh}，发布编号${release}`, en: `${kind.en}, release ${release}` };
}

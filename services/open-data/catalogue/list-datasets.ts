/**
 * Every published feed as a dataset: contracts, what departments wrote of their own, and what the releases
 * say. Three statements, however many there are.
 */
import {
  DISTRICT_TERMS,
  shanghaiDay,
  storedFields,
  subgraphOf,
  legalBasisOn,
  nextDueDay,
  publishedProvisions,
  type Catalogue,
  type CatalogueEntry,
  type FeedContract,
  type ReleaseTotals,
  type RowContext,
  type Sorting,
  type SubgraphContext,
} from "#kit";
import { datasets } from "../feeds/datasets.js";
import { readDefinitions, type PublishedDefinition } from "../definition/read-definitions.js";
import type { Dataset } from "./dataset-type.js";

/** The columns that a department wrote of a dataset of its own. */
const WRITTEN = [
  "datasetId",
  "title",
  "titleEn",
  "description",
  "theme",
  "keywords",
  "contact",
  "openness",
  "opennessNote",
  "sharing",
  "rhythm",
  "licence",
  "coverage",
  "publisherCode",
] as const;

type Definition = Pick<PublishedDefinition, (typeof WRITTEN)[number]>;

/** In the order of their identifiers. */
export async function listDatasets(context: SubgraphContext): Promise<readonly Dataset[]> {
  const { reader, contracts, catalogue, now } = context;
  const [written, totals, provisions] = await Promise.all([
    readDefinitions(reader, WRITTEN),
    reader.releaseTotals(),
    publishedProvisions(context),
  ]);
  const today = shanghaiDay(now());
  const definitions = new Map(written.map((row) => [`open-data.${row.datasetId}`, row]));
  const ofFeeds = contracts().map((contract) =>
    toDataset(
      contract,
      sortingOf(contract.id, catalogue),
      definitions.get(contract.id) ?? null,
      totals.get(contract.id) ?? null,
      today,
      provisions,
    ),
  );
  const served = new Set(contracts().map(({ id }) => id));
  // Closed datasets are listed too: that they exist, whose they are, and why they are not open.
  const closed = written
    .filter(({ datasetId }) => !served.has(`open-data.${datasetId}`))
    .map((definition) => toClosedDataset(definition, today, provisions));
  return [...ofFeeds, ...closed].toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

export const AREA = "北京市密云区";

/** As its domain says; of one that says nothing the government's own. */
function sortingOf(feed: string, catalogue: Catalogue): Sorting {
  const domain = subgraphOf(feed);
  const { feeds = {}, ...all } = catalogue.get(domain) ?? UNSORTED;
  return { ...all, ...feeds[feed.slice(domain.length + 1)] };
}

const UNSORTED: Omit<CatalogueEntry, "title"> = { theme: "GOVERNMENT", keywords: [], audiences: [] };

function toDataset(
  contract: FeedContract,
  sorting: Sorting,
  definition: Definition | null,
  totals: ReleaseTotals | null,
  today: string,
  provisions: Pick<RowContext, "rows">,
): Dataset {
  const nextDue = totals ? nextDueDay(contract.due, totals.latest, provisions) : null;
  return {
    id: contract.id,
    title: contract.title.zh,
    titleEn: contract.title.en,
    description: contract.description.zh,
    theme: definition?.theme ?? sorting.theme,
    keywords: definition ? keywordsOf(definition) : sorting.keywords,
    audiences: sorting.audiences,
    publisher: { code: contract.lead },
    contact: definition?.contact ?? null,
    openness: definition?.openness ?? "UNCONDITIONAL",
    opennessNote: definition?.opennessNote ?? null,
    sharing: definition?.sharing ?? "UNCONDITIONAL",
    rhythm: definition?.rhythm ?? RHYTHMS[contract.due.kind],
    licence: definition?.licence ?? DISTRICT_TERMS,
    coverage: definition?.coverage ?? null,
    area: AREA,
    legalBasis: legalBasisOn(contract, today, provisions),
    issued: totals?.first ?? null,
    modified: totals?.latest ?? null,
    nextDue,
    isOverdue: nextDue !== null && nextDue < today,
    version: totals?.number ?? 0,
    releaseCount: totals?.count ?? 0,
    hash: totals?.hash ?? null,
    rows: totals?.rows ?? 0,
    columnCount: storedFields(contract).filter(({ exposed }) => exposed).length,
    feed: { id: contract.id },
    graphType: contract.type,
    graphList: contract.plural,
  };
}

function toClosedDataset(
  definition: Definition,
  today: string,
  provisions: Pick<RowContext, "rows">,
): Dataset {
  const {
    datasetId,
    title,
    titleEn,
    description,
    theme,
    contact,
    openness,
    opennessNote,
    sharing,
    rhythm,
    licence,
    coverage,
    publisherCode,
  } = definition;
  return {
    id: `open-data.${datasetId}`,
    title,
    titleEn,
    description,
    theme,
    keywords: keywordsOf(definition),
    audiences: [],
    publisher: { code: publisherCode },
    contact,
    openness,
    opennessNote,
    sharing,
    rhythm,
    licence,
    coverage,
    area: AREA,
    legalBasis: legalBasisOn(datasets, today, provisions),
    issued: null,
    modified: null,
    nextDue: null,
    isOverdue: false,
    version: 0,
    releaseCount: 0,
    hash: null,
    rows: 0,
    columnCount: 0,
    feed: { id: datasets.id },
    graphType: null,
    graphList: null,
  };
}

function keywordsOf({ keywords }: Definition): readonly string[] {
  return (keywords ?? "").split(/[、；;,，]/).filter((word) => word !== "");
}

const RHYTHMS: Readonly<Record<FeedContract["due"]["kind"], string>> = {
  "working-days": "DAILY",
  monthly: "MONTHLY",
  quarterly: "QUARTERLY",
  yearly: "YEARLY",
  "school-year": "YEARLY",
  "on-change": "IRREGULAR",
};

/** What a package says of its dataset, besides its records. */
import { DISTRICT_TERMS, type FeedContract, type SubgraphContext } from "#kit";
import { listReleases, type Queryable } from "#kit/hub";
import { publisherName } from "../cite/publisher.js";
import type { PackageParts } from "./describe-package.js";

export interface PackagedDataset {
  readonly contract: FeedContract;
  /** As of this release of all feeds; null for now. */
  readonly until: number | null;
  readonly origin: string;
}

export async function readPackageParts(
  context: SubgraphContext,
  statements: Queryable,
  { contract, until, origin }: PackagedDataset,
): Promise<PackageParts> {
  const [publisher, licence, [release]] = await Promise.all([
    publisherName(context, contract.lead),
    licenceOf(context, contract),
    listReleases(
      statements,
      { feeds: [contract.id], department: null },
      { from: until === null ? null : until + 1, newestFirst: true, first: 1 },
    ),
  ]);
  return { contract, publisher, licence, release: release ?? null, origin };
}

/** What its department wrote of a dataset of its own. */
async function licenceOf({ reader, contracts }: SubgraphContext, { id }: FeedContract): Promise<string> {
  const definitions = contracts().find((one) => one.id === "open-data.datasets");
  const name = /^open-data\.(.+)$/.exec(id)?.[1];
  if (!definitions || name === undefined) return DISTRICT_TERMS;
  const definition = await reader.byField(definitions, "datasetId", name, { fields: new Set(["licence"]) });
  const licence = definition?.["licence"];
  return typeof licence === "string" ? licence : DISTRICT_TERMS;
}

/** The datasets whose definitions are published now, and that are open to everyone. */
import type { FeedContract, PublishedReader } from "#kit";
import { datasetContract } from "./dataset-contract.js";
import { readDefinitions } from "./read-definitions.js";

export async function loadDatasets(reader: PublishedReader): Promise<readonly FeedContract[]> {
  const definitions = await readDefinitions(reader, [
    "datasetId",
    "title",
    "titleEn",
    "description",
    "openness",
    "rhythm",
    "graphType",
    "graphList",
    "isAppended",
    "publisherCode",
    "tableSchema",
  ]);
  return definitions
    .filter(({ openness }) => openness === "UNCONDITIONAL")
    .toSorted((one, other) => (one.datasetId < other.datasetId ? -1 : 1))
    .flatMap((definition) => datasetContract(definition) ?? []);
}

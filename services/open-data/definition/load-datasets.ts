/** The datasets whose definitions are published now, and that are open to everyone. */
import type { FeedContract, PublishedReader } from "#kit";
import { hubLists } from "./code-lists.js";
import { datasetContract } from "./dataset-contract.js";
import { readDefinitions } from "./read-definitions.js";

/** `contracts`: the feeds that are no data, whose code lists a definition may name. */
export async function loadDatasets(
  reader: PublishedReader,
  contracts: readonly FeedContract[],
): Promise<readonly FeedContract[]> {
  const lists = hubLists(contracts);
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
    .flatMap((definition) => datasetContract(definition, lists) ?? []);
}

/** A penalty that a test publishes, and where it is found. */
import { MARKET, penaltyCsv, penaltyRow } from "./penalty-file.js";
import { valueAt, type TestHub } from "./start-hub.js";

export interface PublishedPenalty {
  readonly id: string;
  /** Its address for good. */
  readonly path: string;
}

export async function publishPenalty(
  hub: TestHub,
  number: number,
  changes: Readonly<Record<string, string>> = {},
): Promise<PublishedPenalty> {
  const row = penaltyRow(number, changes);
  await hub.publish("enforcement.penalties", penaltyCsv([row]), MARKET.code);
  const { data } = await hub.query(
    "query ($number: String!) { penalties(where: { decisionNumber: { eq: $number } }) { nodes { id permalink } } }",
    { number: row["decisionNumber"] },
  );
  const node = valueAt(data, "penalties", "nodes", 0);
  return { id: String(valueAt(node, "id")), path: String(valueAt(node, "permalink")) };
}

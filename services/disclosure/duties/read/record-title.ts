/** The title of the record that brought a duty. */
import { recordWords, type SubgraphContext } from "#kit";
import type { DutyKey } from "../ledger/versions.js";

/** Null for a duty of the plan or of a feed, and if the record is not public any more. */
export async function recordTitleOf(
  { item, subject }: Pick<DutyKey, "item" | "subject">,
  { contracts, reader }: Pick<SubgraphContext, "contracts" | "reader">,
): Promise<string | null> {
  const contract = contracts().find(({ id }) => item.startsWith(`${id}/`));
  if (subject === "" || !contract) return null;
  const { titleFields, titleOf } = recordWords(contract);
  const record = await reader.byRecordId(contract, subject, {
    fields: new Set(titleFields.map(({ field }) => field)),
  });
  return record && titleOf(record);
}

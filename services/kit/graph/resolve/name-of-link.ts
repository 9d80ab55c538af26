/** The name of what a field's value leads to: an area, a department, an enterprise. */
import { recordWords } from "../../words/record-words.js";
import type { Link } from "../../words/shown-fields.js";
import type { SubgraphContext } from "./context.js";

/** The key itself where nothing that is public has that key. */
export async function nameOfLink({ type, key }: Link, context: SubgraphContext): Promise<string> {
  const { reader, contracts } = context;
  const contract = contracts().find((one) => one.type === type && one.naturalKeys.includes(KEY));
  if (!contract) return (await reader.nameOf(contracts(), type, key)) ?? key;
  const { titleFields, titleOf } = recordWords(contract);
  const fields = new Set(titleFields.map(({ field }) => field));
  const record = await reader.byField(contract, KEY, key, { fields });
  return record ? titleOf(record) : key;
}

/** Areas and departments are known by their codes. */
const KEY = "code";

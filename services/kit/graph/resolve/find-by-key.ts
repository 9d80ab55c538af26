/**
 * A feed's record by its id or by a natural key, with the fields that the resolver's operation selects of it.
 */
import type { GraphQLResolveInfo } from "graphql";
import type { FeedContract } from "../../feed/contract.js";
import type { RecordOf } from "../../store/read/published-record.js";
import type { SubgraphContext } from "./context.js";
import { wantedFields } from "./selection.js";

export function findByKey(
  contract: FeedContract,
  key: string,
  value: unknown,
  { reader }: SubgraphContext,
  info: GraphQLResolveInfo,
  asOf: Date | null = null,
): Promise<RecordOf<FeedContract> | null> {
  const options = { asOf, fields: wantedFields(contract, info, [[]]) };
  return key === "id"
    ? reader.byRecordId(contract, value, options)
    : reader.byField(contract, key, value, options);
}

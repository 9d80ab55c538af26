/**
 * The orders of a feed's lists: `PenaltyOrder`, with `DECISION_DATE_DESC` and so on for each indexed field.
 */
import type { FeedContract } from "../../feed/contract.js";
import { queryFieldsOf } from "../../store/read/query-fields.js";
import type { EnumObject } from "./code-enum.js";
import { registerEnumType } from "./decorators.js";
import { describe } from "./describe.js";

export function orderType(contract: FeedContract): EnumObject {
  const known = orderTypes.get(contract);
  if (known) return known;
  const orders = [...queryFieldsOf(contract).orders.values()];
  const made: EnumObject = Object.fromEntries(orders.map(({ name }) => [name, name]));
  registerEnumType(made, {
    name: `${contract.type}Order`,
    description: describe(`${contract.title.zh}的排序`, "The orders of the list"),
  });
  orderTypes.set(contract, made);
  return made;
}

const orderTypes = new WeakMap<FeedContract, EnumObject>();

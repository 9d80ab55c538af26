/**
 * The arguments of each list of a feed, the same at the root and on another type. What they mean, the root
 * type says (`root-descriptions.ts`).
 */
import type { FeedContract } from "../../feed/contract.js";
import { ArgsType, Int, type ClassType } from "./decorators.js";
import { addField, makeType } from "./make-type.js";
import { orderType } from "./order-type.js";
import { DateTimeScalar } from "./scalars.js";
import { whereType } from "./where-type.js";

export function listArguments(contract: FeedContract): ClassType {
  const known = argumentTypes.get(contract);
  if (known) return known;
  const type = makeType(`${contract.type}ListArguments`, ArgsType());
  const add = (name: string, fieldType: object): void =>
    addField(type, name, fieldType, null, { nullable: true });
  add("where", whereType(contract));
  add("orderBy", [orderType(contract)]);
  add("first", Int);
  add("after", String);
  add("last", Int);
  add("before", String);
  add("asOf", DateTimeScalar);
  argumentTypes.set(contract, type);
  return type;
}

const argumentTypes = new WeakMap<FeedContract, ClassType>();

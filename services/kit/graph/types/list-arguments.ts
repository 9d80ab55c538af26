/** The arguments of each list of a feed, the same at the root and on another type. */
import type { FeedContract } from "../../feed/contract.js";
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from "../../store/read/page.js";
import { ArgsType, Int, type ClassType } from "./decorators.js";
import { describe } from "./describe.js";
import { addField, makeType } from "./make-type.js";
import { orderType } from "./order-type.js";
import { DateTimeScalar } from "./scalars.js";
import { whereType } from "./where-type.js";

/** Past records, for a list or for one. */
export const AS_OF = describe("显示该时刻已公开的内容", "Shows what was public at that time");

export function listArguments(contract: FeedContract): ClassType {
  const known = argumentTypes.get(contract);
  if (known) return known;
  const type = makeType(`${contract.type}ListArguments`, ArgsType());
  const add = (name: string, fieldType: object, description: string): void =>
    addField(type, name, fieldType, description, { nullable: true });
  add("where", whereType(contract), describe("筛选", "Filter"));
  add("orderBy", orderType(contract), describe("排序", "Order"));
  add(
    "first",
    Int,
    describe(
      `从前往后取的条数，默认${DEFAULT_PAGE_SIZE}，最多${MAX_PAGE_SIZE}`,
      `How many from the start: ${DEFAULT_PAGE_SIZE} unless told, at most ${MAX_PAGE_SIZE}`,
    ),
  );
  add("after", String, describe("从此游标之后取", "After this cursor"));
  add(
    "last",
    Int,
    describe(`从后往前取的条数，最多${MAX_PAGE_SIZE}`, `How many from the end, at most ${MAX_PAGE_SIZE}`),
  );
  add("before", String, describe("取此游标之前的", "Before this cursor"));
  add("asOf", DateTimeScalar, AS_OF);
  argumentTypes.set(contract, type);
  return type;
}

const argumentTypes = new WeakMap<FeedContract, ClassType>();

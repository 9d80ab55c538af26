/** What is told of a field of many records: the same three types in every feed. */
import type { StoredKind } from "../../feed/contract.js";
import { Directive, type ClassType } from "./decorators.js";
import { describe } from "./describe.js";
import { addField, objectType } from "./make-type.js";
import { DateScalar, DecimalScalar, LongScalar } from "./scalars.js";

const SUM = describe("合计", "Sum");
const AVERAGE = describe("平均，最多六位小数", "Average, with six decimals at most");
const MIN = describe("最小或最早", "The least or the earliest");
const MAX = describe("最大或最晚", "The greatest or the latest");

const [decimals, longs, dates] = (
  [
    ["DecimalValues", describe("小数的汇总", "Decimal numbers, added up"), DecimalScalar],
    ["LongValues", describe("整数的汇总", "Whole numbers, added up"), LongScalar],
    ["DateValues", describe("日期的汇总", "Days"), DateScalar],
  ] as const
).map(([name, description, of]) => {
  const type = objectType(name, description);
  Directive("@shareable")(type);
  const add = (field: string, fieldType: object, text: string): void =>
    addField(type, field, fieldType, text, { nullable: true });
  if (of !== DateScalar) {
    add("sum", of, SUM);
    add("average", DecimalScalar, AVERAGE);
  }
  add("min", of, MIN);
  add("max", of, MAX);
  return type;
});

/** For a field that has a least and a greatest value. */
export function aggregateTypes(kind: StoredKind): ClassType {
  const type = kind === "decimal" ? decimals : kind === "integer" ? longs : dates;
  if (!type) throw new Error("The types of aggregates are not made");
  return type;
}

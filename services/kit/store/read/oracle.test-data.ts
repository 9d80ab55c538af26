/**
 * The oracle of the published reader's property tests: computes the expected answers in memory from the
 * versions; and the data that the tests draw from.
 */
import * as fc from "fast-check";
import type { Row, Value } from "../../feed/contract.js";
import { recordId, type StoredVersion } from "../../graph/trading-hub.test-data.js";
import type { Where } from "./where.js";

/** Ids of the versions shown at a release (null: now), in one order or several. */
export function expectedIds(
  versions: readonly StoredVersion[],
  orders: readonly { readonly field: string; readonly descending: boolean }[],
  where: Where = {},
  asOf: number | null = null,
): readonly string[] {
  return versions
    .filter((version) => isShown(version, asOf) && holds(where, version))
    .toSorted((left, right) => {
      for (const { field, descending } of orders) {
        const [a, b] = [left.values[field] ?? null, right.values[field] ?? null];
        if ((a === null) !== (b === null)) return a === null ? 1 : -1;
        const byValue = a === null || b === null ? 0 : compare(field, a, b);
        if (byValue !== 0) return descending ? -byValue : byValue;
      }
      return left.id < right.id === (orders.at(-1)?.descending ?? false) ? 1 : -1;
    })
    .map(({ id }) => id);
}

function isShown(
  { openedIn = 1, closedIn = null, withdrawnIn = null }: StoredVersion,
  asOf: number | null,
): boolean {
  if (withdrawnIn !== null) return false;
  return asOf === null ? closedIn === null : openedIn <= asOf && (closedIn === null || closedIn > asOf);
}

function compare(field: string, a: Value, b: Value): number {
  if (field === "fine") return Number(a) - Number(b);
  if (typeof a === "number" || typeof a === "boolean") return Number(a) - Number(b);
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}

function holds(where: Where, version: StoredVersion): boolean {
  return Object.entries(where).every(([name, value]) => {
    if (name === "and") return listOf(value).every((part) => holds(part, version));
    if (name === "or") return listOf(value).some((part) => holds(part, version));
    if (name === "not") return !holds(Object(value), version);
    const stored = name === "department" ? (version.department ?? "jxj") : (version.values[name] ?? null);
    return Object.entries(Object(value)).every(([operator, operand]) =>
      compares(name, stored, operator, operand),
    );
  });
}

function listOf(value: unknown): readonly Where[] {
  return Array.isArray(value) ? value : [];
}

function compares(field: string, stored: Value, operator: string, operand: unknown): boolean {
  if (operator === "isNull") return (stored === null) === operand;
  if (stored === null) return false;
  const operands = Array.isArray(operand) ? operand.map(asValue) : [asValue(operand)];
  const to = compare(field, stored, operands[0] ?? null);
  switch (operator) {
    case "eq":
    case "in":
      return operands.some((one) => compare(field, stored, one) === 0);
    case "has":
    case "hasAny":
      return operands.some((one) => Array.isArray(stored) && stored.includes(one));
    case "startsWith":
      return String(stored).startsWith(String(operands[0]));
    case "gt":
      return to > 0;
    case "gte":
      return to >= 0;
    case "lt":
      return to < 0;
    case "lte":
      return to <= 0;
    default:
      throw new Error(`The oracle does not know ${operator}`);
  }
}

function asValue(value: unknown): Value {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

const day = fc.constantFrom("2024-12-31", "2025-01-01", "2025-01-02");
const amount = fc.constantFrom("0.5", "2", "10", "1000000000000000000.000001");

/** A decision's stored values, from few values each, so that there are ties, and with empty fields. */
export const anyValues: fc.Arbitrary<Row> = fc.record({
  number: fc.constantFrom("A1", "A2", "B1", "a1", "文1", "文2", "𠮷1", "1%", "1_", "\\"),
  partyName: fc.constant("示例公司"),
  kind: fc.constantFrom("FINE", "WARNING", "OTHER"),
  measures: fc.option(fc.subarray(["SEAL", "SEIZE"])),
  decidedOn: day,
  validTo: fc.option(day),
  fine: fc.option(amount),
  people: fc.option(fc.integer({ min: -1, max: 2 })),
  urgent: fc.option(fc.boolean()),
  facts: fc.constant("事实"),
  partyId: fc.constantFrom("p1", "p2"),
});

/** Records with one to three versions each, opened and closed by releases 1 to 6, some withdrawn. */
export const anyHistory: fc.Arbitrary<readonly StoredVersion[]> = fc
  .array(
    fc.record({
      cuts: fc.subarray([1, 2, 3, 4, 5, 6], { minLength: 1, maxLength: 4 }),
      open: fc.boolean(),
      withdrawn: fc.integer({ min: 0, max: 9 }),
      department: fc.constantFrom("jxj", "scjgj"),
      values: fc.array(anyValues, { minLength: 4, maxLength: 4 }),
    }),
    { maxLength: 25 },
  )
  .map((records) =>
    records.flatMap(({ cuts, open, withdrawn, department, values }, record) =>
      cuts.flatMap((openedIn, index): StoredVersion[] => {
        const closedIn = cuts[index + 1] ?? null;
        if (closedIn === null && !open && index > 0) return [];
        const withdrawnIn = withdrawn === 0 ? 7 : null;
        return [
          {
            id: recordId(record),
            openedIn,
            closedIn: closedIn ?? withdrawnIn,
            withdrawnIn,
            department,
            row: record + 2,
            values: values[index] ?? {},
          },
        ];
      }),
    ),
  );

/** Filters two levels deep over every kind of field. */
export const anyWhere: fc.Arbitrary<Where> = fc.letrec<{ where: Where; comparison: Where }>((tie) => ({
  comparison: fc.oneof(
    fc.record({ decidedOn: fc.record({ gte: day, lt: day }, { requiredKeys: [] }) }),
    fc.record({
      validTo: fc.oneof(
        fc.record({ lte: day }),
        fc.record({ isNull: fc.boolean() }),
        fc.record({ in: fc.array(day, { maxLength: 2 }) }),
      ),
    }),
    fc.record({ fine: fc.oneof(fc.record({ gt: amount }), fc.record({ eq: amount })) }),
    fc.record({
      people: fc.oneof(
        fc.record({ gt: fc.integer({ min: -1, max: 2 }) }),
        fc.record({ in: fc.array(fc.integer({ min: -1, max: 2 }), { maxLength: 3 }) }),
      ),
    }),
    fc.record({ kind: fc.record({ in: fc.subarray(["FINE", "OTHER"]) }) }),
    fc.record({
      measures: fc.oneof(
        fc.record({ has: fc.constantFrom("SEAL", "SEIZE") }),
        fc.record({ hasAny: fc.subarray(["SEAL", "SEIZE"]) }),
      ),
    }),
    fc.record({
      number: fc.oneof(
        fc.record({ startsWith: fc.constantFrom("A", "文", "", "1%", "_", "\\") }),
        fc.record({ eq: fc.constantFrom("a1", "𠮷1") }),
      ),
    }),
    fc.record({ urgent: fc.record({ eq: fc.boolean() }) }),
    fc.record({ department: fc.record({ eq: fc.constantFrom("jxj", "nobody") }) }),
  ),
  where: fc.oneof(
    { maxDepth: 2 },
    tie("comparison"),
    fc.record({ not: tie("where") }),
    fc.record({ or: fc.array(tie("where"), { maxLength: 2 }) }),
    fc.record({ and: fc.array(tie("where"), { maxLength: 2 }) }),
  ),
})).where;

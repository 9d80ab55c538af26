import { describe, expect, test } from "@jest/globals";
import { HubError } from "#schema/errors.js";
import { decisions } from "../../graph/trading.test-data.js";
import {
  compileWhere,
  MAX_WHERE_CONDITIONS,
  MAX_WHERE_DEPTH,
  MAX_WHERE_VALUES,
  type Where,
} from "./where.js";

function refusal(where: unknown): unknown {
  try {
    compileWhere(decisions, Object(where));
    return "accepted";
  } catch (error) {
    return error instanceof HubError ? error.code : error;
  }
}

function nested(depth: number): Where {
  let where: Where = { kind: { eq: "FINE" } };
  for (let level = 1; level < depth; level += 1) where = { not: where };
  return where;
}

test("an empty filter holds for every record", () => {
  expect(compileWhere(decisions, {})).toEqual({ text: "TRUE", values: [] });
});

test("no value of a filter is part of the statement's text", () => {
  const hostile = "'; DROP TABLE decisions; --";
  const { text, values } = compileWhere(decisions, {
    number: { eq: hostile, in: [hostile], startsWith: hostile },
  });
  expect(text).toBe('t."number" = $1 AND t."number" = ANY($2) AND t."number" ^@ $3');
  expect(values).toEqual([hostile, [hostile], hostile]);
});

test("a filter that holds for nothing and one that holds for all need no field", () => {
  expect(compileWhere(decisions, { or: [] }).text).toBe("FALSE");
  expect(compileWhere(decisions, { and: [] }).text).toBe("TRUE");
});

describe("FILTER_INVALID refuses", () => {
  test.each([
    ["names that objects inherit", { constructor: { eq: "x" } }],
    ["a name that sets a prototype", JSON.parse('{"__proto__": {"eq": "x"}}')],
    ["a field that is not indexed", { facts: { eq: "x" } }],
    ["a join key that readers do not see", { partyId: { eq: "x" } }],
    ["a withheld column", { personNumber: { eq: "x" } }],
    ["a comparison that the kind of field lacks", { kind: { startsWith: "F" } }],
    ["a comparison named like an inherited one", { kind: { toString: "F" } }],
    ["null for a value", { number: { eq: null } }],
    ["null in a list", { number: { in: ["a", null] } }],
    ["null for a field", { number: null }],
    ["a list for a filter", { and: { kind: { eq: "FINE" } } }],
    ["a day that does not exist", { decidedOn: { eq: "2025-02-30" } }],
    ["the year 0", { decidedOn: { eq: "0000-01-01" } }],
    ["a NUL character", { number: { eq: "a\0" } }],
    ["a number beyond the column", { people: { eq: 2 ** 60 } }],
    ["a fraction for a whole number", { people: { eq: 0.5 } }],
    ["a decimal with an exponent", { fine: { eq: "1e9" } }],
    ["text for isNull", { number: { isNull: "true" } }],
  ])("%s", (_, where) => {
    expect(refusal(where)).toBe("FILTER_INVALID");
  });

  test("one level, condition or value more than allowed, and not the last allowed one", () => {
    expect(refusal(nested(MAX_WHERE_DEPTH))).toBe("accepted");
    expect(refusal(nested(MAX_WHERE_DEPTH + 1))).toBe("FILTER_INVALID");
    expect(refusal(nested(50_000))).toBe("FILTER_INVALID");
    const conditions = (count: number): Where => ({
      or: Array.from({ length: count / 2 }, () => ({ people: { eq: 1 } })),
    });
    expect(refusal(conditions(MAX_WHERE_CONDITIONS))).toBe("accepted");
    expect(refusal(conditions(MAX_WHERE_CONDITIONS + 2))).toBe("FILTER_INVALID");
    expect(refusal({ number: { in: Array.from({ length: MAX_WHERE_VALUES }, String) } })).toBe("accepted");
    expect(refusal({ number: { in: Array.from({ length: 10_000 }, String) } })).toBe("FILTER_INVALID");
    expect(refusal({ or: Array.from({ length: 10_000 }, () => ({})) })).toBe("FILTER_INVALID");
  });
});

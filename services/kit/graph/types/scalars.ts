/**
 * The scalars of every subgraph. They are alike in name and meaning everywhere, so composition makes one of
 * each.
 *
 * Stored values are canonical, so output is only checked for its type; input is checked for its content. No
 * refusal repeats what was stored.
 */
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { canonicalDecimal, isCalendarDate } from "../../store/read/comparable.js";
import { describe } from "./describe.js";

export const DateScalar = new GraphQLScalarType<string, string>({
  name: "Date",
  description: describe("日期，写作2025-03-01", "A calendar day, written 2025-03-01"),
  specifiedByURL: "https://scalars.graphql.org/andimarek/local-date",
  serialize: (value) => textOf(value, "Date"),
  parseValue: (value) => {
    if (typeof value === "string" && isCalendarDate(value)) return value;
    throw wrongValue(
      "A Date is a day that exists, written YYYY-MM-DD.",
      "日期应写作 YYYY-MM-DD，且确有这一天",
    );
  },
});

export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: "DateTime",
  description: describe(
    "时刻，须带时区，如2025-03-01T09:00:00+08:00",
    "A moment with its offset, such as 2025-03-01T09:00:00+08:00",
  ),
  specifiedByURL: "https://scalars.graphql.org/andimarek/date-time",
  serialize: (value) => {
    if (!(value instanceof Date)) throw new TypeError("A DateTime field has a value of another type");
    return shanghaiTime(value);
  },
  parseValue: (value) => {
    const moment = typeof value === "string" && WRITTEN_MOMENT.test(value) ? new Date(value) : null;
    // JavaScript takes the 30th of February for the 2nd of March.
    if (moment && !Number.isNaN(moment.getTime()) && isCalendarDate(String(value).slice(0, 10)))
      return moment;
    throw wrongValue(
      "A DateTime is written as in RFC 3339, with its offset.",
      "时刻应按 RFC 3339 书写，并带时区",
    );
  },
});

const WRITTEN_MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: "Decimal",
  description: describe(
    "精确的十进制数，以字符串输出。输入可写字符串或数字字面量；变量中的小数须写成字符串，以免失真",
    "An exact decimal number, given as a string. As input a string or a literal; in variables a fraction must be a string, for a JSON number may have lost digits",
  ),
  specifiedByURL: "https://www.w3.org/TR/xmlschema-2/#decimal",
  serialize: (value) => textOf(value, "Decimal"),
  parseValue: (value) =>
    decimalOf(typeof value === "number" && Number.isSafeInteger(value) ? String(value) : value),
  parseLiteral: (node) => decimalOf(literalText(node)),
});

export const LongScalar = new GraphQLScalarType<number, number>({
  name: "Long",
  description: describe("整数，绝对值不超过2^53-1", "A whole number of up to 2^53-1 either side of zero"),
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc7493#section-2.2",
  serialize: (value) => {
    if (typeof value !== "number" || !Number.isSafeInteger(value))
      throw new TypeError("A Long field has a value of another type");
    return value;
  },
  parseValue: longOf,
  parseLiteral: (node) => longOf(node.kind === Kind.INT ? Number(node.value) : null),
});

function textOf(value: unknown, scalar: string): string {
  if (typeof value !== "string") throw new TypeError(`A ${scalar} field has a value of another type`);
  return value;
}

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

function shanghaiTime(moment: Date): string {
  return new Date(moment.getTime() + SHANGHAI_OFFSET_MS).toISOString().replace("Z", "+08:00");
}

function literalText(node: ValueNode): string | null {
  return node.kind === Kind.INT || node.kind === Kind.FLOAT || node.kind === Kind.STRING ? node.value : null;
}

function decimalOf(value: unknown): string {
  const decimal = typeof value === "string" ? canonicalDecimal(value) : null;
  if (decimal !== null) return decimal;
  throw wrongValue(
    'A Decimal is digits with at most one point, without exponent; in variables write a string, as "0.5".',
    '数值应为十进制数字；变量中请写成字符串，如 "0.5"',
  );
}

function longOf(value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  throw wrongValue("A Long is a whole number of at most 2^53-1.", "应为整数，绝对值不超过2^53-1");
}

function wrongValue(english: string, sentence: string): GraphQLError {
  return new GraphQLError(english, { extensions: { sentence } });
}

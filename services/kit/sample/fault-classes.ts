/**
 * The ways in which a cell of a clerk's file is wrong, each with the one finding that it must bring. A class
 * belongs to columns by what they hold; it gives the damaged text, or null where this very cell cannot be
 * damaged so.
 */
import type { Column } from "../feed/contract.js";
import { parseAmount } from "../values/amounts.js";
import { checkUscc } from "../values/uscc.js";
import type { ColumnNature } from "./column-nature.js";
import { sampleCitizenId } from "./parties.js";
import type { Random } from "./random.js";

export interface FaultClass {
  /** Code of `check/finding-texts.ts`. */
  readonly code: string;
  readonly fits: (nature: ColumnNature, column: Column) => boolean;
  readonly damage: (text: string, column: Column, random: Random) => string | null;
}

export const FAULT_CLASSES: readonly FaultClass[] = [
  {
    code: "VALUE_REQUIRED",
    fits: (_, column) => column.required,
    damage: (_, __, random) => random.pick(["", " ", "　"]),
  },
  {
    code: "VALUE_TOO_LONG",
    fits: (nature, column) => nature === "text" && column.maxLength !== undefined,
    damage: (_, { maxLength = 0 }) => "长".repeat(maxLength + 1),
  },
  {
    code: "VALUE_FORMULA",
    fits: ofNature("text", "document-number"),
    damage: anyOf("=cmd|'/c calc'!A0", "=1+1", "@SUM(A1:A9)", "+A1", "-A1"),
  },

  {
    code: "DATE_IMPOSSIBLE",
    fits: ofNature("date"),
    damage: anyOf("2020-02-30", "20200231", "2019年2月29日", "2020/13/1"),
  },
  { code: "DATE_AMBIGUOUS", fits: ofNature("date"), damage: anyOf("03/06/2020", "3-6-2020") },
  { code: "DATE_TWO_DIGIT_YEAR", fits: ofNature("date"), damage: anyOf("20-06-03", "20年6月3日", "20.6.3") },
  { code: "DATE_FORMAT", fits: ofNature("date"), damage: anyOf("待定", "2020年", "六月三日") },

  { code: "TIME_FORMAT", fits: ofNature("time"), damage: anyOf("上午", "25:00", "九点") },
  { code: "MOMENT_FORMAT", fits: ofNature("moment"), damage: anyOf("待定", "2020-06-03T25:00") },

  { code: "FILE_NOT_HANDED_IN", fits: ofNature("files"), damage: anyOf("没有上传.pdf", "见附件") },
  {
    code: "PERIOD_YEAR",
    fits: ofNature("period"),
    damage: (_, { period }) => (period === undefined ? null : WITHOUT_YEAR[period]),
  },
  { code: "PERIOD_FORMAT", fits: ofNature("period"), damage: anyOf("不详", "20年", "去年同期") },

  {
    code: "AMOUNT_UNIT_CONVERTED",
    fits: (nature, { unit }) => nature === "decimal" && (unit === "元" || unit === "万元"),
    damage: inOtherUnit,
  },
  { code: "AMOUNT_NEGATIVE", fits: ofNature("decimal"), damage: anyOf("-5", "(1,000)") },
  { code: "AMOUNT_CAPITALS", fits: ofNature("decimal"), damage: anyOf("壹万元整", "伍仟元") },
  {
    code: "AMOUNT_SCALE",
    fits: ofNature("decimal"),
    damage: (_, { scale = 0 }) => `1.${"0".repeat(scale)}1`,
  },
  { code: "AMOUNT_FORMAT", fits: ofNature("decimal"), damage: anyOf("约3", "1,23", "不详") },
  { code: "VALUE_INTEGER", fits: ofNature("integer"), damage: anyOf("12.5", "十二", "约12") },

  { code: "VALUE_CODE", fits: ofNature("code", "codes"), damage: anyOf("不在表内", "未知") },
  {
    code: "VALUE_CODE_OTHER",
    fits: (_, { list }) => list?.other !== undefined,
    damage: (_, { list }) => list?.codes.find(({ name }) => name === list.other)?.zh ?? null,
  },
  { code: "VALUE_BOOLEAN", fits: ofNature("boolean"), damage: anyOf("也许", "2") },

  {
    code: "USCC_CHECK",
    fits: ofNature("uscc"),
    damage: (text) => ofUscc(text, (valid) => valid.slice(0, 17) + (valid.endsWith("0") ? "1" : "0")),
  },
  {
    code: "USCC_LENGTH",
    fits: ofNature("uscc"),
    damage: (text) => ofUscc(text, (valid) => valid.slice(0, 17)),
  },
  {
    code: "USCC_ALPHABET",
    fits: ofNature("uscc"),
    damage: (text) => ofUscc(text, (valid) => valid.replace("0", "O")),
  },
  { code: "USCC_NUMBER_FORMAT", fits: ofNature("uscc"), damage: anyOf("1.21101E+17", "9.1110118E+17") },
  {
    code: "ORGANISATION_CODE_CHECK",
    fits: ofNature("organisation-code"),
    damage: anyOf("MA00TEXT-1", "MA00TEXT1"),
  },
  { code: "ORGANISATION_CODE_LENGTH", fits: ofNature("organisation-code"), damage: anyOf("MA00TEXT") },
  { code: "REGISTRATION_CHECK", fits: ofNature("business-registration"), damage: anyOf("110228000001235") },
  { code: "TAX_NUMBER_LENGTH", fits: ofNature("tax-number"), damage: anyOf("1101180000") },
  { code: "VALUE_MASKED", fits: ofNature("person-number"), damage: anyOf("1****************0") },
  { code: "DOCUMENT_YEAR", fits: ofNature("document-number"), damage: anyOf("京密示例〔20〕12号") },

  {
    code: "PERSONAL_NUMBER",
    fits: (nature, { show }) => show !== "withheld" && REGISTRATION_NUMBERS.includes(nature),
    damage: citizenId,
  },
  {
    code: "TAX_NUMBER_PERSONAL",
    fits: (nature, { show }) => show !== "withheld" && nature === "tax-number",
    damage: (...cell) => `${citizenId(...cell)}01`,
  },
];

const WITHOUT_YEAR = { month: "5月", quarter: "第二季度", schoolYear: "本学年", year: "本年度" } as const;
const REGISTRATION_NUMBERS: readonly ColumnNature[] = [
  "uscc",
  "organisation-code",
  "business-registration",
  "tax-number",
];

function ofNature(...natures: readonly ColumnNature[]): FaultClass["fits"] {
  return (nature) => natures.includes(nature);
}

function anyOf(...texts: readonly string[]): FaultClass["damage"] {
  return (_text, _column, random) => random.pick(texts);
}

function citizenId(_text: string, _column: Column, random: Random): string {
  return sampleCitizenId(random.int(0, 999_999));
}

/** The same amount, so that nothing else is wrong with the row: 0.5 under 万元 becomes 5000元. */
function inOtherUnit(text: string, column: Column): string | null {
  const { unit = "", scale = 0 } = column;
  const other = unit === "元" ? "万元" : "元";
  const amount = parseAmount(text, { unit, headerUnit: null, scale });
  const converted =
    amount.ok && parseAmount(amount.value, { unit: other, headerUnit: unit, scale: scale + 4 });
  return converted && converted.ok ? converted.value + other : null;
}

/** Only a cell that holds a code: a placeholder or a blank cell would break another rule. */
function ofUscc(text: string, damage: (valid: string) => string): string | null {
  const result = checkUscc(text);
  const damaged = result.ok ? damage(result.value) : text;
  return damaged === text ? null : damaged;
}

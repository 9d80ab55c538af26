/**
 * A cell of any column, from what its contract says: the kind, the code list, and an example that shows which
 * identifier a text column holds. It knows no rule between columns: a domain that has some exports its own
 * generator.
 */
import type { Column } from "../feed/contract.js";
import { addDays } from "../values/calendar.js";
import { type ColumnNature, natureOf } from "./column-nature.js";
import { periodOf, shiftPeriod } from "../values/periods.js";
import { enterpriseNumber, sampleParty } from "./parties.js";
import type { Random } from "./random.js";
import { sampleDate, sampleDocumentNumber, typeDate } from "./sample-values.js";
import type { SampleContext } from "./sample.js";

/** The text of one cell; "" for some of those that may be blank. */
export function sampleCell(
  random: Random,
  index: number,
  field: string,
  column: Column,
  context: SampleContext,
): string {
  // Files are handed in beside the rows, which samples are not.
  if (column.files) return "";
  if (!column.required && random.chance(BLANK_SHARE)) return "";
  const isKey = context.contract.key.includes(field);
  switch (column.kind) {
    case "boolean":
      return random.pick(["是", "否"]);
    case "date":
      return typeDate(random, sampleDate(random, addDays(context.today, -365), context.today));
    case "decimal":
      return sampleDecimal(random, column);
    case "integer":
      return String(isKey ? index + 1 : random.int(1, 500));
    case "code":
      return sampleCodes(random, column, 1);
    case "codes":
      return sampleCodes(random, column, random.int(1, 2));
    case "text":
      return sampleText(random, index, column, context, isKey);
  }
}

const BLANK_SHARE = 0.3;
/** Headers of what the department itself is asked for: 处罚机关, 数据来源单位 and their codes. */
const DEPARTMENT = /机关|主体|来源单位/;

function sampleDecimal(random: Random, { scale = 0, unit }: Column): string {
  const places = Math.min(scale, 2);
  const most = unit === "%" ? 100 : 1000;
  return (random.int(1, most * 10 ** places) / 10 ** places).toFixed(places);
}

/** As the standard writes them, the open one (其他) left out. */
function sampleCodes(random: Random, column: Column, count: number): string {
  const closed = column.list?.codes.filter(({ name }) => name !== column.list?.other) ?? [];
  return random
    .shuffle(closed)
    .slice(0, count)
    .map(({ zh }) => zh)
    .join("；");
}

function sampleIdentifier(
  nature: ColumnNature,
  index: number,
  column: Column,
  context: SampleContext,
): string | null {
  const enterprise = sampleParty(enterpriseNumber(index));
  switch (nature) {
    case "uscc":
      return DEPARTMENT.test(column.zh) ? context.department.uscc : enterprise.uscc;
    case "person-number":
      return enterprise.citizenId;
    case "business-registration":
      return enterprise.businessRegistrationNumber;
    case "organisation-code":
      return enterprise.organisationCode;
    case "tax-number":
      return `110199${enterprise.organisationCode}`;
    default:
      return null;
  }
}

/** Any other text is the example; in a key it is numbered. */
function sampleText(
  random: Random,
  index: number,
  column: Column,
  context: SampleContext,
  isKey: boolean,
): string {
  const nature = natureOf(column);
  const identifier = sampleIdentifier(nature, index, column, context);
  if (identifier !== null) return identifier;
  if (column.period !== undefined)
    return shiftPeriod(periodOf(column.period, context.today), -1 - (isKey ? index : random.int(0, 11)));
  if (nature === "document-number")
    return sampleDocumentNumber(random, "京密示例", context.today.slice(0, 4), index + 1);
  if (DEPARTMENT.test(column.zh)) return context.department.name;
  const text = isKey ? `${column.example}${index + 1}` : column.example;
  return text.slice(-(column.maxLength ?? text.length));
}

/**
 * A cell of any column, from what its contract says: the kind, the code list, and an example that shows which identifier
 * a text column holds. It knows no rule between columns: a domain that has some exports its own generator.
 */
import type { Column } from "../feed/contract.js";
import { checkBusinessRegistration } from "../values/business-registration.js";
import { checkCitizenId } from "../values/citizen-id.js";
import { addDays } from "../values/calendar.js";
import { normaliseDocumentNumber } from "../values/document-number.js";
import { checkOrganisationCode } from "../values/organisation-code.js";
import { checkUscc } from "../values/uscc.js";
import { sampleParty } from "./parties.js";
import type { Random } from "./random.js";
import { sampleDate, sampleDocumentNumber, typeDate } from "./sample-values.js";
import type { SampleContext } from "./sample.js";

/** The text of one cell; "" for some of those that may be blank. */
export function sampleCell(random: Random, index: number, field: string, column: Column, context: SampleContext): string {
  if (!column.required && random.chance(BLANK_SHARE)) return "";
  const isKey = context.contract.key.includes(field);
  switch (column.kind) {
    case "date": return typeDate(random, sampleDate(random, addDays(context.today, -365), context.today));
    case "decimal": return sampleDecimal(random, column.scale ?? 0);
    case "integer": return String(isKey ? index + 1 : random.int(1, 500));
    case "code": return sampleCodes(random, column, 1);
    case "codes": return sampleCodes(random, column, random.int(1, 2));
    case "text": return sampleText(random, index, column, context, isKey);
    default: return column.example;
  }
}

const BLANK_SHARE = 0.3;

function sampleDecimal(random: Random, scale: number): string {
  const places = Math.min(scale, 2);
  return (random.int(1, 99_999) / 10 ** places).toFixed(places);
}

/** As the standard writes them, the open one (其他) left out. */
function sampleCodes(random: Random, column: Column, count: number): string {
  const closed = column.list?.codes.filter(({ name }) => name !== column.list?.other) ?? [];
  return random.shuffle(closed).slice(0, count).map(({ zh }) => zh).join("；");
}

/** The example tells what the column holds. */
function sampleText(random: Random, index: number, column: Column, context: SampleContext, isKey: boolean): string {
  const { example } = column;
  // three parties of twenty are persons, who have no registration: an enterprise has the same place in each twenty
  const enterprise = sampleParty(index * 20);
  if (checkUscc(example).ok) return isKey ? enterprise.uscc : context.department.uscc;
  if (checkCitizenId(example).ok) return sampleParty(index).citizenId;
  if (example.length === 15 && checkBusinessRegistration(example).ok) return enterprise.businessRegistrationNumber;
  if (checkOrganisationCode(example).ok) return enterprise.organisationCode;
  const { form, canonical } = normaliseDocumentNumber(example);
  if (form === "strict") return sampleDocumentNumber(random, canonical.slice(0, canonical.indexOf("〔")), context.today.slice(0, 4), index + 1);
  const text = isKey ? `${example}${index + 1}` : example;
  return text.slice(-(column.maxLength ?? text.length));
}
